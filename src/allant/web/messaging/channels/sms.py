"""SMS, by the HTTP gateway of ALLANT_SMS_URL: one POST of JSON for each message."""

import json
import re
import urllib.error
import urllib.request
from http import HTTPStatus
from http.client import HTTPException
from types import TracebackType
from typing import Any

from django.conf import settings

from allant.web.messaging.channels import RefusedError, UnreachableError
from allant.web.messaging.models import Message

TIMEOUT_S = 20
LONGEST_REPLY = 100_000
LONGEST_RECEIPT = Message._meta.get_field("receipt").max_length
OURS = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
"""Refusals of our settings, not of the message."""
BUSY = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS}
BLANK = re.compile(r"{(to|digits|text|reference)}")


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirected POST would lose its text and hand the token to another address: it is an error."""

    def redirect_request(self, *_: Any) -> None:
        return None


GATEWAY = urllib.request.build_opener(NoRedirect)


def is_configured() -> bool:
    """Is there a gateway to hand SMS to?"""
    return bool(settings.SMS_URL)


class Sms:
    """The gateway; each message is one request."""

    def __enter__(self) -> "Sms":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def send(self, message: Message) -> str:
        """Hand one message to the gateway; return the identifier that it gives back."""
        request = urllib.request.Request(  # noqa: S310  # the settings accept http and https only
            settings.SMS_URL,
            data=json.dumps(_filled(settings.SMS_TEMPLATE, message)).encode(),
            headers={"Content-Type": "application/json", "Accept": "application/json"},
            method="POST",
        )
        if settings.SMS_TOKEN:
            request.add_header("Authorization", f"Bearer {settings.SMS_TOKEN}")
        try:
            with GATEWAY.open(request, timeout=TIMEOUT_S) as reply:
                return _receipt(reply.read(LONGEST_REPLY))
        except urllib.error.HTTPError as error:
            with error:
                raise _in_words(error.code) from error
        except (OSError, HTTPException) as error:
            raise UnreachableError("La passerelle SMS ne répond pas. Les messages attendent.") from error


def _filled(template: Any, message: Message) -> Any:
    """Return the JSON of the settings with the words in braces replaced."""
    if isinstance(template, dict):
        return {name: _filled(value, message) for name, value in template.items()}
    if isinstance(template, list):
        return [_filled(value, message) for value in template]
    if not isinstance(template, str):
        return template
    values = {
        "to": message.address,
        "digits": message.address.lstrip("+"),
        "text": message.body,
        "reference": f"allant-{message.pk}",
    }
    return BLANK.sub(lambda blank: values[blank[1]], template)


def _receipt(reply: bytes) -> str:
    """Return the identifier that a reply gives; empty when there is none."""
    try:
        return found(json.loads(reply), settings.SMS_RECEIPT)[:LONGEST_RECEIPT]
    except ValueError:
        return ""


def found(content: Any, path: str) -> str:
    """Return what stands at a path (`messages.0.id`) of some JSON, as text; empty when nothing does."""
    try:
        for name in path.split("."):
            content = content[int(name)] if isinstance(content, list) else content[name]
    except (ValueError, KeyError, IndexError, TypeError):
        return ""
    return "" if content is None else str(content)


def _in_words(code: int) -> Exception:
    if code in OURS:
        return UnreachableError(
            f"La passerelle SMS refuse notre accès ({code}). Vérifiez ALLANT_SMS_URL et ALLANT_SMS_TOKEN."
        )
    if code in BUSY or code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return UnreachableError(f"La passerelle SMS est occupée ou en panne ({code}). Les messages attendent.")
    if code < HTTPStatus.BAD_REQUEST:
        return UnreachableError(f"La passerelle SMS a changé d’adresse ({code}). Vérifiez ALLANT_SMS_URL.")
    return RefusedError(f"La passerelle SMS refuse ce message ou ce numéro ({code}).")
