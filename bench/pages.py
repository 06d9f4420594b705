"""The pages of an adviser's day at 1,000, 100,000 and 1,000,000 people, on SQLite and on PostgreSQL.

    python -m bench pages
    ALLANT_BENCH_PEOPLE=1000,10000 python -m bench pages

Each database has a process of its own and all are asked in turn, one round each: what else the machine does weighs on
all sizes alike. A time at the 95th percentile is compared with that of the smallest database, a median with its twin's.
"""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from scripts.with_postgres import server

from bench.result import Result, result

SIZES = os.environ.get("ALLANT_BENCH_PEOPLE", "1000,100000,1000000")
WARM_UP, ROUNDS = 15, 200
TWIN_EVERY = 3
"""Rounds: a median needs fewer than a percentile near the end."""
GROWTH, OVERHEAD = 1.3, 2
"""The most that a time may grow by from the smallest database on, and the most that a page may take of its twin."""
WALL, PROCESSOR = 0, 1
Times = dict[str, list[list[list[float]]]]
"""By page, a round each: the page and its twin, each with seconds on the wall and of processors."""


def run() -> list[Result]:
    """Measure each database in turn."""
    sizes = [int(each) for each in SIZES.split(",")]
    results = []
    with server() as address, tempfile.TemporaryDirectory(prefix="allant-bench-") as folder:
        kinds = {
            "SQLite": [f"sqlite:///{folder}/{size}.sqlite3" for size in sizes],
            "PostgreSQL": [_fresh(address, size) for size in sizes],
        }
        for kind, addresses in kinds.items():
            results += _measure(kind, sizes, addresses)
    return results


def _fresh(address: str, size: int) -> str:
    """Make a database of its own on the server, and return its address."""
    import psycopg

    with psycopg.connect(address.replace("postgres://", "postgresql://"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE people_{size}")
    return address.removesuffix("/postgres") + f"/people_{size}"


def _measure(kind: str, sizes: list[int], addresses: list[str]) -> list[Result]:
    with contextlib.ExitStack() as stack:
        workers = [stack.enter_context(_worker(size, address)) for size, address in zip(sizes, addresses, strict=True)]
        written = [_heard(worker)["written_s"] for worker in workers]
        rounds = [[_ask(worker, number) for worker in workers] for number in range(WARM_UP + ROUNDS)][WARM_UP:]
    by_size = {size: _gathered([each[place] for each in rounds]) for place, size in enumerate(sizes)}
    results = [
        result(f"{size:,} people written, {kind}", seconds, "ten minutes", 600, size)
        for size, seconds in zip(sizes, written, strict=True)
    ]
    for size, times in by_size.items():
        for page in times:
            results += _lines(f"{page}, {kind}", size, times[page], by_size[sizes[0]].get(page))
    return results


def _gathered(rounds: list[dict[str, Any]]) -> Times:
    return {page: [each[page] for each in rounds] for page in rounds[0]}


def _lines(name: str, size: int, times: list[Any], first: list[Any] | None) -> Iterator[Result]:
    """Yield a page against its twin, and against itself in the smallest database, by both clocks."""
    for clock, words in ((WALL, ""), (PROCESSOR, ", processor time")):
        page = [each[0][clock] for each in times]
        twin = [each[1][clock] for each in times if len(each) > 1]
        yield result(name + words, median(page), f"{OVERHEAD} × its twin", OVERHEAD * median(twin), size)
        if first is not None and first is not times:
            before = _late([each[0][clock] for each in first])
            yield result(f"{name}, 95 %{words}", _late(page), f"{GROWTH} × the smallest", GROWTH * before, size)


def _late(seconds: list[float]) -> float:
    """Return the 95th percentile."""
    return quantiles(seconds, n=20)[-1]


@contextlib.contextmanager
def _worker(size: int, address: str) -> Iterator[subprocess.Popen[str]]:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "allant.web.config.settings",
        "DATABASE_URL": address,
        "ALLANT_SECRET_KEY": "only-for-the-benchmark",
        "ALLANT_DEBUG": "0",
        "ALLANT_HTTPS": "0",
        "ALLANT_HOSTS": "testserver",
    }
    command = [sys.executable, "-m", "bench.page_worker", str(size)]
    with subprocess.Popen(
        command, env=environment, cwd=Path(__file__).parent.parent, stdin=-1, stdout=-1, text=True
    ) as worker:
        try:
            yield worker
        except BaseException:
            # It may be in the middle of a million people: what it writes is thrown away.
            worker.kill()
            raise


def _heard(worker: subprocess.Popen[str]) -> dict[str, Any]:
    line = worker.stdout.readline()
    if not line:
        raise RuntimeError("A database could not be measured; what its process said stands above.")
    return json.loads(line)


def _ask(worker: subprocess.Popen[str], number: int) -> dict[str, Any]:
    worker.stdin.write("pages alone\n" if number % TWIN_EVERY else "with twins\n")
    worker.stdin.flush()
    return _heard(worker)
