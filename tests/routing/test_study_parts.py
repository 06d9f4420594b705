"""Parts of a study: what a worker refuses and forgets, and how few wait at once."""

import os
import pickle
from concurrent.futures import Executor, Future
from dataclasses import replace
from datetime import datetime

import polars as pl
import pytest
from tests.routing import town

from allant.errors import FileError, InputError
from allant.routing.study.folder import StudyFolder
from allant.routing.study.parts import Part, count_part
from allant.routing.study.pools import GIVES_WAY, Pool, local_pool
from allant.routing.study.running import _spread
from allant.routing.trips import Mode, Trip

ORIGIN = pl.DataFrame([("a", *town.lon_lat(5, 0))], schema=["id", "lon", "lat"], orient="row")


def jobs(path, count):
    rows = [("c", *town.lon_lat(6, 0), count)]
    pl.DataFrame(rows, schema=["id", "lon", "lat", "jobs"], orient="row").write_parquet(path)


@pytest.fixture
def part(network, tmp_path):
    jobs(tmp_path / "jobs.parquet", 3.0)
    trips = (Trip(Mode.WALK, 30), Trip(Mode.TRANSIT, 30, datetime(2026, 11, 23, 8)))
    where = {"opportunities": tmp_path / "jobs.parquet", "network": network.folder}
    return Part(tmp_path / "part.parquet", ORIGIN, engine=network.engines, trips=trips, minutes=(30,), **where)


def test_part_travels_to_another_process_whole(part):
    copy = pickle.loads(pickle.dumps(part))
    assert count_part(copy) == part.path
    assert pl.read_parquet(part.path)["count"].to_list() == [3.0, 3.0]
    assert [each.name for each in part.path.parent.glob(".part*")] == []


def test_worker_that_lives_on_reads_the_opportunities_of_the_next_study(part):
    count_part(part)
    jobs(part.opportunities, 5.0)
    count_part(part)
    assert pl.read_parquet(part.path)["count"].to_list() == [5.0, 5.0]


def test_worker_with_another_engine_is_refused(part):
    other = replace(part, engine="cafein 0.1")
    with pytest.raises(InputError, match=r"le même moteur, cafein 0\.1"):
        count_part(other)
    assert not part.path.exists()


def test_error_comes_back_from_a_process_with_its_three_parts():
    given = FileError(value=3, rule="règle", remedy="remède")
    back = pickle.loads(pickle.dumps(given))
    assert type(back) is FileError
    assert (back.value, back.rule, back.remedy) == (3, "règle", "remède")


class Watched(Executor):
    """Computes nothing until asked for a result, and keeps count of what was asked."""

    def __init__(self):
        self.asked = 0

    def submit(self, call, /, *what, **how):
        self.asked += 1
        future = Future()
        future.set_result(what[0])
        return future


def test_no_more_parts_wait_than_can_be_computed_soon():
    executor, taken = Watched(), 0
    for _ in _spread(iter(range(1000)), Pool(executor, at_once=4)):
        taken += 1
        assert executor.asked - taken <= 4 + 1
    assert taken == 1000


@pytest.mark.parametrize(("rows", "is_there"), [(2, True), (3, False)])
def test_part_counts_as_done_only_with_all_its_rows(part, tmp_path, rows, is_there):
    folder = StudyFolder(tmp_path)
    path = folder.part(0)
    path.parent.mkdir()
    count_part(replace(part, path=path))
    assert folder.has_part(0, rows) is is_there
    assert not folder.has_part(1, rows)


def test_process_of_a_study_gives_way_to_everything_else():
    with local_pool(1) as pool:
        assert pool.executor.submit(os.nice, 0).result() == GIVES_WAY > os.nice(0)
