"""The journal in plain words, for the person whose data it is about."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from allant.web.journal.models import Entry


@dataclass(frozen=True, slots=True)
class PlainLine:
    """What one kind of people did with a person's data on one day.

    People who work are told by role and organisation, never by name: the person has the right to know when, why and
    for whom, the colleague to do a day's work without being looked for (see docs/adr/0012).
    """

    day: date
    who: str
    why: str
    did: str
    what: tuple[str, ...]
    times: int = 1


def plain_lines(entries: Iterable[Entry]) -> list[PlainLine]:
    """Return the lines of the journal, newest first, told once for each day, role and action."""
    told: dict[tuple[date, str, str, str], PlainLine] = {}
    for entry in entries:
        who, _colon, why = entry.right.partition("\u00a0: ")
        if not who:
            who = "vous, ou un programme" if entry.by_id is None else "une personne de la plateforme"
        thing = entry.detail.partition("\u00a0: ")[0]
        key = (timezone.localdate(entry.at), who, why, entry.action)
        line = told.get(key)
        if line is None:
            told[key] = PlainLine(*key[:3], did=str(entry.get_action_display()), what=(thing,) if thing else ())
        else:
            what = line.what if not thing or thing in line.what else (*line.what, thing)
            told[key] = replace(line, what=what, times=line.times + 1)
    return list(told.values())
