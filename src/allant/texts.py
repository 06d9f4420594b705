"""Texts that people read, held as data: one wording by language, each a draft until somebody has reviewed it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

__all__ = ["EASY_FRENCH", "Text", "TextStatus", "Wording", "read_wording"]

TextStatus = Literal["draft", "reviewed"]

EASY_FRENCH = "fr-simple"
"""A text gives this wording only where plain French is not simple enough: without it, French is read."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One text in one language, and whether somebody reviewed it."""

    text: str
    status: TextStatus
    reviewed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A text in every language it exists in; French is always there."""

    wordings: Mapping[str, Wording]

    def in_language(self, language: str) -> Wording:
        """Return the wording in `language`, else the French one."""
        return self.wordings.get(language) or self.wordings["fr"]


def read_wording(given: object) -> Wording | None:
    """Read a wording as data files write it; None where it is empty or its review is incomplete.

    >>> read_wording("Bonjour")
    Wording(text='Bonjour', status='draft', reviewed_by=None)
    >>> read_wording({"text": "Bonjour", "status": "reviewed", "reviewed_by": "Zoé, interprète, 2026-12-01"}).status
    'reviewed'
    >>> read_wording({"text": "Bonjour", "status": "reviewed"}) is None
    True
    """
    if isinstance(given, str) and given.strip():
        return Wording(given, "draft")
    if not isinstance(given, dict) or not set(given) <= {"text", "status", "reviewed_by"}:
        return None
    text, status, reviewer = given.get("text"), given.get("status"), given.get("reviewed_by")
    if not isinstance(text, str) or not text.strip():
        return None
    if status == "draft" and reviewer is None:
        return Wording(text, "draft")
    if status == "reviewed" and isinstance(reviewer, str) and reviewer.strip():
        return Wording(text, "reviewed", reviewer)
    return None
