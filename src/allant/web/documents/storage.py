"""Where the bytes of kept files lie: under ALLANT_VAR, outside the web root, in sub-folders, each written at once.

A file is complete before its row exists, and a row is deleted before its file. After a crash there may be a file that
no row names (`actions.sweep_orphans` removes it), never a row without its file.
"""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings


def folder() -> Path:
    """Return where all kept files lie."""
    return Path(settings.VAR) / "documents"


def path_of(stored_name: str) -> Path:
    """Return where one file lies: two levels of 256 folders each, so that none grows too large."""
    return folder() / stored_name[:2] / stored_name[2:4] / stored_name


def write(content: bytes | Iterator[bytes]) -> str:
    """Keep bytes under a new random name; they appear there whole or not at all."""
    name = secrets.token_hex(16)
    final = path_of(name)
    final.parent.mkdir(parents=True, exist_ok=True)
    unfinished = final.with_suffix(".part")
    try:
        with unfinished.open("xb") as file:
            for chunk in [content] if isinstance(content, bytes) else content:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        unfinished.chmod(0o600)
        unfinished.replace(final)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return name


def open_file(stored_name: str) -> BinaryIO:
    """Open a kept file to be read."""
    return path_of(stored_name).open("rb")


def erase(stored_name: str) -> None:
    """Delete the bytes; a file that is already gone is no matter."""
    path_of(stored_name).unlink(missing_ok=True)


def files() -> Iterator[Path]:
    """Every file there is, finished or not."""
    return (path for path in folder().glob("*/*/*") if path.is_file())
