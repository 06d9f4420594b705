"""What every engine promises, and how far the routed ones are from an exact referee."""

from datetime import datetime

import numpy as np
import polars as pl
import pytest
from tests.routing import town
from tests.routing.referee import Streets

from allant.errors import InputError
from allant.routing.crow_fly import CrowFlyEngine
from allant.routing.places import Places
from allant.routing.trips import Mode, Trip, WheelchairData

MONDAY_7H = datetime(2026, 11, 23, 7, 0)
SUNDAY_7H = datetime(2026, 11, 22, 7, 0)


def places(*crossings):
    points = [town.lon_lat(*each) for each in crossings]
    return Places(pl.Series([str(each) for each in crossings]), *np.array(points).T)


CORNERS = places((0, 0), (11, 0), (0, 11), (11, 11), (5, 5), (town.FAR_EAST, 2))
VILLAGE, CENTRE = places((town.FAR_EAST, 2)), places((6, 0))


def seconds(engine, origins, destinations, trip):
    times = engine.travel_times(origins, destinations, trip)
    return {(row["origin"], row["destination"]): row["travel_s"] for row in times.iter_rows(named=True)}


@pytest.fixture(params=["streets", "crow_fly"])
def engine(request, network):
    return CrowFlyEngine() if request.param == "crow_fly" else network.engine(Mode.WALK)


def asked(mode, **more):
    return Trip(mode, more.pop("max_min", 60), MONDAY_7H if mode is Mode.TRANSIT else None, **more)


@pytest.mark.parametrize("mode", sorted(CrowFlyEngine.modes))
def test_place_reaches_itself_and_further_takes_longer(engine, mode):
    found = seconds(engine, CORNERS, CORNERS, asked(mode, max_min=240))
    assert all(found[place, place] == pytest.approx(0, abs=1) for place in range(len(CORNERS)))
    assert 0 < found[0, 4] < found[0, 3] < found[0, 5]


@pytest.mark.parametrize("mode", sorted(CrowFlyEngine.modes))
def test_longer_limit_adds_pairs_and_changes_none(engine, mode):
    whole = seconds(engine, CORNERS, CORNERS, asked(mode, max_min=240))
    limit = float(np.median([value for value in whole.values() if value > 1])) / 60
    short = seconds(engine, CORNERS, CORNERS, asked(mode, max_min=limit))
    assert short == {pair: value for pair, value in whole.items() if value <= limit * 60}
    assert len(short) < len(whole)


def test_slow_walker_takes_longer_in_proportion(engine):
    usual = seconds(engine, CORNERS, CORNERS, asked(Mode.WALK, max_min=240, walking_km_per_h=5))
    slow = seconds(engine, CORNERS, CORNERS, asked(Mode.WALK, max_min=480, walking_km_per_h=2.5))
    assert {pair: value / 2 for pair, value in slow.items()} == pytest.approx(usual)


def test_e_bike_goes_faster_than_a_bicycle(engine):
    bicycle, e_bike = (
        seconds(engine, CORNERS, CORNERS, asked(mode, max_min=240)) for mode in (Mode.BICYCLE, Mode.E_BIKE)
    )
    assert {pair: bicycle[pair] / value for pair, value in e_bike.items() if value > 1} == pytest.approx(
        {pair: 1.14 for pair, value in e_bike.items() if value > 1}
    )


def test_engine_without_a_timetable_says_nothing_of_public_transport():
    assert Mode.TRANSIT not in CrowFlyEngine.modes


def check_against_the_referee(engine, extract, *, count, most_median_s):
    """Compare walks of any length up to an hour between crossings; return the number of pairs compared."""
    streets = Streets(extract)
    chance = np.random.default_rng(4)
    origins, destinations = (chance.choice(streets.reachable, count, replace=False) for _ in range(2))
    points = [Places(pl.Series(map(str, ranks)), *streets.nodes[ranks].T) for ranks in (origins, destinations)]
    expected = streets.seconds(origins, destinations, km_per_h=5.1)
    found = np.full(expected.shape, np.inf)
    for (origin, destination), value in seconds(engine, *points, asked(Mode.WALK, max_min=60)).items():
        found[origin, destination] = value
    both = np.isfinite(found) & (expected <= 3600)
    assert np.median(np.abs(found[both] - expected[both])) <= most_median_s
    # Within an hour for the one and not for the other: only near the hour.
    assert (np.isfinite(found) != (expected <= 3600)).mean() <= 0.02
    return both.sum()


def test_walks_are_those_of_the_referee(network, files):
    assert check_against_the_referee(network.engine(Mode.WALK), files[0], count=100, most_median_s=2) > 3000


def test_walks_in_a_real_city_are_those_of_the_referee(poa):
    extract = poa.folder / "streets.osm.pbf"
    assert check_against_the_referee(poa.engine(Mode.WALK), extract, count=300, most_median_s=20) > 10_000


def test_times_are_in_seconds_and_not_in_whole_minutes(network):
    found = seconds(network.engine(Mode.WALK), CORNERS, CORNERS, asked(Mode.WALK))
    assert len({round(value % 60) for value in found.values()}) > 3


# —— Public transport ——


def test_bus_is_caught_at_its_hour(network):
    found = seconds(network.engine(Mode.TRANSIT), VILLAGE, CENTRE, asked(Mode.TRANSIT))
    assert found[0, 0] == pytest.approx(12 * 60, abs=60)


def test_window_gives_the_median_between_the_best_and_the_worst(network):
    times = network.engine(Mode.TRANSIT).travel_times(VILLAGE, CENTRE, asked(Mode.TRANSIT, window_min=60))
    row = times.row(0, named=True)
    # One bus each half hour: waits spread from 0 to 30 minutes before a ride of 12.
    assert row["p10_s"] == pytest.approx((12 + 3) * 60, abs=90)
    assert row["travel_s"] == pytest.approx((12 + 15) * 60, abs=90)
    assert row["p90_s"] == pytest.approx((12 + 27) * 60, abs=90)


def test_no_bus_runs_on_a_sunday(network):
    trip = Trip(Mode.TRANSIT, 60, SUNDAY_7H)
    assert seconds(network.engine(Mode.TRANSIT), VILLAGE, CENTRE, trip) == {}


def test_walking_all_the_way_is_taken_where_it_is_quicker(network):
    near = places((5, 0))
    walk = seconds(network.engine(Mode.WALK), near, CENTRE, asked(Mode.WALK))
    transit = seconds(network.engine(Mode.TRANSIT), near, CENTRE, asked(Mode.TRANSIT, window_min=60))
    assert transit[0, 0] == pytest.approx(walk[0, 0], abs=10)


def test_slow_walker_misses_the_bus_that_others_catch(network):
    home = places((town.FAR_EAST, 0))
    leave = datetime(2026, 11, 23, 6, 54)
    quick, slow = (
        seconds(network.engine(Mode.TRANSIT), home, CENTRE, Trip(Mode.TRANSIT, 90, leave, walking_km_per_h=speed))
        for speed in (5, 2)
    )
    assert quick[0, 0] == pytest.approx(18 * 60, abs=60)
    assert slow[0, 0] == pytest.approx(48 * 60, abs=60)


def test_wheelchair_takes_the_bus_whose_access_is_known(network):
    for unknown in WheelchairData:
        trip = asked(Mode.TRANSIT, wheelchair=unknown)
        assert seconds(network.engine(Mode.TRANSIT), VILLAGE, CENTRE, trip)[0, 0] == pytest.approx(12 * 60, abs=60)


def test_window_in_a_wheelchair_gives_what_departures_one_by_one_give(network):
    trip = asked(Mode.TRANSIT, window_min=60, wheelchair=WheelchairData.UNKNOWN_IS_OPEN)
    row = network.engine(Mode.TRANSIT).travel_times(VILLAGE, CENTRE, trip).row(0, named=True)
    usual = (
        network.engine(Mode.TRANSIT)
        .travel_times(VILLAGE, CENTRE, asked(Mode.TRANSIT, window_min=60))
        .row(0, named=True)
    )
    for name in ("p10_s", "travel_s", "p90_s"):
        assert row[name] == pytest.approx(usual[name], abs=5 * 60)


# —— What cannot be travelled ——


@pytest.mark.parametrize(
    "changes",
    [{"max_min": 0}, {"max_min": float("nan")}, {"window_min": -1}, {"walking_km_per_h": 51}, {"departure": None}],
)
def test_trip_that_cannot_be_made_is_refused(changes):
    given = {"mode": Mode.TRANSIT, "max_min": 60, "departure": MONDAY_7H} | changes
    with pytest.raises(InputError):
        Trip(**given)
