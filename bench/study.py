"""Studies of a territory: origins a second by each mode, all the cores of the machine against one, and the memory.

On the data of Porto Alegre, hexagons of 350 m, an hour at most, public transport over a window of an hour. The peak of
memory is that of the largest process so far.
"""

import os
import resource
import tempfile
from datetime import date, datetime
from functools import partial
from pathlib import Path
from time import perf_counter

import polars as pl

from allant.routing.building import build_network
from allant.routing.manifest import source_of
from allant.routing.network import Network, open_network
from allant.routing.study.plan import Plan, cell_origins, source_said, trips_of
from allant.routing.study.pools import local_pool, usable_cores
from allant.routing.study.running import run_study
from allant.routing.trips import Mode
from allant.sources.places_files import read_places
from bench.result import Result, result
from bench.routing import POA

RESOLUTION, WINDOW_MIN, MINUTES = 9, 60, (30.0, 45.0, 60.0)
DEPARTURE = datetime(2019, 5, 13, 14)
MODES = (Mode.WALK, Mode.BICYCLE, Mode.CAR, Mode.TRANSIT)
KINDS = ("jobs", "schools", "healthcare")
COPIES = int(os.environ.get("ALLANT_BENCH_COPIES", "4"))
"""How many times each origin is asked, under other names: parts enough for all cores."""


def run() -> list[Result]:
    """Time a study by each mode, over all cores and over one."""
    if not POA.is_dir():
        raise SystemExit(f"The data of Porto Alegre are absent: {POA}. ALLANT_SHARED_DATA names another folder.")
    os.environ["RAYON_NUM_THREADS"] = "1"  # one core for each process: what is compared is how parts are spread
    with tempfile.TemporaryDirectory(prefix="allant-bench-") as folder:
        out = Path(folder)
        build_network(
            POA / "poa_osm.pbf", [POA / "poa_eptc.zip", POA / "poa_trensurb.zip"], out / "network", as_of=date.today()
        )
        cells = pl.read_csv(POA / "poa_hexgrid.csv").select("id", "lon", "lat", *KINDS).fill_null(0)
        cells.write_csv(out / "places.csv")
        network = open_network(out / "network")
        return [_mode(network, mode, out) for mode in MODES]


def _mode(network: Network, mode: Mode, out: Path) -> Result:
    plan = _plan(network, mode, out / "places.csv")
    taken = {workers: _time(plan, out / f"{mode}-{workers}", workers) for workers in (usable_cores(), 1)}
    ours, alone = taken[usable_cores()], taken[1]
    count = len(plan.origins)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    name = f"study by {mode}: {count / ours:,.0f} origins a second, {peak:,.0f} MiB a process at most"
    return result(name, ours, "the same study on one core", alone, count)


def _plan(network: Network, mode: Mode, places: Path) -> Plan:
    origins = cell_origins(network, RESOLUTION)
    copies = [origins.with_columns((pl.col("id") + f"-{copy}").alias("id")) for copy in range(COPIES)]
    return Plan(
        network,
        pl.concat(copies),
        read_places(places, None),
        trips_of((mode,), (DEPARTURE,), WINDOW_MIN, MINUTES[-1]),
        MINUTES,
        {"origins": "copies of cells", "opportunities": source_said(source_of(places, "opportunities"))},
    )


def _time(plan: Plan, out: Path, workers: int) -> float:
    start = perf_counter()
    run_study(plan, out, partial(local_pool, workers), lambda _: None)
    return perf_counter() - start
