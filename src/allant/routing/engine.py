"""What every engine answers: one question, so that another one can take its place."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import polars as pl

from allant.parameters import parameter
from allant.routing.places import Places
from allant.routing.trips import Mode, Trip

__all__ = [
    "ESTIMATED_BY",
    "PERCENTILES",
    "TIMES",
    "Engine",
    "Measures",
    "Part",
    "over_departures",
    "snap_distance_m",
    "times_frame",
]

TIMES = {"origin": pl.UInt32, "destination": pl.UInt32, "travel_s": pl.Float64}
"""Columns of travel times: the places of the two ends in what was asked, and seconds from door to door."""

PERCENTILES = {"travel_s": 50, "p10_s": 10, "p90_s": 90}
"""Columns of travel times over a window of departures, and the percentile that each holds."""

ESTIMATED_BY = "crow_fly"
"""Name of the engine that has no street: whatever it says is an estimate."""


SNAP_MARGIN = 1.1


class Engine(Protocol):
    """Answers how long trips last on the streets or the timetable that it holds."""

    name: str
    """What results say they were computed with, its version included."""

    modes: frozenset[Mode]
    """What it can travel with."""

    def travel_times(self, origins: Places, destinations: Places, trip: Trip) -> pl.DataFrame:
        """Return the times of the pairs within reach.

        Parameters
        ----------
        origins, destinations
            Within the network; those that are not are out of reach of everything.
        trip
            How one travels; its mode is one of `modes`.

        Returns
        -------
        DataFrame
            The columns of `TIMES`, with those of `PERCENTILES` when the trip has a window (null where fewer departures
            than that arrive). Pairs out of reach within `max_min` are left out; a place reaches itself in 0 s.
            Not in any order.
        """
        ...


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a journey by public transport, in the engine's ids.

    Hours are seconds since the start of the day of departure; stops are None at the doors, the trip None on foot.
    """

    departure_s: float
    arrival_s: float
    metres: float
    from_stop: str | None
    to_stop: str | None
    trip_id: str | None


@runtime_checkable
class Measures(Protocol):
    """An engine that also tells how long the way is that it takes."""

    def metres(self, origin: Places, destination: Places, trip: Trip) -> float | None:
        """Return the metres between two points; None when out of reach within `max_min`."""
        ...


def snap_distance_m() -> float:
    """Return how far from a street engines look.

    What is near enough is decided before they are asked: their own limit lies a little beyond.
    """
    return parameter("routing/snap_distance") * SNAP_MARGIN


def times_frame(origin: object, destination: object, **columns: object) -> pl.DataFrame:
    """Return a frame of travel times out of columns of any numeric kind."""
    frame = pl.DataFrame({"origin": origin, "destination": destination, **columns}, strict=False)
    return frame.cast({name: kind for name, kind in TIMES.items() if name in frame.columns})


def over_departures(times: pl.DataFrame, departures: int) -> pl.DataFrame:
    """Return the percentiles of times over departures asked for one by one; a departure without a row does not arrive.

    The percentile p is the time that p % of the departures do not exceed (the nearest rank); null where fewer arrive.
    """
    ranks = {name: -(-percentile * departures // 100) - 1 for name, percentile in PERCENTILES.items()}
    ordered = times.drop_nulls("travel_s").group_by("origin", "destination").agg(pl.col("travel_s").sort())
    return ordered.select(
        "origin",
        "destination",
        *(pl.col("travel_s").list.get(rank, null_on_oob=True).alias(name) for name, rank in ranks.items()),
    )
