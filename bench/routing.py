"""Matrices of travel times: our adapter against the bare call of its engine, and walking against scipy.

On the data of Porto Alegre: ALLANT_SHARED_DATA names the folder that holds `poa`. Both sides answer the same question
in this process, in turn, the network loaded; as many pairs must be found within the hour before a time is kept.
"""

import os
import tempfile
from collections.abc import Callable
from contextlib import redirect_stderr
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import cafein
import geopandas as gpd
import numpy as np
import polars as pl
from tests.routing.referee import Streets

from allant.cli import main
from allant.parameters import parameter, read_parameter
from allant.routing.building import EXTRACT, build_network
from allant.routing.cafein_engine import FOOT_KM_PER_H, StreetEngine
from allant.routing.choice import STREETS, TILES, TRANSIT
from allant.routing.engine import Engine, snap_distance_m
from allant.routing.network import Network, open_network
from allant.routing.places import Places
from allant.routing.trips import Mode, Trip
from allant.routing.valhalla_engine import ValhallaEngine
from bench.result import Result, result

POA = Path(os.environ.get("ALLANT_SHARED_DATA", Path(__file__).parents[2] / "shared" / "data")) / "poa"
ROUNDS = 3
LIMIT = 1.10
"""The most that our adapter may take of the bare call."""
DEPARTURE = datetime(2019, 5, 13, 14)
SIZES = {Mode.WALK: 2600, Mode.BICYCLE: 1400, Mode.CAR: 1000, Mode.TRANSIT: 1200}
"""Origins and as many destinations: two seconds or more each."""
SLOWER: dict[Mode, Callable[[Trip], float]] = {
    Mode.WALK: lambda trip: FOOT_KM_PER_H / trip.foot_km_per_h,
    Mode.CAR: lambda _: parameter("routing/car_time_factor"),
}
"""By how much our times are those of the engine: what the adapter mends."""
HOUR_S = 3600


def run() -> list[Result]:
    """Time each mode."""
    if not POA.is_dir():
        raise SystemExit(f"The data of Porto Alegre are absent: {POA}. ALLANT_SHARED_DATA names another folder.")
    with tempfile.TemporaryDirectory(prefix="allant-bench-") as folder:
        out = Path(folder)
        build_network(POA / "poa_osm.pbf", [POA / "poa_eptc.zip", POA / "poa_trensurb.zip"], out, as_of=date.today())
        network = open_network(out)
        streets = Streets(network.folder / EXTRACT)
        results = [line for mode, size in SIZES.items() for line in _mode(network, streets, mode, size)]
        results += [*_scipy(network, streets), _command(out, streets)]
        return [*results, *_valhalla(network, streets)] if network.manifest.tiles else results


def _by_cafein(network: Network, mode: Mode) -> Engine:
    return network.engine(mode) if mode is Mode.TRANSIT else StreetEngine(network.folder / STREETS)


def _nodes(streets: Streets, size: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).choice(streets.reachable, size, replace=False)


def _places(streets: Streets, nodes: np.ndarray) -> Places:
    return Places(pl.Series(map(str, nodes)), *streets.nodes[nodes].T)


def _frame(places: Places) -> gpd.GeoDataFrame:
    points = gpd.points_from_xy(places.lon, places.lat)
    return gpd.GeoDataFrame({"id": range(len(places))}, geometry=points, crs="EPSG:4326")


def _mode(network: Network, streets: Streets, mode: Mode, size: int) -> list[Result]:
    origins, destinations = (_places(streets, _nodes(streets, size, seed)) for seed in (1, 2))
    engine, trip = _by_cafein(network, mode), Trip(mode, 60, DEPARTURE)
    here, there = _frame(origins), _frame(destinations)
    snap = {"snap_distance": snap_distance_m(), "output_time_units": "seconds"}
    slower = SLOWER.get(mode, lambda _: 1.0)(trip)
    if mode is Mode.TRANSIT:
        loaded: Any = cafein.TransportNetwork.load(str(network.folder / TRANSIT))
        how = {
            "max_rides": int(parameter("routing/most_rides")),
            "walking_speed_kmph": trip.foot_km_per_h,
            "max_walking_time": trip.longest_walk_min,
        }
        asked = (loaded, here, there, DEPARTURE.isoformat(sep=" "))
    else:
        loaded = cafein.StreetNetwork.load(str(network.folder / STREETS))
        how = {"transport_mode": str(mode), "max_street_time": 60 / slower}
        asked = (loaded, here, there)
    ours, bare = _in_turn(
        lambda: engine.travel_times(origins, destinations, trip),
        lambda: cafein.TravelTimeMatrix(*asked, **how, **snap),
        slower,
    )
    name = f"{size:,} × {size:,} by {mode}"
    return [result(name, ours, f"{LIMIT} × the bare call of cafein", LIMIT * bare, size * size)]


def _in_turn(ours: Callable[[], Any], theirs: Callable[[], Any], slower: float) -> tuple[float, float]:
    """Return the median seconds of each, asked in turn; both must find as many pairs within the hour."""
    found = ours()
    other = theirs()
    within = int((other["travel_time"] * slower <= HOUR_S).sum())
    if abs(len(found) - within) > 0.001 * len(found):
        raise RuntimeError(f"The two sides disagree: {len(found):,} pairs and {within:,}.")
    times = [(_seconds(ours), _seconds(theirs)) for _ in range(ROUNDS)]
    return median(each[0] for each in times), median(each[1] for each in times)


def _seconds(act: Callable[[], Any]) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start


def _scipy(network: Network, streets: Streets) -> list[Result]:
    origins, destinations = (_nodes(streets, 500, seed) for seed in (3, 4))
    places = [_places(streets, nodes) for nodes in (origins, destinations)]
    engine, trip = network.engine(Mode.WALK), Trip(Mode.WALK, 60)
    engine.travel_times(*places, trip)
    times = [
        (
            _seconds(lambda: engine.travel_times(*places, trip)),
            _seconds(lambda: streets.seconds(origins, destinations, trip.foot_km_per_h)),
        )
        for _ in range(3)
    ]
    ours, exact = (median(each[side] for each in times) for side in (0, 1))
    return [result("500 × 500 on foot", ours, "scipy's Dijkstra, the whole city", exact, 250_000)]


def _valhalla(network: Network, streets: Streets) -> list[Result]:
    """Time cars against Valhalla, then say how long a trip takes for each: the second line is of travel, in seconds."""
    places = _places(streets, _nodes(streets, 300, 5))
    ours, theirs = _by_cafein(network, Mode.CAR), ValhallaEngine(network.folder / TILES)
    trip = Trip(Mode.CAR, 60)
    both = [each.travel_times(places, places, trip) for each in (ours, theirs)]
    times = [_seconds(lambda each=each: each.travel_times(places, places, trip)) for each in (ours, theirs)]
    pairs = both[0].join(both[1], on=["origin", "destination"], suffix="_theirs").filter(pl.col("travel_s") > 300)
    factor = read_parameter("routing/car_time_factor")
    named = f"a trip by car (routing/car_time_factor: {factor.value()}, {factor.values[-1][0]})"
    lasts = [float(pairs[name].median()) for name in ("travel_s", "travel_s_theirs")]
    return [
        result("300 × 300 by car", times[0], theirs.name, times[1], len(places) ** 2),
        result(named, lasts[0], f"the same trip of {theirs.name}, medians", lasts[1], len(pairs)),
    ]


def _command(folder: Path, streets: Streets) -> Result:
    """The whole command, files read and written, beside the matrix alone; its process is already started."""
    from click.testing import CliRunner

    size = SIZES[Mode.WALK]
    files = []
    for seed in (1, 2):
        places = _places(streets, _nodes(streets, size, seed))
        files.append(folder / f"{seed}.csv")
        pl.DataFrame({"id": places.ids, "lon": places.lon, "lat": places.lat}).write_csv(files[-1])
    asked = ["reach", "matrix", str(folder), "--origins", str(files[0]), "--destinations", str(files[1])]
    asked += ["--mode", "walk", "--out", str(folder / "times.parquet")]
    with redirect_stderr(StringIO()):
        whole = median(_seconds(lambda: CliRunner().invoke(main, asked, catch_exceptions=False)) for _ in range(3))
    origins, destinations = (_places(streets, _nodes(streets, size, seed)) for seed in (1, 2))
    engine, trip = open_network(folder).engine(Mode.WALK), Trip(Mode.WALK, 60)
    alone = median(_seconds(lambda: engine.travel_times(origins, destinations, trip)) for _ in range(3))
    return result("`allant reach matrix` on foot, file to file", whole, "the matrix alone", alone, size * size)
