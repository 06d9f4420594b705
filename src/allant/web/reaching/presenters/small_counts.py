"""Counts as those see them who may see no names: a small one is hidden, and so is what would give it away."""

from collections.abc import Mapping
from typing import TypeVar

from django.utils.translation import gettext as _

from allant.parameters import parameter
from allant.web.reaching.presenters.words import LANGUAGE
from allant.web.ui.formatting import number

Key = TypeVar("Key")


def smallest_shown() -> int:
    """Return the smallest count that is shown."""
    return int(parameter("cases/smallest_shown_count"))


def shown_parts(parts: Mapping[Key, int]) -> dict[Key, str]:
    """Write the parts of a whole that is shown too: what is hidden cannot be found by subtraction."""
    hidden = {key for key, count in parts.items() if is_small(count)}
    others = sorted((key for key in parts if parts[key] and key not in hidden), key=lambda key: parts[key])
    while hidden and others and (len(hidden) == 1 or sum(parts[key] for key in hidden) < smallest_shown()):
        hidden.add(others.pop(0))
    return {key: _hidden(count) if key in hidden else number(count, LANGUAGE) for key, count in parts.items()}


def shown_subset(count: int, whole: int) -> str:
    """Write how many of a whole that is shown; hidden where the rest of it is small."""
    return _hidden(count) if is_small(count) or is_small(whole - count) else number(count, LANGUAGE)


def is_small(count: int) -> bool:
    """Return whether a count points at people; nobody is nobody."""
    return 0 < count < smallest_shown()


def _hidden(count: int) -> str:
    return _("moins de %d") % smallest_shown() if is_small(count) else masked()


def masked() -> str:
    """Say that a count is hidden for what it would tell of another one."""
    return _("masqué")
