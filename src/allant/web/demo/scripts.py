"""What is decided beforehand of somebody's story; what a script leaves open is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from allant.web.demo.living import Traits


class Fate(Enum):
    """How far a pathway goes, were there time enough."""

    LOST_EARLY = "lost before the entry assessment"
    LOST_ON_THE_WAY = "lost on the way"
    COMPLETES = "completes"


@dataclass(frozen=True, slots=True)
class ScriptedStep:
    """A step of a scripted pathway: its solution, when it was carried out (days after the entry assessment)."""

    solution: str
    days: int


@dataclass(frozen=True, slots=True)
class Script:
    """One person's story. None and empty: to be drawn. Days count back from the last day of the demonstration."""

    first_name: str | None = None
    last_name: str | None = None
    traits: Traits | None = None
    adviser: int | None = None
    opened_days_ago: int | None = None
    days_to_entry: int | None = None
    fate: Fate | None = None
    support: str | None = None
    days_of_support: int | None = None
    source: str | None = None
    took_test: bool | None = None
    keeps_test_unconfirmed: bool = False
    undecided: bool = False
    has_exit_assessment: bool | None = None
    outcome: Mapping[str, object] | None = None
    state: Mapping[str, str] = field(default_factory=dict)
    gains: Mapping[str, str] | None = None
    steps: tuple[ScriptedStep, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    answers_exactly: bool = False
    missing: frozenset[str] = frozenset()
    has_contacts: bool = True
    has_commune: bool = True
    has_adviser: bool = True
    language: str = "fr"
