"""Writes of codes, of kept files and of papers."""

from allant.web.documents.actions.codes import CodeError, issue, redeem, revoke
from allant.web.documents.actions.files import (
    erase_removed,
    keep_bytes,
    keep_file,
    remove,
    restore,
    sweep_orphans,
)
from allant.web.documents.actions.papers import make_paper, sign, withdraw

__all__ = [
    "CodeError",
    "erase_removed",
    "issue",
    "keep_bytes",
    "keep_file",
    "make_paper",
    "redeem",
    "remove",
    "restore",
    "revoke",
    "sign",
    "sweep_orphans",
    "withdraw",
]
