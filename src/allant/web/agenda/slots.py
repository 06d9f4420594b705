"""When can an adviser still receive somebody? From weekly hours and what is already taken, by arithmetic alone."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any

from allant.web.agenda.clock import PARIS, day_of, moment

Span = tuple[datetime, datetime]
"""From a moment, included, to another, excluded."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Weekly hours, between two days, cut into slots of the same length."""

    weekday: int
    starts: time
    ends: time
    slot_min: int
    from_on: date
    until_on: date | None
    place: Any

    def are_open_on(self, day: date) -> bool:
        """Does somebody receive on this day?"""
        return day.weekday() == self.weekday and self.from_on <= day and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True, slots=True)
class Slot:
    """A time at which somebody can be received, and where."""

    starts_at: datetime
    ends_at: datetime
    place: Any


def free_slots(
    hours: Sequence[Hours], taken: Iterable[Span], *, from_at: datetime, until: datetime, at_most: int | None = None
) -> list[Slot]:
    """Return the slots that start from `from_at` on and end by `until`, none of which meets a time that is taken."""
    # Counted in UTC: in the night of a change, Python holds two hours that the clock shows alike for one.
    start, end = from_at.astimezone(UTC), until.astimezone(UTC)
    blocks = merged((first.astimezone(UTC), last.astimezone(UTC)) for first, last in taken)
    starts = [first for first, _last in blocks]

    def is_free(slot: Slot) -> bool:
        rank = bisect_left(starts, slot.ends_at)
        return rank == 0 or blocks[rank - 1][1] <= slot.starts_at

    free = (slot for slot in _all_slots(hours, start, end) if is_free(slot))
    return [
        Slot(slot.starts_at.astimezone(PARIS), slot.ends_at.astimezone(PARIS), slot.place)
        for slot in islice(free, at_most)
    ]


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return the same taken time as spans in order, none of which meets another."""
    blocks: list[Span] = []
    for start, end in sorted(spans):
        if blocks and start <= blocks[-1][1]:
            blocks[-1] = (blocks[-1][0], max(end, blocks[-1][1]))
        else:
            blocks.append((start, end))
    return blocks


def _all_slots(hours: Sequence[Hours], start: datetime, end: datetime) -> Iterator[Slot]:
    day = day_of(start)
    while moment(day, time()).astimezone(UTC) < end:
        seen: set[datetime] = set()
        of_day = [slot for each in hours if each.are_open_on(day) for slot in _slots_of_day(each, day)]
        for slot in sorted(of_day, key=lambda each: each.starts_at):
            if start <= slot.starts_at and slot.ends_at <= end and slot.starts_at not in seen:
                seen.add(slot.starts_at)
                yield slot
        day += timedelta(days=1)


def _slots_of_day(hours: Hours, day: date) -> Iterator[Slot]:
    start = moment(day, hours.starts).astimezone(UTC)
    closes = moment(day, hours.ends).astimezone(UTC)
    length = timedelta(minutes=hours.slot_min)
    while start + length <= closes:
        yield Slot(start, start + length, hours.place)
        start += length
