"""Journeys part by part: those of a known timetable, of a slow search through all of it, of the engine's own times."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.routing import town
from tests.routing.conftest import TODAY

from allant.errors import FileError
from allant.routing.building import build_network
from allant.routing.crow_fly import CrowFlyEngine
from allant.routing.itinerary import Stop
from allant.routing.journeys import after_missing, along_streets, arriving_by, last_of_day, leaving_at
from allant.routing.network import open_network
from allant.routing.passages import PASSAGES
from allant.routing.places import Places
from allant.routing.trips import Mode, Trip, WheelchairData

MONDAY = datetime(2026, 11, 23)
SUNDAY_7H = datetime(2026, 11, 22, 7, 0)
NORTH, EAST = (6, town.SIDE - 1), (town.SIDE - 1, 5)
WALK_KM_PER_H = 5


def place(column, row):
    return Places.one(*town.lon_lat(column, row))


HOME, WORK = place(town.FAR_EAST, 0), place(6, 1)


def at(text):
    hours, minutes = map(int, text.split(":"))
    return MONDAY + timedelta(hours=hours, minutes=minutes)


def trip(departure="6:54", **more):
    return Trip(Mode.TRANSIT, more.pop("max_min", 90), at(departure), walking_km_per_h=WALK_KM_PER_H, **more)


def second_feed():
    """Return a line from the town’s middle to the north, each hour, and one that comes back through the middle."""
    tables = town.tables(date(2026, 9, 1))
    stops = {"centre": (6, 0), "nord": NORTH, "est": EAST}
    runs = {f"nord-{hour}": [("centre", hour * 60), ("nord", hour * 60 + 10)] for hour in range(7, 19)}
    runs["boucle"] = [("centre", 480), ("nord", 490), ("centre", 500), ("est", 505)]
    row = tables["stops"][0]
    tables["stops"] = [
        row
        | dict(zip(("stop_lon", "stop_lat"), town.lon_lat(*where), strict=True))
        | {"stop_id": name, "stop_name": f"{name} (ligne 2)", "wheelchair_boarding": ""}
        for name, where in stops.items()
    ]
    tables["routes"] = [
        tables["routes"][0]
        | {"route_short_name": "", "route_long_name": "Ligne du nord", "route_color": "C2185B", "route_text_color": ""}
    ]
    tables["trips"] = [
        {"route_id": "r", "service_id": "week", "trip_id": each, "trip_headsign": "Vers le nord"} for each in runs
    ]
    tables["stop_times"] = [
        {
            "trip_id": name,
            "arrival_time": f"{minute // 60:02d}:{minute % 60:02d}:00",
            "departure_time": f"{minute // 60:02d}:{minute % 60:02d}:00",
            "stop_id": stop,
            "stop_sequence": rank,
        }
        for name, passages in runs.items()
        for rank, (stop, minute) in enumerate(passages)
    ]
    return tables


@pytest.fixture(scope="module")
def two_lines(files, tmp_path_factory):
    folder = tmp_path_factory.mktemp("two-lines")
    second = town.write_timetable(folder / "nord.zip", second_feed())
    build_network(files[0], [files[1], second], folder, as_of=TODAY)
    return open_network(folder)


# —— What a journey says ——


def test_bus_is_told_as_its_stops_say_it(network):
    found = leaving_at(network, HOME, WORK, trip())
    to_stop, bus, from_stop = found.legs
    assert [leg.mode for leg in found.legs] == [Mode.WALK, Mode.TRANSIT, Mode.WALK]
    assert [stop.name for stop in bus.ride.stops] == ["village", "carrefour", "porte", "centre"]
    assert (bus.ride.line.name, bus.ride.headsign, bus.ride.line.kind) == ("1", "centre", 3)
    assert (bus.departs_at, bus.arrives_at, bus.lasts_s) == (at("7:00"), at("7:12"), 720)
    assert bus.ride.board == Stop("village", *town.lon_lat(town.FAR_EAST, 2))
    assert (to_stop.metres, from_stop.metres) == pytest.approx((400, 200), abs=2)
    assert found.asked_at == at("6:54")
    assert at("6:55") < found.leaves_at < at("6:56")
    assert found.total_s == pytest.approx(20.4 * 60, abs=10)
    assert found.door_to_door_s == pytest.approx(19.2 * 60, abs=10)


def test_two_lines_of_two_timetables_keep_their_own_words(two_lines):
    found = leaving_at(two_lines, HOME, place(*NORTH), trip())
    first, second = found.rides
    assert (first.ride.alight.name, second.ride.board.name) == ("centre", "centre (ligne 2)")
    assert (second.ride.line.name, second.ride.headsign) == ("Ligne du nord", "Vers le nord")
    assert (second.ride.line.colour, second.ride.line.text_colour) == ("C2185B", "")
    assert (first.ride.line.colour, first.departs_at, second.departs_at) == ("", at("7:30"), at("8:00"))


def test_line_that_comes_back_through_a_stop_is_told_from_where_it_is_boarded(two_lines):
    found = leaving_at(two_lines, place(6, 0), place(*EAST), trip("8:15"))
    ride = found.rides[0]
    assert [stop.name for stop in ride.ride.stops] == ["centre (ligne 2)", "est (ligne 2)"]
    assert (ride.departs_at, ride.lasts_s) == (at("8:20"), 300)


def test_access_with_a_wheelchair_is_yes_or_unknown(two_lines):
    asked = trip("6:50", max_min=120, wheelchair=WheelchairData.UNKNOWN_IS_OPEN)
    found = leaving_at(two_lines, HOME, place(*NORTH), asked)
    assert [leg.ride.wheelchair for leg in found.rides] == [True, None]
    assert {leg.mode for leg in found.legs} == {Mode.WHEELCHAIR, Mode.TRANSIT}


def test_walk_all_the_way_has_no_line(network):
    found = leaving_at(network, place(5, 0), WORK, trip())
    assert [leg.mode for leg in found.legs] == [Mode.WALK]
    assert found.leaves_at == found.asked_at == at("6:54")
    assert found.rides == ()


def test_bus_is_taken_where_walking_would_arrive_later(network):
    gate, centre = place(town.SIDE - 1, 0), place(6, 0)
    assert len(leaving_at(network, gate, centre, trip("7:07")).rides) == 1
    assert leaving_at(network, gate, centre, trip("7:09")).rides == ()


def test_nobody_walks_up_the_line_to_a_bus_that_comes_to_them(network):
    found = leaving_at(network, place(20, 0), WORK, trip("6:35"))
    assert [leg.ride.board.name for leg in found.rides] == ["carrefour"]
    assert (found.asked_at, found.leaves_at) == (at("6:35"), at("7:04"))


def test_nothing_is_said_where_nothing_runs_or_nothing_arrives_in_time(network):
    assert leaving_at(network, HOME, WORK, replace(trip(), departure=SUNDAY_7H)) is None
    assert leaving_at(network, HOME, WORK, trip(max_min=20)) is None
    assert leaving_at(network, HOME, WORK, trip(max_min=21)) is not None


# —— Before an hour, after a missed line, the last of the day ——


def test_journey_that_arrives_by_an_hour_is_the_last_that_does(network):
    found = arriving_by(network, HOME, WORK, trip(), at("9:00"))
    assert found.rides[0].departs_at == at("8:30")
    assert at("8:25") <= found.leaves_at < at("8:26")
    # The bus of 8:30 is at the door at 8:44:25.
    assert arriving_by(network, HOME, WORK, trip(), at("8:44")).rides[0].departs_at == at("8:00")


def test_no_journey_arrives_before_the_first_bus_does(network):
    assert arriving_by(network, HOME, WORK, trip(), at("7:14")) is None
    assert arriving_by(network, HOME, WORK, trip(), at("7:15")) is not None
    assert arriving_by(network, HOME, WORK, trip(), at("0:30")) is None


def test_last_bus_that_arrives_by_an_hour_may_come_long_before_it(network):
    assert arriving_by(network, HOME, WORK, trip(max_min=30), at("23:30")).rides[0].departs_at == at("18:30")
    assert arriving_by(network, HOME, WORK, trip(max_min=15), at("23:30")) is None


def test_journey_in_a_wheelchair_arrives_by_an_hour_too(network):
    found = arriving_by(network, HOME, WORK, trip(wheelchair=WheelchairData.UNKNOWN_IS_CLOSED), at("9:00"))
    assert found.rides[0].departs_at == at("8:30")


def test_who_misses_a_bus_takes_the_next_from_the_same_stop(network):
    missed = leaving_at(network, HOME, WORK, trip()).rides[0]
    following = after_missing(network, missed, WORK, trip())
    assert (following.rides[0].departs_at, following.rides[0].ride.board.name) == (at("7:30"), "village")
    assert following.arrives_at == missed.arrives_at + timedelta(minutes=30, seconds=following.legs[-1].lasts_s)


def test_who_misses_the_last_bus_is_told_that_no_other_comes(network):
    last = last_of_day(network, HOME, WORK, trip())
    assert last.rides[0].departs_at == at("18:30")
    assert after_missing(network, last.rides[0], WORK, trip()) is None


def test_who_missed_nothing_has_nothing_to_catch(network):
    walk = leaving_at(network, place(5, 0), WORK, trip()).legs[0]
    assert after_missing(network, walk, WORK, trip()) is None


def test_point_off_the_streets_is_out_of_reach(network):
    off = Places.one(5.0, 46.5)
    for wheelchair in (None, *WheelchairData):
        assert leaving_at(network, HOME, off, trip(wheelchair=wheelchair)) is None
        assert leaving_at(network, off, WORK, trip(wheelchair=wheelchair)) is None


def test_nothing_is_left_after_the_last_bus(network):
    assert last_of_day(network, HOME, WORK, trip("18:31")) is None
    assert last_of_day(network, HOME, WORK, replace(trip(), departure=SUNDAY_7H)) is None


def test_network_built_without_names_says_what_to_do(files, tmp_path):
    build_network(files[0], [files[1]], tmp_path, as_of=TODAY)
    network = open_network(tmp_path)
    (network.folder / PASSAGES).unlink()
    with pytest.raises(FileError, match="sans les noms des arrêts"):
        leaving_at(network, HOME, WORK, trip())


# —— The engine's own times, and a slow twin ——

CROSSINGS = st.tuples(st.integers(0, town.SIDE - 1), st.integers(0, town.SIDE - 1)) | st.just((town.FAR_EAST, 1))
MINUTES = st.integers(6 * 60, 19 * 60)
MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@MANY
@given(CROSSINGS, CROSSINGS, MINUTES)
def test_total_is_the_time_that_the_engine_gives_and_parts_follow_one_another(two_lines, start, end, minute):
    asked = replace(trip(max_min=180), departure=MONDAY + timedelta(minutes=minute))
    found = leaving_at(two_lines, place(*start), place(*end), asked)
    if found:
        check_order(found)
    check_total(two_lines, place(*start), place(*end), asked, found)


def check_total(network, start, end, asked, found):
    times = network.engine(Mode.TRANSIT).travel_times(start, end, asked)
    travel_s = times["travel_s"][0] if len(times) else np.inf
    total_s = found.total_s if found else np.inf
    on_foot = network.engine(Mode.WALK).travel_times(start, end, Trip(Mode.WALK, 180, walking_km_per_h=WALK_KM_PER_H))
    # The engine’s matrix walks past a stop without riding, twice as far as one walks; a journey does not.
    walks_too_far = len(on_foot) and asked.longest_walk_min * 60 < on_foot["travel_s"][0] <= travel_s + 2
    assert total_s == pytest.approx(travel_s, abs=1) or (walks_too_far and total_s > travel_s)


def check_order(found):
    assert found.asked_at <= found.leaves_at <= found.arrives_at
    for before, after in pairwise(found.legs):
        assert before.arrives_at <= after.departs_at
    for leg in found.legs:
        assert (leg.arrives_at - leg.departs_at).total_seconds() == pytest.approx(leg.lasts_s)


def test_total_in_a_real_city_is_the_time_that_the_engine_gives(poa):
    west, south, east, north = -51.23, -30.06, -51.17, -30.02
    chance = np.random.default_rng(4)
    asked = replace(trip(max_min=180), departure=datetime(2019, 5, 13, 14, 0))
    ends = [Places.one(chance.uniform(west, east), chance.uniform(south, north)) for _ in range(80)]
    found = [leaving_at(poa, start, end, asked) for start, end in pairwise(ends)]
    for (start, end), each in zip(pairwise(ends), found, strict=True):
        check_total(poa, start, end, asked, each)
    assert sum(len(each.rides) > 1 for each in found if each) > 10


def slow_arrival(start, end, minute, walk_s, *, is_sensible):
    """Return the earliest arrival, in seconds, over every way to ride at most two runs; infinity where none is.

    Who is sensible neither rides to a stop that they could have walked to sooner, nor walks past a stop further to the
    door than anybody walks. The engine sometimes does, where that is quicker.
    """
    stops, runs = {}, []
    for prefix, tables in (("1", town.tables(date(2026, 9, 1))), ("2", second_feed())):
        stops |= {f"{prefix}{row['stop_id']}": (row["stop_lon"], row["stop_lat"]) for row in tables["stops"]}
        for run in tables["trips"]:
            rows = [row for row in tables["stop_times"] if row["trip_id"] == run["trip_id"]]
            runs.append([(f"{prefix}{row['stop_id']}", clock(row["arrival_time"])) for row in rows])
    home, goal = town.lon_lat(*start), town.lon_lat(*end)
    reached = {stop: minute * 60 + walk_s(home, where) for stop, where in stops.items()}
    best, earliest = minute * 60 + walk_s(home, goal), dict(reached)
    for _ in range(2):
        alighted = {}
        for run in runs:
            for rank, (stop, leaves) in enumerate(run):
                if reached[stop] <= leaves:
                    for further, arrives in run[rank + 1 :]:
                        if arrives < earliest[further] or not is_sensible:
                            alighted[further] = min(arrives, alighted.get(further, np.inf))
        reached = {
            stop: min((arrives + walk_s(stops[off], where) for off, arrives in alighted.items()), default=np.inf)
            for stop, where in stops.items()
        }
        earliest = {stop: min(before, reached[stop]) for stop, before in earliest.items()}
        last_stops = alighted if is_sensible else reached
        best = min([best, *(arrives + walk_s(stops[stop], goal) for stop, arrives in last_stops.items())])
    return best


def clock(text):
    hours, minutes, seconds = map(int, text.split(":"))
    return hours * 3600 + minutes * 60 + seconds


@pytest.fixture(scope="module")
def walks(two_lines):
    known = {}

    def walk_s(start, end):
        if (start, end) not in known:
            times = two_lines.engine(Mode.WALK).travel_times(
                Places.one(*start), Places.one(*end), Trip(Mode.WALK, 20, walking_km_per_h=WALK_KM_PER_H)
            )
            known[start, end] = times["travel_s"][0] if len(times) else np.inf
        return known[start, end]

    return walk_s


@MANY
@given(CROSSINGS, CROSSINGS, MINUTES)
def test_arrival_is_that_of_a_slow_search_through_the_whole_timetable(two_lines, walks, start, end, minute):
    asked = replace(trip(max_min=24 * 60), departure=MONDAY + timedelta(minutes=minute))
    found = leaving_at(two_lines, place(*start), place(*end), asked)
    arrival = (found.arrives_at - MONDAY).total_seconds() if found else np.inf
    # Walks are rounded to seconds by the one and not by the other, and a second may be that of a departure.
    quick = slow_arrival(start, end, minute, lambda *ends: max(0, walks(*ends) - 2), is_sensible=False)
    slow = slow_arrival(start, end, minute, lambda *ends: walks(*ends) + 2, is_sensible=True)
    assert quick - 2 <= arrival <= slow + 2


# —— On streets ——


@pytest.mark.parametrize("mode", [Mode.WALK, Mode.WHEELCHAIR, Mode.BICYCLE, Mode.E_BIKE, Mode.CAR])
def test_way_along_streets_lasts_what_the_engine_says_over_its_metres(network, mode):
    found = along_streets(network.engine(mode), HOME, WORK, Trip(mode, 120))
    times = network.engine(mode).travel_times(HOME, WORK, Trip(mode, 120))
    assert found.total_s == times["travel_s"][0]
    assert found.legs[0].metres == pytest.approx(4903, abs=5)
    assert (found.leaves_at, found.arrives_at, found.rides) == (None, None, ())


def test_way_as_the_crow_flies_is_longer_by_the_detour(network):
    found = along_streets(CrowFlyEngine(), HOME, WORK, Trip(Mode.WALK, 120))
    # 24 steps west and 1 north of about 200 m, by a detour of 1.3.
    assert found.legs[0].metres == pytest.approx(4720 * 1.3, rel=0.02)
    assert found.engine == "crow_fly"


def test_way_out_of_reach_is_none(network):
    for engine in (network.engine(Mode.WALK), CrowFlyEngine()):
        assert along_streets(engine, HOME, WORK, Trip(Mode.WALK, 10)) is None
        assert engine.metres(HOME, WORK, Trip(Mode.WALK, 10)) is None
