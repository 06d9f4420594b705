"""The engine without streets: distance as the crow flies, a detour, a speed. Whatever it says is an estimate."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from allant.parameters import parameter
from allant.routing.distance import distances_km
from allant.routing.engine import ESTIMATED_BY, times_frame
from allant.routing.places import Places
from allant.routing.trips import ON_FOOT, ROUTED, Mode, Trip

__all__ = ["CrowFlyEngine", "estimated_radius_km"]

HOUR_S, HOUR_MIN = 3600, 60
METRES = 1000


class CrowFlyEngine:
    """Estimates every mode but public transport, of which nothing can be said without a timetable."""

    name = ESTIMATED_BY
    modes = frozenset(ROUTED) - {Mode.TRANSIT}

    def travel_times(self, origins: Places, destinations: Places, trip: Trip) -> pl.DataFrame:
        """Return estimated times of the pairs within reach, as `Engine.travel_times` says."""
        travel_s = _way_km(origins, destinations) / _km_per_h(trip) * HOUR_S
        origin, destination = np.nonzero(travel_s <= trip.max_min * 60)
        return times_frame(origin, destination, travel_s=travel_s[origin, destination])

    def metres(self, origin: Places, destination: Places, trip: Trip) -> float | None:
        """Return about how long the way is, as `Measures.metres` says."""
        way_km = float(_way_km(origin, destination)[0, 0])
        return way_km * METRES if way_km / _km_per_h(trip) * HOUR_MIN <= trip.max_min else None


def _way_km(origins: Places, destinations: Places) -> NDArray[np.float64]:
    return distances_km(origins, destinations) * parameter("routing/crow_fly_detour")


def estimated_radius_km(trip: Trip, minutes: float) -> float:
    """Return how far as the crow flies a trip is estimated to lead in so many minutes."""
    return _km_per_h(trip) * minutes * 60 / HOUR_S / parameter("routing/crow_fly_detour")


def _km_per_h(trip: Trip) -> float:
    if trip.mode in ON_FOOT:
        return trip.foot_km_per_h
    if trip.mode is Mode.CAR:
        return parameter("routing/crow_fly_car_speed")
    by_bicycle = parameter("routing/crow_fly_bicycle_speed")
    return by_bicycle * parameter("routing/e_bike_speed_ratio") if trip.mode is Mode.E_BIKE else by_bicycle
