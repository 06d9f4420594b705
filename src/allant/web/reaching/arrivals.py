"""How long it takes from many doors to one workplace, there before the shift and back after it.

Engines are asked for all doors at once, one mode after another: never person by person.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from allant.parameters import parameter
from allant.reach import Obstacle, why_no_transit
from allant.routing.places import Places
from allant.routing.trips import Mode, Trip
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
    pace_of,
    transit_trip,
)

STEP_MIN = 5
"""Between two departures that are tried: one that arrives in time may be missed by as much, none is made up."""
WHEELS = (Mode.BICYCLE, Mode.E_BIKE, Mode.CAR)
"""What does not depend on how somebody walks."""


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


def wheels(ground: Ground, doors: Places, shift: Shift) -> dict[Mode, Minutes]:
    """Return minutes on wheels, which are the same for everybody at a door."""
    found = {mode: minutes_from_each(ground, doors, _there(shift), Trip(mode, shift.limit_min)) for mode in WHEELS}
    return found | dict.fromkeys(LIKE_A_CAR, found[Mode.CAR])


def arrivals(
    ground: Ground,
    doors: Places,
    shift: Shift,
    slots: Sequence[Slot] | None,
    footing: Footing,
    by_wheels: dict[Mode, Minutes],
) -> Arrivals:
    """Return how those who walk alike arrive from their doors."""
    on_foot = Mode.WHEELCHAIR if footing.uses_wheelchair else Mode.WALK
    walk = Trip(on_foot, shift.limit_min, walking_km_per_h=pace_of(on_foot, footing))
    by_mode = {on_foot: minutes_from_each(ground, doors, _there(shift), walk)} | by_wheels
    if not slots or not ground.has_timetable:
        return Arrivals(by_mode)
    days = [_one_day(ground, doors, shift, slot, footing) for slot in slots]
    worst = {name: np.max([getattr(day, name) for day in days], axis=0) for name in _Rides.__slots__}
    reasons = why_no_transit(
        worst["there"],
        longest_min=shift.limit_min,
        at_midday=worst["midday"],
        walking_further=worst["further"],
        back=worst["back"],
        if_unknown_is_open=worst["if_open"] if footing.uses_wheelchair else None,
    )
    is_open = np.array([reason is None for reason in reasons], dtype=bool)
    by_mode[Mode.TRANSIT] = np.where(is_open, worst["there"], np.inf)
    return Arrivals(by_mode, tuple(reasons), worst["before"])


@dataclass(frozen=True, slots=True, eq=False)
class _Rides:
    """Public transport on one day, float64[doors] each; what tells why not is asked of those who do not arrive."""

    there: Minutes
    before: Minutes
    back: Minutes
    midday: Minutes
    further: Minutes
    if_open: Minutes


def _one_day(ground: Ground, doors: Places, shift: Shift, slot: Slot, footing: Footing) -> _Rides:
    work, bus = _there(shift), replace(transit_trip(slot.starts, footing), max_min=shift.limit_min)
    there, before = arriving(ground, doors, work, bus, slot.starts)
    shut = ~np.isfinite(there)
    far = replace(bus, max_walk_min=max(bus.longest_walk_min, parameter("reach/longer_walk")))
    noon = replace(bus, departure=datetime.combine(slot.starts.date(), hour("midday")), max_min=_seen(shift))

    def of_others(minutes: Minutes) -> Minutes:
        found = there.copy()
        found[shut] = minutes
        return found

    others = doors.kept(shut)
    opened = arriving(ground, others, work, if_open(bus), slot.starts)[0] if footing.uses_wheelchair else there[shut]
    return _Rides(
        there,
        before,
        back=minutes_to(ground, work, doors, replace(bus, departure=slot.ends, window_min=0)),
        midday=of_others(minutes_from_each(ground, others, work, noon)),
        further=of_others(arriving(ground, others, work, far, slot.starts)[0]),
        if_open=of_others(opened),
    )


def arriving(ground: Ground, doors: Places, work: Places, bus: Trip, starts: datetime) -> tuple[Minutes, Minutes]:
    """Return the minutes of the last departure that arrives by an hour, and how long before that hour it is.

    Engines know departures, not arrivals: those of the last `bus.max_min` minutes are tried, from the latest back, for
    the doors that none has brought there yet. Both are infinite where none does.
    """
    there, before = np.full(len(doors), np.inf), np.full(len(doors), np.inf)
    for minutes in range(STEP_MIN, int(bus.max_min) + 1, STEP_MIN):
        waiting = np.flatnonzero(~np.isfinite(there))
        if not len(waiting):
            break
        then = replace(bus, departure=starts - timedelta(minutes=minutes), max_min=minutes, window_min=0)
        found = minutes_from_each(ground, doors.kept(_mask(len(doors), waiting)), work, then)
        there[waiting] = found
        before[waiting] = np.where(np.isfinite(found), minutes, np.inf)
    return there, before


def _mask(count: int, which: NDArray[np.intp]) -> NDArray[np.bool_]:
    mask = np.zeros(count, dtype=bool)
    mask[which] = True
    return mask


def _seen(shift: Shift) -> float:
    """How far one looks to tell a line that is too slow from no line at all."""
    return 2 * shift.limit_min


def _there(shift: Shift) -> Places:
    return Places.one(shift.place.lon, shift.place.lat)
