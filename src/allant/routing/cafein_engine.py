"""The engine that runs everywhere: cafein, on streets and on timetables.

Its surprises are mended here and nowhere else: on streets it walks at 3.6 km/h whatever it is told, rides an e-bike at
the speed of a bicycle, drives at the speed of an empty road, rounds to minutes unless it is asked for seconds, and
fails where two threads ask at once.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any, cast

import cafein
import geopandas as gpd
import polars as pl

from allant.parameters import parameter
from allant.routing.engine import PERCENTILES, Part, over_departures, snap_distance_m, times_frame
from allant.routing.places import Places
from allant.routing.trips import ON_FOOT, Mode, Trip, WheelchairData

__all__ = ["ENGINE", "StreetEngine", "TransitEngine"]

ENGINE = f"cafein {cafein.__version__}"
FOOT_KM_PER_H = 3.6
"""The speed at which it walks on streets, which cannot be set."""
STEP_MIN = 5
"""Between two departures asked for one by one."""
_OFF_THE_STREETS = ("farther than", "too far from")
"""What it says of a point off the streets where it is asked for one journey."""
_TURN = Lock()
"""It refuses a second question while it answers one, and shares one's work among threads of its own."""
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
        found = _matrix(
            self._streets,
            _points(origins),
            _points(destinations),
            transport_mode=_engine_mode(trip),
            max_street_time=trip.max_min / slower,
            snap_distance=snap_distance_m(),
            **_SECONDS,
        )
        return times_frame(found["from_id"], found["to_id"], travel_s=found["travel_time"] * slower)

    def metres(self, origin: Places, destination: Places, trip: Trip) -> float | None:
        """Return how long the way is, as `Measures.metres` says."""
        with _asking():
            found = cafein.DetailedItineraries(
                self._streets,
                _points(origin),
                _points(destination),
                transport_mode=_engine_mode(trip),
                max_street_time=trip.max_min / _slower(trip),
                snap_distance=snap_distance_m(),
                geometries=False,
            )
        return float(found["distance_m"].iloc[0]) if len(found) else None


class TransitEngine:
    """Rides public transport, with the walks to, between and from stops."""

    name = ENGINE
    modes = frozenset({Mode.TRANSIT})

    def __init__(self, path: Path) -> None:
        """Open a saved timetable."""
        self._network = cafein.TransportNetwork.load(str(path))

    def travel_times(self, origins: Places, destinations: Places, trip: Trip) -> pl.DataFrame:
        """Return the times of the pairs within reach, as `Engine.travel_times` says."""
        ask = self._in_a_wheelchair if trip.wheelchair else self._on_foot
        times = ask(_points(origins), _points(destinations), trip)
        return times.fill_nan(None).filter(pl.col("travel_s") <= trip.max_min * 60)

    def _on_foot(self, origins: gpd.GeoDataFrame, destinations: gpd.GeoDataFrame, trip: Trip) -> pl.DataFrame:
        window: dict[str, Any] = {}
        if trip.window_min:
            window = {"departure_time_window": trip.window_min, "percentiles": list(PERCENTILES.values())}
        found = _matrix(
            self._network,
            origins,
            destinations,
            _said(trip.departure),
            **_on_foot(trip),
            **window,
            **_SECONDS,
        )
        columns = {name: found[f"travel_time_p{value}"] for name, value in PERCENTILES.items()} if window else {}
        return times_frame(found["from_id"], found["to_id"], **(columns or {"travel_s": found["travel_time"]}))

    def _in_a_wheelchair(self, origins: gpd.GeoDataFrame, destinations: gpd.GeoDataFrame, trip: Trip) -> pl.DataFrame:
        """Ask for one departure at a time: the engine knows no window for a traveller whom some stops are closed to."""
        first = cast(datetime, trip.departure)
        departures = [first + timedelta(minutes=each) for each in range(0, trip.window_min or 1, STEP_MIN)]
        found = [
            _matrix(self._network, origins, destinations, _said(each), **_in_a_wheelchair(trip), **_SECONDS)
            for each in departures
        ]
        each_time = pl.concat(times_frame(one["from_id"], one["to_id"], travel_s=one["travel_time"]) for one in found)
        return over_departures(each_time, len(departures)) if trip.window_min else each_time

    def parts(self, origin: Places, destination: Places, trip: Trip) -> tuple[Part, ...]:
        """Return the parts, in order, of the journey that arrives first, with as few rides as that hour allows.

        There is none where the destination is out of reach; `max_min` is not looked at.
        """
        how = _in_a_wheelchair(trip) if trip.wheelchair else _on_foot(trip)
        ends = _lat_lon(origin), _lat_lon(destination)
        try:
            with _asking():
                found = self._network.route_between_coordinates(*ends, _said(trip.departure), geometries=False, **how)
        except ValueError as error:
            if any(words in str(error) for words in _OFF_THE_STREETS):
                return ()
            raise
        best = min(found, key=lambda journey: (journey["arrival_s"], journey["rides"]), default={"legs": ()})
        return tuple(_part(leg) for leg in best["legs"])


def _matrix(*what: Any, **how: Any) -> Any:
    """Ask the engine for times."""
    with _asking():
        return cafein.TravelTimeMatrix(*what, **how)


@contextmanager
def _asking() -> Iterator[None]:
    """Wait for one's turn, then let points off the streets be out of reach, as the contract says, without a warning."""
    with _TURN, warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r".*point\(s\) are off .* and unreachable")
        yield


def _part(leg: dict[str, Any]) -> Part:
    return Part(
        leg["departure_s"],
        leg["arrival_s"],
        leg["distance_m"],
        leg.get("board_stop") or leg.get("from_stop"),
        leg.get("alight_stop") or leg.get("to_stop"),
        leg.get("trip_id"),
    )


def _on_foot(trip: Trip) -> dict[str, Any]:
    return {
        "max_rides": int(parameter("routing/most_rides")),
        "snap_distance": snap_distance_m(),
        "walking_speed_kmph": trip.foot_km_per_h,
        "max_walking_time": trip.longest_walk_min,
    }


def _in_a_wheelchair(trip: Trip) -> dict[str, Any]:
    unknown = "usable" if trip.wheelchair is WheelchairData.UNKNOWN_IS_OPEN else "excluded"
    return {
        "traveler": cafein.TravelerProfile(wheelchair=True, unknown=unknown, max_walking_time=trip.longest_walk_min)
    }


def _engine_mode(trip: Trip) -> str:
    return "bicycle" if trip.mode is Mode.E_BIKE else str(trip.mode)


def _slower(trip: Trip) -> float:
    """Return by how much the times of the engine are to be multiplied."""
    if trip.mode in ON_FOOT:
        return FOOT_KM_PER_H / trip.foot_km_per_h
    if trip.mode is Mode.E_BIKE:
        return 1 / parameter("routing/e_bike_speed_ratio")
    return parameter("routing/car_time_factor") if trip.mode is Mode.CAR else 1


def _said(departure: datetime | None) -> str | None:
    return departure.isoformat(sep=" ") if departure else None


def _points(places: Places) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {"id": range(len(places))}, geometry=gpd.points_from_xy(places.lon, places.lat), crs="EPSG:4326"
    )


def _lat_lon(place: Places) -> tuple[float, float]:
    return float(place.lat[0]), float(place.lon[0])
