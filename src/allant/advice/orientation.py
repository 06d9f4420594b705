"""Which support does this situation suggest: on one's own, light or reinforced, and why?

A suggestion in a coded form, which an adviser confirms or changes: never a decision about a person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast, get_args

from allant.advice.conditions import When, read_when
from allant.advice.rules import read_name, read_words
from allant.advice.situation import Situation, Words
from allant.errors import ParameterError
from allant.parameters import rules

__all__ = ["Orientation", "Support", "orientation_of", "orientations", "read_orientations"]

_PATH = "advice/orientations"

Support = Literal["on_own", "light", "reinforced"]


@dataclass(frozen=True, slots=True)
class Orientation:
    """A suggested support, its reason in words, and when it is suggested."""

    code: Support
    reason: Words
    when: When


@cache
def orientations() -> tuple[Orientation, ...]:
    """Return the rules of orientation in the order in which they are tried."""
    return read_orientations(rules(_PATH).rules)


def read_orientations(table: Sequence[Mapping[str, Any]]) -> tuple[Orientation, ...]:
    """Read rules of orientation; raise ParameterError where one is incomplete or the last one is not for everybody."""
    read = tuple(_read(rule) for rule in table)
    if not read or read[-1].when != When((), ()):
        raise ParameterError(
            value=read[-1].code if read else None,
            rule=f"The last rule of {_PATH} must apply to everybody.",
            remedy="End the list with a rule whose `when` is {}.",
        )
    return read


def orientation_of(situation: Situation, table: Sequence[Orientation]) -> Orientation:
    """Return the first orientation of `table` whose conditions hold; its last one always does."""
    return next(orientation for orientation in table if orientation.when.holds(situation))


def _read(rule: Mapping[str, Any]) -> Orientation:
    code = read_name(rule, "code", _PATH)
    if code not in get_args(Support):
        raise ParameterError(
            value=code,
            rule=f"{_PATH} knows no such orientation.",
            remedy=f"Use one of: {', '.join(get_args(Support))}.",
        )
    return Orientation(
        code=cast(Support, code), reason=read_words(rule, "reason", _PATH), when=read_when(rule.get("when"), code)
    )
