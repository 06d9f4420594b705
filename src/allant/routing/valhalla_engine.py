"""The second engine of streets: Valhalla, where the extra `valhalla` is installed (Python 3.12 or later).

Its surprises are mended here and nowhere else: a point off the streets is moved to one without a word, however far, and
one that has none spoils the times of the others; the way from door to street costs nothing; matrices are refused beyond
a size and a distance, and cut at a cost that follows from that distance; their default algorithm is many times as slow
as one search an origin; on foot it prefers some streets to shorter ones; times are whole seconds.
"""

import json
import math
import subprocess
import tarfile
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, local
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from allant.parameters import parameter
from allant.routing.distance import EARTH_RADIUS_KM, distances_km
from allant.routing.engine import snap_distance_m, times_frame
from allant.routing.places import Places
from allant.routing.trips import ON_FOOT, Mode, Trip

__all__ = ["ValhallaEngine", "engine_here", "save_tiles"]

FOOT_KM_PER_H = 3.6
"""Asked for on foot, whoever walks: a whole second is one metre, and times are in proportion to a person's speed."""
COSTINGS = {
    Mode.WALK: "pedestrian",
    Mode.WHEELCHAIR: "pedestrian",
    Mode.BICYCLE: "bicycle",
    Mode.E_BIKE: "bicycle",
    Mode.CAR: "auto",
}
FASTEST_KM_PER_H = {"pedestrian": FOOT_KM_PER_H, "bicycle": 40, "auto": 140}
"""No place beyond what these reach as the crow flies is asked for."""
M_PER_COST = {"pedestrian": 10, "bicycle": 30, "auto": 100}
"""Its longest distance, divided by less than this, is the cost (seconds and dislikes) at which it stops searching."""
LEAST_DISTANCE_M = 100_000
S_PER_M_AT_1_KM_PER_H = 3.6
ORIGINS_AT_ONCE = 100
PAIRS_AT_ONCE = 1_000_000
POINTS_KEPT = 200_000
"""About 40 MB."""
ABSENT = ("admin", "landmarks", "timezone", "transit_dir", "transit_feeds_dir", "traffic_extract")
"""Files that its configuration names, and that nobody makes here."""
_OPENING = Lock()


@cache
def engine_here() -> str | None:
    """Return the engine that is installed, with its version; None without one."""
    try:
        return f"valhalla {version('pyvalhalla')}"
    except PackageNotFoundError:
        return None


def save_tiles(extract: Path, path: Path) -> None:
    """Write the tiles of an extract as one archive.

    Raises
    ------
    OSError
        The builder stopped, as it does where a disk is full.
    """
    from valhalla import PYVALHALLA_DIR

    with TemporaryDirectory(prefix=".tiles-", dir=path.parent) as aside:
        config = _config()
        config["mjolnir"]["tile_dir"] = aside
        asked = Path(aside) / "config.json"
        asked.write_text(json.dumps(config), encoding="utf-8")
        builder = PYVALHALLA_DIR / "bin" / "valhalla_build_tiles"
        done = subprocess.run([builder, "-c", asked, extract], cwd=aside, capture_output=True, check=False)  # noqa: S603
        tiles = sorted(Path(aside).rglob("*.gph"))
        if done.returncode or not tiles:
            raise OSError(f"{builder.name} : {done.returncode}, {len(tiles)} tuiles")
        with tarfile.open(path, "w") as archive:
            for tile in tiles:
                archive.add(tile, tile.relative_to(aside))


class ValhallaEngine:
    """Walks, rides and drives on the tiles of an extract."""

    modes = frozenset(COSTINGS)

    def __init__(self, path: Path) -> None:
        """Open saved tiles."""
        self.name = str(engine_here())
        self._path = path
        self._mine = local()
        self._off_m: dict[tuple[Mode, float, float], float] = {}

    def travel_times(self, origins: Places, destinations: Places, trip: Trip) -> pl.DataFrame:
        """Return the times of the pairs within reach, as `Engine.travel_times` says."""
        times = [times_frame([], [], travel_s=[]), *self._times(origins, destinations, trip)]
        return pl.concat(times).filter(pl.col("travel_s") <= trip.max_min * 60)

    def metres(self, origin: Places, destination: Places, trip: Trip) -> float | None:
        """Return how long the way is, as `Measures.metres` says."""
        if self.travel_times(origin, destination, trip).is_empty():
            return None
        doors_m = self._metres_off(origin, trip.mode)[0] + self._metres_off(destination, trip.mode)[0]
        away_m = 1000 * float(distances_km(origin, destination)[0, 0])
        found = self._matrix(origin, destination, trip, away_m)["distances"][0][0]
        return 1000 * float(found) + float(doors_m) if away_m > 0 else 0

    def _times(self, origins: Places, destinations: Places, trip: Trip) -> Iterator[pl.DataFrame]:
        """Yield times from door to door, some origins at a time, and a little of what lies beyond the limit."""
        from_m, to_m = (self._metres_off(each, trip.mode) for each in (origins, destinations))
        here, there = np.flatnonzero(np.isfinite(from_m)), np.flatnonzero(np.isfinite(to_m))
        # Neighbours together: what is far from them all is not asked for.
        here = here[np.lexsort((origins.lon[here], origins.lat[here].round(1)))]
        step = max(1, min(ORIGINS_AT_ONCE, PAIRS_AT_ONCE // max(1, len(there))))
        for start in range(0, len(here), step):
            some = here[start : start + step]
            away_km = distances_km(_at(origins, some), _at(destinations, there))
            within = (away_km <= _reach_km(trip)).any(axis=0)
            if not within.any():
                continue
            goals, away_km = there[within], away_km[:, within]
            found = self._matrix(_at(origins, some), _at(destinations, goals), trip, 1000 * away_km.max())
            streets_s = np.array(found["durations"], dtype=np.float64)
            doors_s = (from_m[some][:, None] + to_m[goals]) / trip.foot_km_per_h * S_PER_M_AT_1_KM_PER_H
            travel_s = np.where(away_km > 0, streets_s * _slower(trip) + doors_s, 0)
            one, other = np.nonzero(~np.isnan(travel_s))
            yield times_frame(some[one], goals[other], travel_s=travel_s[one, other])

    def _matrix(self, origins: Places, destinations: Places, trip: Trip, widest_m: float) -> dict[str, Any]:
        """Return its own `durations` (s) and `distances` (km) from street to street; None where it found no way.

        `widest_m` is the longest way as the crow flies.
        """
        searched_m = max(1.01 * widest_m, trip.max_min * 60 / _slower(trip) * M_PER_COST[COSTINGS[trip.mode]])
        asked = {
            "sources": _locations(origins),
            "targets": _locations(destinations),
            "verbose": False,
            **_costing(trip.mode),
        }
        found: dict[str, Any] = json.loads(self._actor(searched_m).matrix(json.dumps(asked)))["sources_to_targets"]
        return found

    def _metres_off(self, places: Places, mode: Mode) -> NDArray[np.float64]:
        """Return float64[n]: how far each point is from its street; infinite where there is none near."""
        if len(self._off_m) > POINTS_KEPT:
            self._off_m = {}
        known = self._off_m
        points = [(mode, lon, lat) for lon, lat in zip(places.lon.tolist(), places.lat.tolist(), strict=True)]
        missing = [rank for rank, point in enumerate(points) if point not in known]
        if missing:
            asked = {"locations": _locations(_at(places, np.array(missing))), "verbose": False, **_costing(mode)}
            answer = json.loads(self._actor(LEAST_DISTANCE_M).locate(json.dumps(asked)))
            known.update((points[rank], _off_m(each)) for rank, each in zip(missing, answer, strict=True))
        return np.array([known[point] for point in points], dtype=np.float64)

    def _actor(self, distance_m: float) -> Any:
        """Return what asks the engine, one a thread, for matrices that wide; those asked before serve again."""
        from valhalla import Actor

        actors = self._mine.__dict__.setdefault("actors", {})
        widest = LEAST_DISTANCE_M * 2 ** max(0, int(np.ceil(np.log2(distance_m / LEAST_DISTANCE_M))))
        if widest not in actors:
            with _OPENING:
                actors[widest] = Actor(_for_matrices(self._path, widest))
        return actors[widest]


def _config() -> dict[str, Any]:
    from valhalla import get_config

    config: dict[str, Any] = deepcopy(get_config(tile_extract="", tile_dir=""))
    for name in ABSENT:
        config["mjolnir"].pop(name, None)
    config["additional_data"] = {}
    return config


def _for_matrices(path: Path, distance_m: float) -> dict[str, Any]:
    config = _config()
    config["mjolnir"]["tile_extract"] = str(path.resolve())
    config["thor"]["source_to_target_algorithm"] = "timedistancematrix"
    # Islands are out of reach of the rest, and no reason to refuse the rest.
    config["loki"]["use_connectivity"] = False
    for costing in set(COSTINGS.values()):
        limits = config["service_limits"][costing]
        limits["max_matrix_location_pairs"] = PAIRS_AT_ONCE * ORIGINS_AT_ONCE
        limits["max_matrix_distance"] = distance_m
    return config


def _costing(mode: Mode) -> dict[str, object]:
    """Return what it is told of a mode; the same wherever it is asked, or it would find other streets."""
    return {"costing": COSTINGS[mode], "costing_options": {COSTINGS[mode]: _options(mode)}}


def _options(mode: Mode) -> dict[str, object]:
    if mode is Mode.WALK:
        return {"walking_speed": FOOT_KM_PER_H, "shortest": True}
    if mode is Mode.WHEELCHAIR:
        return {"type": "wheelchair", "walking_speed": FOOT_KM_PER_H}
    return {} if mode is Mode.CAR else {"cycling_speed": parameter("routing/crow_fly_bicycle_speed")}


def _slower(trip: Trip) -> float:
    """Return by how much the times of the engine are to be multiplied."""
    if trip.mode in ON_FOOT:
        return FOOT_KM_PER_H / trip.foot_km_per_h
    return 1 / parameter("routing/e_bike_speed_ratio") if trip.mode is Mode.E_BIKE else 1


def _reach_km(trip: Trip) -> float:
    """Return how far as the crow flies a place may be, doors included."""
    on_streets = trip.max_min / 60 / _slower(trip) * FASTEST_KM_PER_H[COSTINGS[trip.mode]]
    return on_streets + 2 * snap_distance_m() / 1000


def _off_m(located: dict[str, Any]) -> float:
    if not located["edges"]:
        return math.inf
    street = located["edges"][0]
    north = math.radians(street["correlated_lat"] - located["input_lat"])
    east = math.radians(street["correlated_lon"] - located["input_lon"]) * math.cos(math.radians(located["input_lat"]))
    return EARTH_RADIUS_KM * 1000 * math.hypot(north, east)


def _at(places: Places, ranks: NDArray[np.int64]) -> Places:
    return Places(places.ids.gather(ranks), places.lon[ranks], places.lat[ranks])


def _locations(places: Places) -> list[dict[str, float]]:
    return [
        {"lon": lon, "lat": lat, "search_cutoff": snap_distance_m()}
        for lon, lat in zip(places.lon.tolist(), places.lat.tolist(), strict=True)
    ]
