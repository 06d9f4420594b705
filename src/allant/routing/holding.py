"""Keeps a folder to one command at a time."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from allant.errors import FileError

__all__ = ["held"]


@contextmanager
def held(folder: Path, *, busy: str) -> Iterator[None]:
    """Have a folder for ourselves; whoever is killed lets go of it.

    Raises
    ------
    FileError
        Another process has it; `busy` is the rule that the message names.
    """
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise FileError(value=str(folder), rule=busy, remedy="Attendez qu’il soit fini.") from error
        yield
