"""When things happen in one story."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from allant.web.demo.living import pick
from allant.web.demo.pathways import Pathway
from allant.web.demo.scripts import Fate, Script

DAYS_SHOWN = 730
"""Twenty-four months."""

FATES = {Fate.LOST_EARLY: 0.11, Fate.LOST_ON_THE_WAY: 0.13, Fate.COMPLETES: 0.76}
DAYS_TO_ENTRY = (2, 26)
DAYS_LOST_EARLY = (25, 75)


@dataclass(frozen=True, slots=True)
class Timing:
    """When things happen in one story; `days` is how long the support lasts after the entry assessment."""

    fate: Fate
    opened: date
    entry: date
    decided: date
    middle: date
    exited: date
    days: int


def working_day(day: date) -> date:
    """Return the day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def draw_timing(chance: Random, script: Script, pathway: Pathway, last_day: date) -> Timing:
    """Draw the dates of a story."""
    ago = chance.randint(1, DAYS_SHOWN)
    to_entry = chance.randint(*DAYS_TO_ENTRY)
    fate = pick(chance, FATES)
    lost_at, lost_early = chance.uniform(0.3, 0.9), chance.randint(*DAYS_LOST_EARLY)
    decided_after = chance.choice((0, 0, 0, 3, 7))
    fate = script.fate or fate
    opened = working_day(last_day - timedelta(days=ago if script.opened_days_ago is None else script.opened_days_ago))
    entry = working_day(opened + timedelta(days=to_entry if script.days_to_entry is None else script.days_to_entry))
    days = int(pathway.days * lost_at) if fate == Fate.LOST_ON_THE_WAY else pathway.days
    ends = opened + timedelta(days=lost_early) if fate == Fate.LOST_EARLY else entry + timedelta(days=days)
    return Timing(
        fate=fate,
        opened=opened,
        entry=entry if fate != Fate.LOST_EARLY else date.max,
        decided=working_day(entry + timedelta(days=decided_after)),
        middle=working_day(entry + timedelta(days=days // 2)),
        exited=working_day(ends),
        days=0 if fate == Fate.LOST_EARLY else days,
    )
