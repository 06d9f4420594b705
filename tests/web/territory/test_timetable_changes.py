"""What a change of timetable would bring: computed on a copy, resumed, told with what it rests on."""

import json
from datetime import date
from functools import partial

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from tests.web.reaching.conftest import loaded_valley  # noqa: F401  # the same valley
from tests.web.territory.valley_copy import own_valley

from allant.errors import InputError
from allant.routing.study.pools import local_pool
from allant.web.reaching.grounds import folder_of, ground_of
from allant.web.territory.changing import AddedDeparture, Question, compare

pytestmark = pytest.mark.django_db
TODAY, FIVE = date(2026, 11, 24), 5 * 3600
COARSE = Question(resolution=7)


@pytest.fixture
def territory(db, settings, tmp_path, loaded_valley):  # noqa: F811
    return own_valley(settings, tmp_path, loaded_valley)


def compared(territory, name="Matin", change=None, told=lambda where, progress: None, today=TODAY):
    change = change or AddedDeparture(line_of(territory), FIVE)
    return compare(ground_of(territory), name, change, COARSE, today, partial(local_pool, 1), told)


def line_of(territory):
    """Return the first line of the valley that has hours."""
    from allant.sources.gtfs import read_feed

    feed = read_feed(ground_of(territory).network.folder / "timetable-1.zip")
    return feed.table("trips")["route_id"].sort()[0]


def test_departure_brings_jobs_to_some_and_takes_none_away(territory):
    in_use = (folder_of(territory) / "current").read_text()
    folder = compared(territory)
    table = pl.read_parquet(folder / "compared.parquet")
    assert (table["after"] >= table["before"]).all()
    assert (table["after"] > table["before"]).any()
    assert set(table["departure"].dt.to_string("%H:%M")) == {"04:30"}
    assert (folder_of(territory) / "current").read_text() == in_use
    assert ground_of(territory).network.folder.parent.parent == folder_of(territory)


def test_comparison_says_what_it_rests_on(territory):
    folder = compared(territory)
    inside = json.loads(pl.read_parquet_metadata(folder / "compared.parquet")["allant_what_if"])
    assert inside["network"] == inside["before"]["network"] == ground_of(territory).network.manifest.version
    assert inside["after"]["network"] != inside["network"]
    assert inside["vehicle_hours_a_year"] > 0
    assert inside["change"]["at_s"] == FIVE


def test_same_command_goes_on_a_week_later_and_changes_nothing(territory):
    folder = compared(territory)
    before = pl.read_parquet(folder / "compared.parquet")
    told = []
    compared(territory, told=lambda *said: told.append(said), today=date(2026, 12, 2))
    assert told == []
    assert_frame_equal(pl.read_parquet(folder / "compared.parquet"), before)


def test_name_of_another_comparison_is_refused(territory):
    compared(territory)
    with pytest.raises(InputError, match="autre --name"):
        compared(territory, change=AddedDeparture(line_of(territory), FIVE + 600))


def test_line_that_is_not_there_leaves_nothing_behind(territory):
    with pytest.raises(InputError, match="Choisissez parmi"):
        compared(territory, change=AddedDeparture("Ligne fantôme", FIVE))
    assert not (folder_of(territory) / "what-if").exists()
