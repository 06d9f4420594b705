"""Everything that happened in a case, derived from the rows that hold it: nothing is typed for the timeline.

An app says what it knows by registering a source when it starts:

    from allant.web.cases import timeline

    class AgendaConfig(AppConfig):
        def ready(self):
            timeline.register(moments_of_appointments)

A source is a function of a case that returns its moments, in one query, whatever their number.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from allant.web.cases.models import Case

Source = Callable[[Case], Iterable["Moment"]]
_SOURCES: list[Source] = []


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened. `kind` is the word by which moments are sorted, e.g. "Bilans"."""

    at: datetime
    title: str
    text: str = ""
    url: str = ""
    kind: str = ""
    by: Any = None
    """Who did it, when it is somebody who works."""


def register(source: Source) -> None:
    """Add a source; one that is already there stays once."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def moments_of(case: Case) -> list[Moment]:
    """Return the moments of a case, newest first."""
    return sorted((moment for source in _SOURCES for moment in source(case)), key=lambda each: each.at, reverse=True)


def at_start_of(day: date) -> datetime:
    """Return the first moment of a day, for rows that know no hour."""
    return timezone.make_aware(datetime.combine(day, time.min))
