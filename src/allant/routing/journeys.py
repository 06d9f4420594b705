"""Finds journeys from door to door: at an hour, before an hour, after one was missed, the last of the day."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any, cast

import polars as pl

from allant.routing.cafein_engine import TransitEngine
from allant.routing.engine import Engine, Measures, Part
from allant.routing.itinerary import Itinerary, Leg, Line, Ride, Stop
from allant.routing.network import Network
from allant.routing.passages import read_passages
from allant.routing.places import Places
from allant.routing.trips import Mode, Trip

__all__ = ["after_missing", "along_streets", "arriving_by", "last_of_day", "leaving_at"]

_MINUTE, _DAY = timedelta(minutes=1), timedelta(days=1)


def along_streets(engine: Engine, origin: Places, destination: Places, trip: Trip) -> Itinerary | None:
    """Return the way between two points by a mode that takes no line; None when out of reach within `max_min`.

    Parameters
    ----------
    engine
        Any that answers for the mode: its time is that of `travel_times`. Metres are told by those that measure.
    origin, destination
        One point each.
    """
    times = engine.travel_times(origin, destination, trip)
    if times.is_empty():
        return None
    metres = engine.metres(origin, destination, trip) if isinstance(engine, Measures) else None
    return Itinerary((Leg(trip.mode, float(times["travel_s"][0]), metres),), None, engine.name)


def leaving_at(network: Network, origin: Places, destination: Places, trip: Trip) -> Itinerary | None:
    """Return the journey by public transport that arrives first for who leaves at the trip's departure.

    Of those that arrive then, the one that one can leave latest for: it neither walks nor waits more than it must.
    None when it lasts longer than `max_min`, the first wait included. It may be a walk all the way, where that is
    not further than the longest walk; times of the engine are else the same, but for walks past a stop, without riding,
    that are longer than that.
    """
    asked_at = cast(datetime, trip.departure)
    found = _first(network, origin, destination, trip)
    if found is None or found.total_s > trip.max_min * 60:
        return None
    by = cast(datetime, found.arrives_at)
    return replace(_latest(network, origin, destination, trip, asked_at, by) or found, asked_at=asked_at)


def arriving_by(network: Network, origin: Places, destination: Places, trip: Trip, by: datetime) -> Itinerary | None:
    """Return the journey that leaves latest, to the minute, and arrives by an hour.

    None where that one lasts more than `max_min`. It leaves on the day of arrival; the trip's own departure is not
    looked at.
    """
    found = _latest(network, origin, destination, trip, _midnight(by), by)
    return found if found and found.door_to_door_s <= trip.max_min * 60 else None


def last_of_day(network: Network, origin: Places, destination: Places, trip: Trip) -> Itinerary | None:
    """Return the last journey of a day from the trip's departure on, however long it lasts; None if none is left.

    It arrives before midnight: a line that runs on in the night is not looked at. It may be a walk all the way.
    """
    first = cast(datetime, trip.departure)
    return _latest(network, origin, destination, trip, first, _midnight(first) + _DAY - _MINUTE)


def after_missing(network: Network, missed: Leg, destination: Places, trip: Trip) -> Itinerary | None:
    """Return the journey left to who stands at the stop when a line has just gone; None beyond `max_min`."""
    if missed.ride is None or missed.departs_at is None:
        return None
    stop = Places.one(missed.ride.board.lon, missed.ride.board.lat)
    return leaving_at(network, stop, destination, replace(trip, departure=missed.departs_at + _MINUTE))


def _latest(
    network: Network, origin: Places, destination: Places, trip: Trip, first: datetime, by: datetime
) -> Itinerary | None:
    """Return the journey that leaves latest from an hour on and arrives by another, found by halving.

    Who leaves later never arrives earlier, so departures that arrive in time come before those that do not. The engine
    has a search of its own, which knows nothing of wheelchairs.
    """

    def arrives(departure: datetime) -> bool:
        parts = _engine(network).parts(origin, destination, replace(trip, departure=departure))
        return bool(parts) and _midnight(departure) + timedelta(seconds=parts[-1].arrival_s) <= by

    if first > by or not arrives(first):
        return None
    early, late = 0, int((by - first) / _MINUTE) + 1
    while late - early > 1:
        middle = (early + late) // 2
        early, late = (middle, late) if arrives(first + middle * _MINUTE) else (early, middle)
    departure = first + early * _MINUTE
    return _first(network, origin, destination, replace(trip, departure=departure))


def _first(network: Network, origin: Places, destination: Places, trip: Trip) -> Itinerary | None:
    """Return the journey that arrives first, however long it lasts."""
    parts = _engine(network).parts(origin, destination, trip)
    if not parts:
        return None
    legs = _joined(_in_words(network, parts, trip))
    return Itinerary(legs, cast(datetime, trip.departure), _engine(network).name)


def _engine(network: Network) -> TransitEngine:
    return cast(TransitEngine, network.engine(Mode.TRANSIT))


def _midnight(moment: datetime) -> datetime:
    return datetime.combine(moment, time())


def _in_words(network: Network, parts: Sequence[Part], trip: Trip) -> Iterator[Leg]:
    """Yield the parts of a journey with the names of what the engine answers as ids."""
    passages = read_passages(network.folder, [part.trip_id for part in parts if part.trip_id])
    day = _midnight(cast(datetime, trip.departure))
    for part in parts:
        ride = _ride(passages.filter(pl.col("trip_id") == part.trip_id).to_dicts(), part) if part.trip_id else None
        yield Leg(
            mode=Mode.TRANSIT if ride else Mode.WHEELCHAIR if trip.wheelchair else Mode.WALK,
            lasts_s=part.arrival_s - part.departure_s,
            metres=part.metres,
            departs_at=day + timedelta(seconds=part.departure_s),
            arrives_at=day + timedelta(seconds=part.arrival_s),
            ride=ride,
        )


def _joined(legs: Iterable[Leg]) -> tuple[Leg, ...]:
    """Return the parts with walks that follow one another, from a stop past another one to the door, made one."""
    joined: list[Leg] = []
    for leg in legs:
        if joined and leg.ride is None and (before := joined[-1]).ride is None:
            metres = (before.metres or 0) + (leg.metres or 0)
            leg = replace(leg, lasts_s=before.lasts_s + leg.lasts_s, metres=metres, departs_at=before.departs_at)
            joined.pop()
        joined.append(leg)
    return tuple(joined)


def _ride(passages: Sequence[dict[str, Any]], part: Part) -> Ride:
    start, end = _ends(passages, part)
    served = passages[start : end + 1]
    board = served[0]
    return Ride(
        line=Line(
            board["line"] or board["long_name"],
            board["long_name"],
            board["colour"],
            board["text_colour"],
            board["kind"],
        ),
        headsign=board["headsign"] or passages[-1]["stop"],
        stops=tuple(Stop(each["stop"], each["lon"], each["lat"]) for each in served),
        wheelchair=_both(board["wheelchair"], served[-1]["wheelchair"]),
    )


def _ends(passages: Sequence[dict[str, Any]], part: Part) -> tuple[int, int]:
    """Return which passages are the two ends of a ride; where a stop comes twice, the time it takes tells."""
    starts = [number for number, each in enumerate(passages) if each["stop_id"] == part.from_stop]
    ends = [number for number, each in enumerate(passages) if each["stop_id"] == part.to_stop]
    lasts_s = part.arrival_s - part.departure_s
    pairs = [(start, end) for start in starts for end in ends if start < end]
    return min(pairs, key=lambda pair: abs(passages[pair[1]]["at_s"] - passages[pair[0]]["at_s"] - lasts_s))


def _both(one: bool | None, other: bool | None) -> bool | None:
    """Return whether both are so: no where one is not, unknown where one is unknown."""
    if False in (one, other):
        return False
    return None if None in (one, other) else True
