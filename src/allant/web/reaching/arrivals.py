"""How long it takes from many doors to one workplace, there before the shift and back after it.

Engines are asked for all doors at once, one mode after another, never person by person. What they said is kept for a
while: turning the pages of an answer, or sending its address to a colleague, asks them nothing again.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from allant.parameters import parameter
from allant.reach import Obstacle, why_no_transit
from allant.routing.network import Network
from allant.routing.places import Places
from allant.routing.trips import Mode, Trip
from allant.web.reaching.doors import Door
from allant.web.reaching.grounds import Ground
from allant.web.reaching.moments import hour
from allant.web.reaching.shifts import Shift, Slot
from allant.web.reaching.times import (
    LIKE_A_CAR,
    Footing,
    Minutes,
    if_open,
    minutes_from_each,
    minutes_to,
    street_trip,
    transit_trip,
)

STEP_MIN = 5
"""Between two departures that are tried: one that arrives in time may be missed by as much, none is made up."""
WHEELS = (Mode.BICYCLE, Mode.E_BIKE, Mode.CAR)
"""What does not depend on how somebody walks."""
KEPT = 512
"""Answers of engines that are kept: a few numbers for each door."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What engines are asked: from which doors to which shift, on which network. Equal questions have equal answers."""

    doors: tuple[Door, ...]
    shift: Shift
    slots: tuple[Slot, ...] | None
    network: Network | None
    ground: Ground = field(compare=False)

    @property
    def points(self) -> Places:
        """The doors, as engines take them."""
        return Places.at([door.lon for door in self.doors], [door.lat for door in self.doors])

    @property
    def work(self) -> Places:
        """The workplace, as engines take it."""
        return Places.one(self.shift.place.lon, self.shift.place.lat)


@dataclass(frozen=True, slots=True, eq=False)
class Arrivals:
    """Minutes on the way from each door, float64[doors], infinite out of reach.

    By public transport there is a way only where it arrives before the shift and leads back after it, on each of its
    days: `no_transit` says why not, door by door, and `leaves_before` how long before the shift one sets off; both
    are empty without a timetable.
    """

    by_mode: dict[Mode, Minutes]
    no_transit: tuple[Obstacle | None, ...] = ()
    leaves_before: Minutes | None = None


@lru_cache(maxsize=KEPT)
def arrivals(asked: Asked, footing: Footing) -> Arrivals:
    """Return how those who walk alike arrive from their doors."""
    on_foot = Mode.WHEELCHAIR if footing.uses_wheelchair else Mode.WALK
    walk = replace(street_trip(on_foot, footing), max_min=asked.shift.limit_min)
    by_mode = {on_foot: minutes_from_each(asked.ground, asked.points, asked.work, walk)} | _wheels(asked)
    if not asked.slots:
        return Arrivals(by_mode)
    days = [_one_day(asked, slot, footing) for slot in asked.slots]
    worst = {name: np.max([getattr(day, name) for day in days], axis=0) for name in _Rides.__slots__}
    reasons = why_no_transit(
        worst["there"],
        longest_min=asked.shift.limit_min,
        at_midday=worst["midday"],
        walking_further=worst["further"],
        back=worst["back"],
        if_unknown_is_open=worst["if_open"] if footing.uses_wheelchair else None,
    )
    is_open = np.array([reason is None for reason in reasons], dtype=bool)
    by_mode[Mode.TRANSIT] = np.where(is_open, worst["there"], np.inf)
    return Arrivals(by_mode, tuple(reasons), worst["before"])


@lru_cache(maxsize=KEPT)
def _wheels(asked: Asked) -> dict[Mode, Minutes]:
    longest = asked.shift.limit_min
    found = {mode: minutes_from_each(asked.ground, asked.points, asked.work, Trip(mode, longest)) for mode in WHEELS}
    return found | dict.fromkeys(LIKE_A_CAR, found[Mode.CAR])


@dataclass(frozen=True, slots=True, eq=False)
class _Rides:
    """Public transport on one day, float64[doors] each; what tells why not is asked of those who do not arrive."""

    there: Minutes
    before: Minutes
    back: Minutes
    midday: Minutes
    further: Minutes
    if_open: Minutes


def _one_day(asked: Asked, slot: Slot, footing: Footing) -> _Rides:
    limit, ground, points, work = asked.shift.limit_min, asked.ground, asked.points, asked.work
    bus = replace(transit_trip(slot.starts, footing), max_min=limit)
    # Who is not there when setting off first is not there when setting off later either.
    first = replace(bus, departure=slot.starts - timedelta(minutes=limit), window_min=0)
    there = minutes_from_each(ground, points, work, first)
    reached = np.isfinite(there)
    there[reached], before = last_departures(ground, points.kept(reached), work, bus)
    others = points.kept(~reached)
    further = replace(first, max_walk_min=max(bus.longest_walk_min, parameter("reach/longer_walk")))
    # Twice as long tells a line that is too slow from no line at all.
    noon = replace(bus, departure=datetime.combine(slot.starts.date(), hour("midday")), max_min=2 * limit)

    def of_others(minutes: Minutes) -> Minutes:
        found = there.copy()
        found[~reached] = minutes
        return found

    return _Rides(
        there,
        before=_spread(before, reached),
        back=minutes_to(ground, work, points, replace(first, departure=slot.ends)),
        midday=of_others(minutes_from_each(ground, others, work, noon)),
        further=of_others(minutes_from_each(ground, others, work, further)),
        if_open=of_others(minutes_from_each(ground, others, work, if_open(first)))
        if footing.uses_wheelchair
        else there,
    )


def last_departures(ground: Ground, doors: Places, work: Places, bus: Trip) -> tuple[Minutes, Minutes]:
    """Return the minutes of the last departure that arrives by `bus.departure`, and how long before it one sets off.

    Engines know departures, not arrivals: those of the last `bus.max_min` minutes are tried, from the latest back, for
    the doors that none has brought there yet. Both are infinite where none does.
    """
    there, before = np.full(len(doors), np.inf), np.full(len(doors), np.inf)
    for minutes in range(STEP_MIN, int(bus.max_min) + 1, STEP_MIN):
        waiting = ~np.isfinite(there)
        if not waiting.any():
            break
        then = replace(bus, departure=bus.departure - timedelta(minutes=minutes), max_min=minutes, window_min=0)
        there[waiting] = minutes_from_each(ground, doors.kept(waiting), work, then)
        before[waiting & np.isfinite(there)] = minutes
    return there, before


def _spread(minutes: Minutes, mask: NDArray[np.bool_]) -> Minutes:
    found = np.full(len(mask), np.inf)
    found[mask] = minutes
    return found
