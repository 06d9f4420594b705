"""The engine that runs everywhere: cafein, on streets and on timetables.

Its surprises are mended here and nowhere else: it walks at 3.6 km/h whatever it is told on streets, rides an e-bike at the
speed of a bicycle, drives at the speed of an empty road and rounds to minutes unless it is asked for seconds.
"""

from pathlib import Path
from typing import Any

import cafein
import geopandas as gpd
import polars as pl

from allant.parameters import parameter
from allant.routing.engine import PERCENTILES, times_frame
from allant.routing.places import Places
from allant.routing.trips import ON_FOOT, Mode, Trip, WheelchairData

__all__ = ["ENGINE", "StreetEngine", "TransitEngine"]

ENGINE = f"cafein {cafein.__version__}"
FOOT_KM_PER_H = 3.6
"""The speed at which it walks on streets, which cannot be set."""
SNAP_MARGIN = 1.1
"""What is near enough is decided before it is asked: its own limit lies a little beyond."""
_SECONDS = {"output_time_units": "seconds"}


class StreetEngine:
    """Walks, rides and drives on a street network."""

    name = ENGINE
    modes = frozenset({Mode.WALK, Mode.WHEELCHAIR, Mode.BICYCLE, Mode.E_BIKE, Mode.CAR})

    def __init__(self, path: Path) -> None:
        """Open saved streets."""
        self._streets = cafein.StreetNetwork.load(str(path))

    def travel_times(self, origins: Places, destinations: Places, trip: Trip) -> pl.DataFrame:
        """Return the times of the pairs within reach, as `Engine.travel_times` says."""
        slower = _slower(trip)
        found = cafein.TravelTimeMatrix(
            self._streets,
            _points(origins),
            _points(destinations),
            transport_mode="bicycle" if trip.mode is Mode.E_BIKE else str(trip.mode),
            max_street_time=trip.max_min / slower,
            snap_distance=_snap_distance(),
            **_SECONDS,
        )
        return times_frame(found["from_id"], found["to_id"], travel_s=found["travel_time"] * slower)


class TransitEngine:
    """Rides public transport, with the walks to, between and from stops."""

    name = ENGINE
    modes = frozenset({Mode.TRANSIT})

    def __init__(self, path: Path) -> None:
        """Open a saved timetable."""
        self._network = cafein.TransportNetwork.load(str(path))

    def travel_times(self, origins: Places, destinations: Places, trip: Trip) -> pl.DataFrame:
        """Return the times of the pairs within reach, as `Engine.travel_times` says."""
        window: dict[str, Any] = {}
        if trip.window_min:
            window = {"departure_time_window": trip.window_min, "percentiles": list(PERCENTILES.values())}
        found = cafein.TravelTimeMatrix(
            self._network,
            _points(origins),
            _points(destinations),
            trip.departure.isoformat(sep=" ") if trip.departure else None,
            max_rides=int(parameter("routing/most_rides")),
            snap_distance=_snap_distance(),
            **_traveller(trip),
            **window,
            **_SECONDS,
        )
        columns = {name: found[f"travel_time_p{value}"] for name, value in PERCENTILES.items()} if window else {}
        times = times_frame(found["from_id"], found["to_id"], **(columns or {"travel_s": found["travel_time"]}))
        return times.fill_nan(None).filter(pl.col("travel_s") <= trip.max_min * 60)


def _slower(trip: Trip) -> float:
    """Return by how much the times of the engine are to be multiplied."""
    if trip.mode in ON_FOOT:
        return FOOT_KM_PER_H / trip.foot_km_per_h
    if trip.mode is Mode.E_BIKE:
        return 1 / parameter("routing/e_bike_speed_ratio")
    return parameter("routing/car_time_factor") if trip.mode is Mode.CAR else 1


def _traveller(trip: Trip) -> dict[str, Any]:
    """Return how the engine is told who travels; a wheelchair has a speed of its own there."""
    if trip.wheelchair is None:
        return {"walking_speed_kmph": trip.foot_km_per_h, "max_walking_time": trip.longest_walk_min}
    unknown = "usable" if trip.wheelchair is WheelchairData.UNKNOWN_IS_OPEN else "excluded"
    return {"traveler": cafein.TravelerProfile(wheelchair=True, unknown=unknown, max_walking_time=trip.longest_walk_min)}


def _points(places: Places) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {"id": range(len(places))}, geometry=gpd.points_from_xy(places.lon, places.lat), crs="EPSG:4326"
    )


def _snap_distance() -> float:
    return parameter("routing/snap_distance") * SNAP_MARGIN
