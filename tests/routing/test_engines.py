"""What every engine promises, and how far the routed ones are from an exact referee."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import numpy as np
import polars as pl
import pytest
from tests.routing import town
from tests.routing.conftest import TODAY, valhalla_of
from tests.routing.referee import Streets

from allant.errors import InputError
from allant.routing import valhalla_engine
from allant.routing.building import build_network
from allant.routing.cafein_engine import ENGINE, StreetEngine
from allant.routing.choice import STREETS
from allant.routing.crow_fly import CrowFlyEngine
from allant.routing.network import open_network
from allant.routing.places import Places
from allant.routing.trips import ON_FOOT, ROUTED, Mode, Trip, WheelchairData
from allant.routing.valhalla_engine import engine_here

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


ROUTED_BY = ("cafein", "valhalla")


def routed_by(name, network):
    return valhalla_of(network) if name == "valhalla" else StreetEngine(network.folder / STREETS)


@pytest.fixture(params=[*ROUTED_BY, "crow_fly"])
def engine(request, network):
    return CrowFlyEngine() if request.param == "crow_fly" else routed_by(request.param, network)


@pytest.fixture(params=ROUTED_BY)
def routed(request, network):
    return routed_by(request.param, network)


@pytest.fixture(scope="session")
def cut_in_two(tmp_path_factory):
    """Return the town's network without the road to the village."""
    folder = tmp_path_factory.mktemp("cut")
    build_network(town.write_streets(folder / "rues.osm.pbf", has_road=False), [], folder / "network", as_of=TODAY)
    return open_network(folder / "network")


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
        {pair: 1.14 for pair, value in e_bike.items() if value > 1}, rel=1e-3
    )


@pytest.mark.parametrize("mode", sorted(CrowFlyEngine.modes))
def test_way_from_the_street_to_the_door_is_walked(routed, mode):
    # The door stands 300 m south of the first crossing: who comes from the second does 196 m of street first.
    door = Places(pl.Series(["door"]), *np.array([[town.WEST], [town.SOUTH - 300 / 111_195]]))
    (found,) = seconds(routed, places((1, 0)), door, asked(mode)).values()
    (streets,) = seconds(routed, places((1, 0)), places((0, 0)), asked(mode)).values()
    on_foot = 300 * 3.6 / asked(mode).foot_km_per_h
    assert found - streets == pytest.approx(on_foot, rel=0.02 if mode in ON_FOOT else 0.8)


@pytest.mark.parametrize("mode", sorted(CrowFlyEngine.modes))
def test_way_is_as_long_as_its_streets_and_its_doors(routed, mode):
    door = Places(pl.Series(["door"]), *np.array([[town.WEST], [town.SOUTH - 300 / 111_195]]))
    # Five blocks of about 196 m.
    assert routed.metres(places((5, 0)), door, asked(mode)) == pytest.approx(5 * 196 + 300, rel=0.02)
    assert routed.metres(places((5, 0)), places((5, 0)), asked(mode)) == pytest.approx(0, abs=1)
    assert routed.metres(places((0, 0)), VILLAGE, asked(mode, max_min=1)) is None


@pytest.mark.parametrize("mode", sorted(CrowFlyEngine.modes))
def test_place_far_from_any_street_is_out_of_reach_and_changes_nothing_else(routed, mode):
    far = (20, 13)
    alone = seconds(routed, CENTRE, VILLAGE, asked(mode, max_min=240))
    assert alone[0, 0] > 0
    with_it = seconds(routed, places(far, (6, 0)), places(far, (town.FAR_EAST, 2)), asked(mode, max_min=240))
    assert with_it == {(1, 1): alone[0, 0]}


@pytest.mark.parametrize("mode", sorted(CrowFlyEngine.modes))
@pytest.mark.parametrize("name", ROUTED_BY)
def test_streets_that_no_other_meets_are_out_of_reach_of_the_rest(name, cut_in_two, mode):
    ends = places((6, 0), (0, 0), (town.FAR_EAST, 2), (town.FAR_EAST, 0))
    found = seconds(routed_by(name, cut_in_two), ends, ends, asked(mode, max_min=240))
    town_itself, village_itself = ({(here, there) for here in pair for there in pair} for pair in ((0, 1), (2, 3)))
    # Four crossings are few: an engine may take them for a mistake of the map, and leave them out.
    assert town_itself <= set(found) <= town_itself | village_itself
    assert all(value > 30 for (here, there), value in found.items() if here != there)


def test_many_origins_are_answered_as_one_by_one(routed):
    crossings = places(*((column, row) for column in range(town.SIDE) for row in range(town.SIDE)))
    whole = seconds(routed, crossings, CORNERS, asked(Mode.CAR))
    assert len(whole) == len(crossings) * len(CORNERS)
    for rank in (0, 77, 143):
        one = seconds(routed, crossings.part(rank, rank + 1), CORNERS, asked(Mode.CAR))
        assert one == {(0, there): value for (here, there), value in whole.items() if here == rank}


def check_shared_by_threads(engine, trip):
    origins = [CORNERS, VILLAGE, CENTRE] * 4
    alone = [seconds(engine, each, CORNERS, trip) for each in origins]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda each: seconds(engine, each, CORNERS, trip), origins)) == alone


def test_engine_is_shared_by_threads(routed):
    check_shared_by_threads(routed, asked(Mode.CAR))


def test_places_wider_apart_than_valhalla_takes_are_asked_for_all_the_same(network, monkeypatch):
    engine = valhalla_of(network)
    expected = seconds(engine, CORNERS, CORNERS, asked(Mode.WALK, max_min=5))
    monkeypatch.setattr(valhalla_engine, "LEAST_DISTANCE_M", 1000)
    assert seconds(valhalla_of(network), CORNERS, CORNERS, asked(Mode.WALK, max_min=5)) == expected


@pytest.mark.parametrize("mode", [each for each in ROUTED if each is not Mode.CAR])
def test_cafein_answers_for_every_mode_but_cars(network, mode):
    assert network.engine(mode).name == ENGINE


def test_valhalla_answers_for_cars_where_it_is_installed(network):
    assert network.engine(Mode.CAR).name == (engine_here() or ENGINE)
    assert network.engines == network.manifest.engine


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


@pytest.mark.parametrize(("name", "most_median_s"), [("cafein", 2), ("valhalla", 4)])
def test_walks_are_those_of_the_referee(name, most_median_s, network, files):
    engine = routed_by(name, network)
    assert check_against_the_referee(engine, files[0], count=100, most_median_s=most_median_s) > 3000


@pytest.mark.parametrize("name", ROUTED_BY)
def test_walks_in_a_real_city_are_those_of_the_referee(name, poa):
    extract = poa.folder / "streets.osm.pbf"
    assert check_against_the_referee(routed_by(name, poa), extract, count=300, most_median_s=20) > 10_000


def test_times_by_car_of_both_engines_agree_on_the_whole(poa):
    """The one parameter of cars brings the median of one engine to that of the other, and no single trip."""
    cafein, valhalla = (routed_by(name, poa) for name in ROUTED_BY)
    nodes = np.random.default_rng(6).choice(len(poa.cells), 80, replace=False)
    points = Places.of(poa.cells[nodes.tolist()].rename({"cell": "id"}))
    one, other = (seconds(engine, points, points, asked(Mode.CAR, max_min=90)) for engine in (cafein, valhalla))
    ratios = [other[pair] / one[pair] for pair in one.keys() & other.keys() if one[pair] > 300]
    assert len(ratios) > 3000
    assert np.median(ratios) == pytest.approx(1, abs=0.05)
    assert np.percentile(ratios, 5) > 0.8
    assert np.percentile(ratios, 95) < 1.4


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


@pytest.mark.parametrize("more", [{"window_min": 10}, {"wheelchair": WheelchairData.UNKNOWN_IS_OPEN}])
def test_timetable_is_shared_by_threads(network, more):
    check_shared_by_threads(network.engine(Mode.TRANSIT), asked(Mode.TRANSIT, **more))


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
