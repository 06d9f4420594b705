"""The ways out: each sends one message or says in words why it could not."""

from types import TracebackType
from typing import Protocol

from allant.errors import AllantError
from allant.web.messaging.models import Message

__all__ = ["PostponedError", "RefusedError", "SendingError", "UnreachableError", "Way"]


class SendingError(AllantError):
    """A message did not leave; the text says why, for the people who work."""


class RefusedError(SendingError):
    """Refused for good: trying again would change nothing."""


class PostponedError(SendingError):
    """This message is refused for now; others may go through."""


class UnreachableError(SendingError):
    """The server itself does not answer, or does not know us: nothing goes through for now."""


class Way(Protocol):
    """What sends the messages of one channel; open for as long as one pass of the worker."""

    def __enter__(self) -> "Way": ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def send(self, message: Message) -> str:
        """Send, and return the receipt of the provider (empty when it gives none); raise a `SendingError`."""
