"""The engine without streets: distance as the crow flies, a detour, a speed. Whatever it says is an estimate."""

import numpy as np
import polars as pl

from allant.parameters import parameter
from allant.routing.distance import distances_km
from allant.routing.engine import ESTIMATED_BY, times_frame
from allant.routing.places import Places
from allant.routing.trips import ON_FOOT, ROUTED, Mode, Trip

__all__ = ["CrowFlyEngine"]

HOUR_S = 3600


class CrowFlyEngine:
    """Estimates every mode but public transport, of which nothing can be said without a timetable."""

    name = ESTIMATED_BY
    modes = frozenset(ROUTED) - {Mode.TRANSIT}

    def travel_times(self, origins: Places, destinations: Places, trip: Trip) -> pl.DataFrame:
        """Return estimated times of the pairs within reach, as `Engine.travel_times` says."""
        way = distances_km(origins, destinations) * parameter("routing/crow_fly_detour")
        travel_s = way / _km_per_h(trip) * HOUR_S
        origin, destination = np.nonzero(travel_s <= trip.max_min * 60)
        return times_frame(origin, destination, travel_s=travel_s[origin, destination])


def _km_per_h(trip: Trip) -> float:
    if trip.mode in ON_FOOT:
        return trip.foot_km_per_h
    if trip.mode is Mode.CAR:
        return parameter("routing/crow_fly_car_speed")
    by_bicycle = parameter("routing/crow_fly_bicycle_speed")
    return by_bicycle * parameter("routing/e_bike_speed_ratio") if trip.mode is Mode.E_BIKE else by_bicycle
