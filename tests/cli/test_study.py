"""`allant study access`: killed, resumed, spread over processes and over a cluster, always the same rows."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from pyarrow import parquet
from tests.cli.test_reach import allant, jobs, origins, points  # noqa: F401 - fixtures
from tests.routing import town
from tests.routing.conftest import files, folder, network, poa  # noqa: F401 - fixtures

from allant.routing.holding import held
from allant.routing.study import running

BAD_INPUT = 2
KEY = ["origin_id", "mode", "departure", "minutes", "kind"]
MORNING, EVENING = "2026-11-23T08:00", "2026-11-23T17:30"
PATIENCE_S = 120


def options(jobs, out, *more):  # noqa: F811
    return (
        "--opportunities", jobs, "--modes", "walk,transit", "--minutes", "30,60",
        "--departures", f"{EVENING},{MORNING}", "--out", out, *more,
    )  # fmt: skip


def study(folder, *more):  # noqa: F811
    return allant("study", "access", folder, *more)


def command(*arguments):
    program = "from allant.cli import main; main()"
    return [sys.executable, "-c", program, *(str(each) for each in arguments)]


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Return more origins than one part holds, in no order."""
    rows = [
        (f"p{number * 7919 % 2100:04d}", town.WEST + number % 27 * 0.001, town.SOUTH + number % 19 * 0.001)
        for number in range(2100)
    ]
    return points(tmp_path_factory.mktemp("many") / "departs.csv", rows)


def test_every_cell_counts_what_the_single_command_counts(folder, jobs, network, tmp_path):  # noqa: F811
    done = study(folder, "--origins", "cells", "--resolution", 10, *options(jobs, tmp_path / "e", "--workers", 1))
    assert done.exit_code == 0, done.output
    table = pl.read_parquet(tmp_path / "e" / "access.parquet")
    assert table.columns == [*KEY, "count"]
    assert set(table["origin_id"]) == set(network.cells["cell"])
    assert table.equals(table.sort(KEY))
    cells = points(tmp_path / "c.csv", network.cells.select("cell", "lon", "lat").rows())
    for departure in (MORNING, EVENING):
        out = tmp_path / "seul.parquet"
        asked = ("--opportunities", jobs, "--modes", "walk,transit", "--minutes", "30,60", "--departure", departure)
        assert allant("reach", "access", folder, "--origins", cells, *asked, "--out", out).exit_code == 0
        hour = pl.lit(departure).str.to_datetime()
        mine = table.filter(pl.col("departure").is_null() | (pl.col("departure") == hour)).drop("departure")
        assert_frame_equal(mine, pl.read_parquet(out), check_row_order=False)
    assert mine["count"].sum() > 0
    assert sorted(each.name for each in (tmp_path / "e").iterdir() if each.name != ".lock") == [
        "access.parquet",
        "study.json",
    ]


def test_table_says_what_it_was_made_of(folder, origins, jobs, network, tmp_path):  # noqa: F811
    assert study(folder, "--origins", origins, *options(jobs, tmp_path, "--workers", 1)).exit_code == 0
    inside = json.loads(parquet.read_schema(tmp_path / "access.parquet").metadata[b"allant_study"])
    assert inside == json.loads((tmp_path / "study.json").read_text())
    assert inside["network"] == network.manifest.version
    assert inside["departures"] == [f"{MORNING}:00", f"{EVENING}:00"]
    assert inside["timezone"] == "Europe/Paris"
    assert len(inside["opportunities"]["sha256"]) == 64
    assert inside["parameters"]["routing/walking_speed"] == 5.1


def test_two_processes_and_one_give_the_same_table(folder, many, jobs, tmp_path):  # noqa: F811
    for workers in (1, 2):
        done = study(folder, "--origins", many, *options(jobs, tmp_path / str(workers), "--workers", workers))
        assert done.exit_code == 0, done.output
        assert "5/5 · 100 % · encore 0 s" in done.output
    one, two = (pl.read_parquet(tmp_path / str(workers) / "access.parquet") for workers in (1, 2))
    assert_frame_equal(one, two)
    assert one.equals(one.sort(KEY))
    assert len(one) == 2100 * 3 * 2 * 2


def until(happens, process):
    """Wait for what a process is to do; it may not end before."""
    deadline = time.monotonic() + PATIENCE_S
    while not happens():
        assert process.poll() is None, process.stderr.read()
        assert time.monotonic() < deadline
        time.sleep(0.005)


def children_of(number):
    return [int(each) for each in Path(f"/proc/{number}/task/{number}/children").read_text().split()]


def is_alive(number):
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT], ids=["killed", "Ctrl-C"])
def test_study_stopped_goes_on_where_it_was(folder, many, jobs, tmp_path, stop):  # noqa: F811
    out = tmp_path / "e"
    departures = ",".join(f"2026-11-23T{hour:02d}:00" for hour in range(7, 17))
    asked = (
        "--origins", many, "--opportunities", jobs, "--modes", "walk,transit", "--minutes", "30,60",
        "--departures", departures, "--workers", 1,
    )  # fmt: skip
    with subprocess.Popen(
        command("study", "access", folder, *asked, "--out", out),
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        until(lambda: list(out.glob("parts/0*.parquet")), process)
        children = children_of(process.pid)
        # A terminal tells all the processes of a command; a kill strikes the one it names.
        (os.killpg if stop == signal.SIGINT else os.kill)(process.pid, stop)
        process.wait(PATIENCE_S)
        assert "Traceback" not in process.stderr.read()
    assert children
    deadline = time.monotonic() + PATIENCE_S
    while any(is_alive(each) for each in children):
        assert time.monotonic() < deadline, "processes outlive the study that began them"
        time.sleep(0.01)
    there = len(list(out.glob("parts/0*.parquet")))
    assert 0 < there < 5
    assert not (out / "access.parquet").exists()
    done = study(folder, *asked, "--out", out)
    assert done.exit_code == 0, done.output
    assert done.output.splitlines()[0] == f"{there}/5 · {there * 20} %"
    assert study(folder, *asked, "--out", tmp_path / "sans arrêt").exit_code == 0
    resumed, whole = (pl.read_parquet(each / "access.parquet") for each in (out, tmp_path / "sans arrêt"))
    assert_frame_equal(resumed, whole)


def no_space(*_, **__):
    raise OSError(28, "No space left on device")


def run_until(step, monkeypatch, folder, origins, jobs, out):  # noqa: F811
    """Run a study on a disk that is full at a step."""
    with monkeypatch.context() as patch:
        patch.setattr(step, no_space)
        done = study(folder, "--origins", origins, *options(jobs, out, "--workers", 1))
    assert done.exit_code == BAD_INPUT
    assert "ce qui est fait est gardé" in done.output
    assert not (out / "access.parquet").exists()
    return out


@pytest.fixture
def begun(folder, origins, jobs, tmp_path, monkeypatch):  # noqa: F811
    """Return the folder of a study of which nothing is computed yet."""
    return run_until("allant.routing.study.running._compute", monkeypatch, folder, origins, jobs, tmp_path / "e")


def test_part_cut_short_is_computed_again(folder, many, jobs, tmp_path, monkeypatch):  # noqa: F811
    stopped = run_until("allant.routing.study.folder.writing", monkeypatch, folder, many, jobs, tmp_path / "e")
    part = stopped / "parts" / "000003.parquet"
    part.write_bytes(part.read_bytes()[:-100])
    done = study(folder, "--origins", many, *options(jobs, stopped, "--workers", 1))
    assert done.exit_code == 0, done.output
    assert "4/5 · 80 %" in done.output.splitlines()[0]
    assert len(pl.read_parquet(stopped / "access.parquet")) == 2100 * 3 * 2 * 2


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (["--minutes", "30,45"], "--minutes : 30, 45"),
        (["--window-min", 30], "--window-min : 30"),
        (["--modes", "walk"], "--modes : walk"),
        (["--departures", MORNING], f"--departures : {MORNING}:00"),
        (["--origins", "cells"], "--origins : cells"),
    ],
)
def test_other_options_are_refused_and_change_nothing(folder, origins, jobs, begun, other, words):  # noqa: F811
    before = {each: each.stat().st_mtime_ns for each in begun.rglob("[!.]*.*")}
    done = study(folder, "--origins", origins, *options(jobs, begun, "--workers", 1), *other)
    assert done.exit_code == BAD_INPUT
    assert words in done.output
    assert "contient une autre étude" in done.output
    assert "mêmes options" in done.output
    assert {each: each.stat().st_mtime_ns for each in begun.rglob("[!.]*.*")} == before


def test_opportunities_that_changed_are_refused(folder, origins, jobs, begun):  # noqa: F811
    jobs.write_text(jobs.read_text().replace("100", "101"), encoding="utf-8")
    done = study(folder, "--origins", origins, *options(jobs, begun, "--workers", 1))
    assert done.exit_code == BAD_INPUT
    assert "--opportunities : file emplois.csv" in done.output


def test_finished_study_is_not_computed_again(folder, origins, jobs, tmp_path):  # noqa: F811
    asked = ("--origins", origins, *options(jobs, tmp_path / "e", "--workers", 1))
    assert study(folder, *asked).exit_code == 0
    written = (tmp_path / "e" / "access.parquet").stat().st_mtime_ns
    again = study(folder, *asked)
    assert again.exit_code == 0
    assert "rien n’a changé" in again.output
    assert (tmp_path / "e" / "access.parquet").stat().st_mtime_ns == written


def test_two_studies_in_one_folder_at_once_are_refused(folder, origins, jobs, tmp_path):  # noqa: F811
    with held(tmp_path, busy="occupé"):
        done = study(folder, "--origins", origins, *options(jobs, tmp_path, "--workers", 1))
    assert done.exit_code == BAD_INPUT
    assert "une étude est déjà en cours" in done.output


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--departures", ""], "part un jour, à une heure"),
        (["--departures", "2019-05-13T14:00"], "du 01/09/2026 au 01/09/2027"),
        (["--modes", "fusée"], "fusée"),
        (["--origins", "absent.csv"], "absent.csv"),
        (["--resolution", "12"], "12"),
    ],
)
def test_study_that_cannot_be_made_is_told(folder, origins, jobs, tmp_path, more, words):  # noqa: F811
    done = study(folder, "--origins", origins, *options(jobs, tmp_path / "e"), *more)
    assert done.exit_code == BAD_INPUT
    assert words in done.output
    assert not (tmp_path / "e").exists()


def kill_itself(part):
    os._exit(1)


def test_process_that_dies_is_told_and_loses_nothing_done(folder, origins, jobs, tmp_path, monkeypatch):  # noqa: F811
    with monkeypatch.context() as patch:
        patch.setattr(running, "count_part", kill_itself)
        done = study(folder, "--origins", origins, *options(jobs, tmp_path, "--workers", 1))
    assert done.exit_code == BAD_INPUT
    assert "moins de --workers" in done.output
    assert study(folder, "--origins", origins, *options(jobs, tmp_path, "--workers", 1)).exit_code == 0


# —— On a cluster ——


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """Start a Dask scheduler and two workers on the loopback; return the scheduler's address."""
    pytest.importorskip("distributed", reason="the extra [dask] is not installed")
    aside = tmp_path_factory.mktemp("dask")
    there = aside / "scheduler.json"
    loopback = ("--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(there))
    python = (sys.executable, "-m")
    commands = [
        [*python, "distributed.cli.dask_scheduler", "--port", "0", *loopback],
        *[[*python, "distributed.cli.dask_worker", "--nthreads", "1", "--no-nanny", *loopback]] * 2,
    ]
    log = (aside / "log").open("w")
    processes = [subprocess.Popen(each, stdout=log, stderr=log, cwd=aside) for each in commands]
    try:
        deadline = time.monotonic() + PATIENCE_S
        while not there.is_file() or (aside / "log").read_text().count("Registered to") < 2:
            assert time.monotonic() < deadline, (aside / "log").read_text()
            time.sleep(0.1)
        yield json.loads(there.read_text())["address"]
    finally:
        for process in reversed(processes):
            process.terminate()
            process.wait(PATIENCE_S)
        log.close()


PARTS_AND_OPENINGS = """
import sys
from distributed import Client

def counted():
    from allant.routing.study.parts import _network
    info = _network.cache_info()
    return info.hits + info.misses, info.misses

with Client(sys.argv[1]) as client:
    print(*(f"{parts} {openings}" for parts, openings in client.run(counted).values()), sep=chr(10))
"""


def test_cluster_gives_the_same_rows(cluster, folder, many, jobs, tmp_path):  # noqa: F811
    local, spread = tmp_path / "ici", tmp_path / "grappe"
    assert study(folder, "--origins", many, *options(jobs, local, "--workers", 1)).exit_code == 0
    done = subprocess.run(
        command("study", "access", folder, "--origins", many, *options(jobs, spread, "--dask", cluster)),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "5/5 · 100 %" in done.stderr
    here, there = (pl.read_parquet(each / "access.parquet").sort(KEY) for each in (local, spread))
    assert_frame_equal(here, there)
    told = subprocess.run(
        [sys.executable, "-c", PARTS_AND_OPENINGS, cluster], capture_output=True, text=True, check=True
    )
    workers = [[int(each) for each in line.split()] for line in told.stdout.splitlines()]
    assert sum(parts for parts, _ in workers) == 5
    assert [openings for _, openings in workers] == [1, 1], "each worker computes, and opens the network once"


def test_cluster_that_does_not_answer_is_told(folder, origins, jobs, tmp_path):  # noqa: F811
    pytest.importorskip("distributed", reason="the extra [dask] is not installed")
    done = subprocess.run(
        command(
            "study", "access", folder, "--origins", origins, *options(jobs, tmp_path, "--dask", "tcp://127.0.0.1:9")
        ),
        capture_output=True,
        text=True,
        env=os.environ | {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "1s"},
    )
    assert done.returncode == BAD_INPUT, done.stderr
    assert "aucun ordonnanceur Dask" in done.stderr
