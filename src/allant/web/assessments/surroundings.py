"""The environment of a bilan, where an app above can compute it: grids and answers know no street.

An app that can registers when it starts; without one, or where it cannot tell, what the person declared counts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from allant.web.assessments.enums import EnvironmentSource
from allant.web.assessments.models import Assessment


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is around the person of a bilan.

    `value` is 0-1, None where it is declared. `network` names the version of the streets, timetables and places that
    it was computed on, `told` what else it depends on. `at_entry` is what the value of the entry bilan would be on this
    network: what tells a new timetable from a move.
    """

    value: float | None = None
    source: str = EnvironmentSource.DECLARED
    network: str = ""
    told: Mapping[str, Any] = field(default_factory=dict)
    at_entry: float | None = None


DECLARED = Surroundings()
Provider = Callable[[Assessment], Surroundings]
_PROVIDERS: list[Provider] = []


def register(provider: Provider) -> None:
    """Let an app compute surroundings; one that is already there stays once."""
    if provider not in _PROVIDERS:
        _PROVIDERS.append(provider)


def surroundings_of(assessment: Assessment) -> Surroundings:
    """Return the surroundings of the person of a bilan: the first that an app can compute, else what is declared."""
    found = (provider(assessment) for provider in _PROVIDERS)
    return next((each for each in found if each.value is not None), DECLARED)
