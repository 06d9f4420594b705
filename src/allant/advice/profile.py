"""Which profile describes this person's mobility, in words?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from allant.advice.conditions import When, read_when
from allant.advice.rules import read_name, read_words
from allant.advice.situation import Situation, Words
from allant.errors import ParameterError
from allant.parameters import rules

__all__ = ["Profile", "profile_of", "profiles", "read_profiles"]

_PATH = "advice/profiles"


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile: its name, what it means for the person, and to whom it applies."""

    code: str
    label: Words
    explanation: Words
    when: When


@cache
def profiles() -> tuple[Profile, ...]:
    """Return the profiles in the order in which they are tried."""
    return read_profiles(rules(_PATH).rules)


def read_profiles(table: Sequence[Mapping[str, Any]]) -> tuple[Profile, ...]:
    """Read profiles from rules; raise ParameterError where one is incomplete or the last one is not for everybody."""
    read = tuple(
        Profile(
            code=read_name(rule, "code", _PATH),
            label=read_words(rule, "label", _PATH),
            explanation=read_words(rule, "explanation", _PATH),
            when=read_when(rule.get("when"), str(rule.get("code"))),
        )
        for rule in table
    )
    if not read or read[-1].when != When((), ()):
        raise ParameterError(
            value=read[-1].code if read else None,
            rule=f"The last rule of {_PATH} must apply to everybody.",
            remedy="End the list with a rule whose `when` is {}.",
        )
    return read


def profile_of(situation: Situation, table: Sequence[Profile]) -> Profile:
    """Return the first profile of `table` whose conditions hold; its last one always does."""
    return next(profile for profile in table if profile.when.holds(situation))
