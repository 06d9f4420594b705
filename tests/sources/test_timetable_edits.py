"""A timetable with one more departure, or a longer line: what is added, and that nothing else moves."""

from datetime import date

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from tests.routing import town

from allant.errors import InputError
from allant.sources.gtfs import checked, read_feed
from allant.sources.gtfs.edits import NewStop, added_departure, extended_line, vehicle_hours_a_year
from allant.sources.gtfs.feed import LINE

TODAY, HALF_PAST_FIVE = date(2026, 11, 24), (5 * 60 + 30) * 60
FURTHER = NewStop("Zone des Portes", *town.lon_lat(0, 0))


@pytest.fixture
def feed(tmp_path):
    """The bus of the town, out and back, with what timetables hold besides."""
    content = town.tables(date(2026, 9, 1))
    for trip in content["trips"]:
        trip |= {"direction_id": 0, "block_id": "tour"}
    content["trips"].append({**content["trips"][0], "trip_id": "retour", "direction_id": 1})
    content["stop_times"] += [
        {"trip_id": "retour", "arrival_time": hour, "departure_time": hour, "stop_id": stop, "stop_sequence": order}
        for order, (stop, hour) in enumerate([("centre", "18:00:00"), ("porte", "18:04:00"), ("village", "18:12:00")])
    ]
    return read_feed(town.write_timetable(tmp_path / "bus.zip", content))


def hours(feed, trip):
    rows = sorted(
        (row for row in feed.table("stop_times").iter_rows(named=True) if row["trip_id"] == trip),
        key=lambda row: int(row["stop_sequence"]),
    )
    return [(row["stop_id"], row["arrival_time"], row["departure_time"]) for row in rows]


def test_departure_is_the_nearest_trip_at_another_hour(feed):
    changed = added_departure(feed, "1", HALF_PAST_FIVE)
    assert hours(changed, "bus-0+0530") == [
        ("village", "05:30:00", "05:30:00"),
        ("carrefour", "05:34:00", "05:34:00"),
        ("porte", "05:38:00", "05:38:00"),
        ("centre", "05:42:00", "05:42:00"),
    ]
    added = changed.table("trips").filter(pl.col("trip_id") == "bus-0+0530").row(0, named=True)
    assert (added["service_id"], added["route_id"], added["block_id"]) == ("week", "r", "")


@pytest.mark.parametrize(("at_s", "nearest"), [(0, "bus-0"), (12 * 3600, "bus-10"), (25 * 3600 + 60, "bus-23")])
def test_trip_that_is_copied_is_the_one_a_plain_search_finds(feed, at_s, nearest):
    starts = {}
    for row in feed.table("stop_times").iter_rows(named=True):
        hour, minute, second = map(int, row["departure_time"].split(":"))
        start = hour * 3600 + minute * 60 + second
        starts[row["trip_id"]] = min(start, starts.get(row["trip_id"], start))
    assert min(starts, key=lambda trip: (abs(starts[trip] - at_s), trip)) == nearest
    changed = added_departure(feed, "r", at_s, "0")
    added = set(changed.table("trips")["trip_id"]) - set(feed.table("trips")["trip_id"])
    assert {each.partition("+")[0] for each in added} == {nearest}


def test_direction_is_the_one_asked(feed):
    changed = added_departure(feed, "1", HALF_PAST_FIVE, "1")
    assert [stop for stop, *_ in hours(changed, "retour+0530")] == ["centre", "porte", "village"]
    with pytest.raises(InputError, match="Choisissez parmi\u00a0: 0, 1") as caught:
        added_departure(feed, "1", HALF_PAST_FIVE, "2")
    assert caught.value.value == "2"


def test_same_departure_twice_is_two_trips(feed):
    twice = added_departure(added_departure(feed, "1", HALF_PAST_FIVE), "1", HALF_PAST_FIVE)
    assert len(twice.table("trips")) == len(feed.table("trips")) + 2
    assert twice.table("trips")["trip_id"].is_unique().all()


@pytest.mark.parametrize(
    "change",
    [
        lambda feed: added_departure(feed, "1", HALF_PAST_FIVE),
        lambda feed: added_departure(feed, "1", 23 * 3600, "1"),
    ],
)
def test_every_other_trip_is_as_it_was_and_the_result_passes_the_checks(feed, change):
    changed = change(feed)
    for name, before in feed.tables.items():
        after = changed.table(name)
        assert_frame_equal(after.head(len(before)), before)
        assert after[LINE].is_unique().all()
    usable, coverage, _ = checked(changed, TODAY)
    assert coverage.trips == len(feed.table("trips")) + 1
    assert len(usable.table("stop_times")) == len(changed.table("stop_times"))


def test_longer_line_goes_on_after_its_end_and_begins_before_it(feed):
    changed = extended_line(feed, "1", FURTHER, 6)
    assert hours(changed, "bus-0")[:-1] == hours(feed, "bus-0")
    assert hours(changed, "bus-0")[-1] == ("added-stop", "07:18:00", "07:18:00")
    assert hours(changed, "retour")[1:] == hours(feed, "retour")
    assert hours(changed, "retour")[0] == ("added-stop", "17:54:00", "17:54:00")
    _, coverage, _ = checked(changed, TODAY)
    assert (coverage.trips, coverage.stops) == (25, 5)


def test_stop_of_the_line_is_no_extension_of_it(feed):
    with pytest.raises(InputError, match="passent déjà"):
        extended_line(feed, "1", "village", 6)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda feed: added_departure(feed, "7", 0), "Choisissez parmi\u00a0: 1"),
        (lambda feed: extended_line(feed, "7", FURTHER, 6), "Choisissez parmi\u00a0: 1"),
        (lambda feed: extended_line(feed, "1", "gare", 6), "carrefour, centre, porte, village"),
        (lambda feed: extended_line(feed, "1", FURTHER, 0), "plus de 0 minute"),
        (lambda feed: extended_line(feed, "1", FURTHER, float("nan")), "plus de 0 minute"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(feed, change, says):
    with pytest.raises(InputError, match=says):
        change(feed)


def test_hours_of_a_year_are_those_of_a_plain_count(feed):
    added = vehicle_hours_a_year(added_departure(feed, "1", HALF_PAST_FIVE)) - vehicle_hours_a_year(feed)
    first, last = date(2026, 9, 1), date(2027, 9, 1)
    days = [date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1)]
    weekdays = sum(day.weekday() < 5 for day in days)
    assert added == pytest.approx(12 / 60 * weekdays / len(days) * 365.25)
