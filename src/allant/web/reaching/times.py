"""How long it takes from one door to places, by each mode: what engines are asked, as the rooms want it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from allant.parameters import parameter
from allant.routing.places import Places
from allant.routing.trips import Mode, Trip, WheelchairData
from allant.web.reaching.grounds import Ground
from allant.web.reaching.moments import Moments

Minutes = NDArray[np.float64]
LIMITS_MIN = (30, 45, 60)
"""What access is told for, in minutes; the last one is the longest trip that anybody is asked to make."""
LONGEST_MIN = LIMITS_MIN[-1]
LIKE_A_CAR = (Mode.CARPOOL,)
"""Somebody drives: as long as by car. Stands for every lift, a carpool or transport on demand."""


@dataclass(frozen=True, slots=True)
class Footing:
    """How somebody walks; None is the usual speed and the usual longest walk."""

    km_per_h: float | None = None
    longest_walk_min: float | None = None
    uses_wheelchair: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Times:
    """Minutes from the door, float64[targets] each, infinite out of reach.

    The last ones of `by_mode` concern the places to be: `midday`, `further` and `back` are of these alone, and None
    without a timetable. The first two say why a place is not reached: where one is, they are its time. `if_open` is
    public transport if all that nobody knows is open to a wheelchair.
    """

    by_mode: dict[Mode, Minutes]
    if_open: Minutes | None = None
    midday: Minutes | None = None
    further: Minutes | None = None
    back: Minutes | None = None


def times_from(
    ground: Ground, door: Places, targets: Places, places: Places, moments: Moments | None, footing: Footing
) -> Times:
    """Ask each engine of a ground once; `places` are the last of the targets, whose way back matters too."""
    on_foot = Mode.WHEELCHAIR if footing.uses_wheelchair else Mode.WALK
    by_mode = {
        mode: minutes_to(ground, door, targets, street_trip(mode, footing))
        for mode in (on_foot, Mode.BICYCLE, Mode.E_BIKE, Mode.CAR)
    }
    by_mode |= dict.fromkeys(LIKE_A_CAR, by_mode[Mode.CAR])
    return at_hours(ground, door, targets, places, moments, footing, by_mode)


def at_hours(
    ground: Ground,
    door: Places,
    targets: Places,
    places: Places,
    moments: Moments | None,
    footing: Footing,
    on_streets: Mapping[Mode, Minutes],
) -> Times:
    """Add public transport at some hours to the times on streets, which no hour changes."""
    by_mode = {mode: minutes for mode, minutes in on_streets.items() if mode is not Mode.TRANSIT}
    if moments is None or not ground.has_timetable:
        return Times(by_mode)
    bus = transit_trip(moments.leaves, footing)
    by_mode[Mode.TRANSIT] = minutes_to(ground, door, targets, bus)
    further = replace(bus, max_walk_min=max(bus.longest_walk_min, parameter("reach/longer_walk")))
    then = by_mode[Mode.TRANSIT][len(targets) - len(places) :]
    return Times(
        by_mode,
        if_open=minutes_to(ground, door, targets, if_open(bus)) if footing.uses_wheelchair else None,
        midday=_where_not_reached(ground, door, places, replace(bus, departure=moments.midday), then),
        further=_where_not_reached(ground, door, places, further, then),
        back=minutes_from_each(ground, places, door, replace(bus, departure=moments.returns)),
    )


def _where_not_reached(ground: Ground, door: Places, places: Places, trip: Trip, then: Minutes) -> Minutes:
    """Ask again, in another way, for the places that are not reached: a window of departures is what takes time."""
    missing = then > LONGEST_MIN
    minutes = then.copy()
    minutes[missing] = minutes_to(ground, door, places.kept(missing), trip)
    return minutes


def street_trip(mode: Mode, footing: Footing) -> Trip:
    """Return a trip on the streets; a lift is one by car."""
    return Trip(Mode.CAR if mode in LIKE_A_CAR else mode, LONGEST_MIN, walking_km_per_h=_pace(mode, footing))


def transit_trip(departure: datetime, footing: Footing) -> Trip:
    """Return a trip by public transport over the usual window; what nobody knows is closed to a wheelchair."""
    return Trip(
        Mode.TRANSIT,
        LONGEST_MIN,
        departure,
        int(parameter("reach/departure_window")),
        footing.km_per_h,
        footing.longest_walk_min,
        WheelchairData.UNKNOWN_IS_CLOSED if footing.uses_wheelchair else None,
    )


def _pace(mode: Mode, footing: Footing) -> float | None:
    return footing.km_per_h if mode is Mode.WALK else None


def if_open(trip: Trip) -> Trip:
    """Return the same trip in a wheelchair if all that nobody knows is open."""
    return replace(trip, wheelchair=WheelchairData.UNKNOWN_IS_OPEN)


def minutes_to(ground: Ground, door: Places, targets: Places, trip: Trip) -> Minutes:
    """Return minutes from a door to each target, infinite out of reach or where no engine answers."""
    engine = ground.engine(trip.mode)
    if engine is None or not len(targets):
        return np.full(len(targets), np.inf)
    found = engine.travel_times(door, targets, trip)
    return _filled(len(targets), found["destination"].to_numpy(), found["travel_s"].to_numpy())


def minutes_from_each(ground: Ground, origins: Places, there: Places, trip: Trip) -> Minutes:
    """Return minutes from each of many points to one, infinite out of reach or where no engine answers."""
    engine = ground.engine(trip.mode)
    if engine is None or not len(origins):
        return np.full(len(origins), np.inf)
    found = engine.travel_times(origins, there, trip)
    return _filled(len(origins), found["origin"].to_numpy(), found["travel_s"].to_numpy())


def _filled(count: int, which: Sequence[int] | NDArray[np.uint32], seconds: NDArray[np.float64]) -> Minutes:
    minutes = np.full(count, np.inf)
    minutes[which] = seconds / 60
    return minutes
