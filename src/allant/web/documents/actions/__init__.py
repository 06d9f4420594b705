"""Writes of codes and of kept files."""

from allant.web.documents.actions.codes import CodeError, issue, redeem, revoke
from allant.web.documents.actions.files import (
    erase_removed,
    keep_bytes,
    keep_file,
    remove,
    restore,
    sweep_orphans,
)

__all__ = [
    "CodeError",
    "erase_removed",
    "issue",
    "keep_bytes",
    "keep_file",
    "redeem",
    "remove",
    "restore",
    "revoke",
    "sweep_orphans",
]
