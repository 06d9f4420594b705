"""What somebody gets to, by hand and against a slow twin."""

import doctest
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import allant.reach
from allant.errors import InputError
from allant.intervals import Estimate
from allant.reach import (
    Budget,
    Change,
    Obstacle,
    TravelProfile,
    best_of,
    ways_of,
    why_no_transit,
    with_change,
    within,
)
from allant.trips import Mode

EVERYTHING = {
    "cycles": True, "has_bicycle": True, "has_e_bike": True,
    "has_licence": True, "has_car": True, "car_runs": True, "has_lift": True,
}  # fmt: skip
TIMED = (Mode.WALK, Mode.WHEELCHAIR, Mode.BICYCLE, Mode.E_BIKE, Mode.CAR, Mode.CARPOOL, Mode.TRANSIT)


def theirs(person, modes=TIMED):
    ways = ways_of(person, {mode: np.array([10.0]) for mode in modes}, {})
    return {way.mode for way in ways if way.is_theirs}


def obstacles(person, mode):
    (way,) = ways_of(person, {mode: np.array([10.0])}, {})
    return way.obstacles


def test_the_example_of_the_room_holds():
    result = doctest.testmod(allant.reach)
    assert result.attempted > 5
    assert result.failed == 0


# —— What is theirs ——


def test_who_has_everything_travels_by_everything_but_a_wheelchair():
    assert theirs(TravelProfile(**EVERYTHING)) == set(TIMED) - {Mode.WHEELCHAIR}


def test_who_uses_a_wheelchair_neither_walks_nor_rides():
    person = TravelProfile(**EVERYTHING, uses_wheelchair=True)
    assert theirs(person) == {Mode.WHEELCHAIR, Mode.CAR, Mode.CARPOOL, Mode.TRANSIT}
    assert obstacles(person, Mode.BICYCLE) == (Obstacle.CANNOT_CYCLE,)


@pytest.mark.parametrize(
    ("lacks", "mode", "expected"),
    [
        ({"has_licence": False}, Mode.CAR, (Obstacle.NEEDS_LICENCE,)),
        ({"has_car": False}, Mode.CAR, (Obstacle.NEEDS_CAR,)),
        ({"car_runs": False}, Mode.CAR, (Obstacle.CAR_BROKEN,)),
        ({"has_car": False, "car_runs": False}, Mode.CAR, (Obstacle.NEEDS_CAR,)),
        ({"has_licence": False, "has_car": None}, Mode.CAR, (Obstacle.NEEDS_LICENCE,)),
        ({"has_licence": None}, Mode.CAR, (Obstacle.UNKNOWN_MEANS,)),
        ({"has_bicycle": False, "has_e_bike": False}, Mode.BICYCLE, (Obstacle.NEEDS_BICYCLE,)),
        ({"has_bicycle": False}, Mode.BICYCLE, ()),
        ({"cycles": False, "has_e_bike": False}, Mode.E_BIKE, (Obstacle.CANNOT_CYCLE, Obstacle.NEEDS_BICYCLE)),
        ({"has_lift": False}, Mode.CARPOOL, (Obstacle.NEEDS_LIFT,)),
        ({"walks": False}, Mode.TRANSIT, (Obstacle.CANNOT_WALK,)),
        ({"walks": None}, Mode.TRANSIT, (Obstacle.UNKNOWN_MEANS,)),
        ({"walks": None}, Mode.WALK, (Obstacle.UNKNOWN_MEANS,)),
        ({"has_bicycle": None, "has_e_bike": False}, Mode.BICYCLE, (Obstacle.UNKNOWN_MEANS,)),
        ({"has_bicycle": False, "has_e_bike": None}, Mode.BICYCLE, (Obstacle.UNKNOWN_MEANS,)),
    ],
)
def test_what_is_missing_is_named(lacks, mode, expected):
    assert obstacles(TravelProfile(**EVERYTHING | lacks), mode) == expected


@pytest.mark.parametrize(
    ("budget", "expected"),
    [
        (None, Budget.UNKNOWN),
        (99, Budget.EXCEEDS),
        (100, Budget.MAY_EXCEED),
        (299, Budget.MAY_EXCEED),
        (300, Budget.WITHIN),
    ],
)
def test_cost_is_held_against_the_budget_with_its_bounds(budget, expected):
    person = TravelProfile(**EVERYTHING, budget_eur_per_month=budget)
    (way,) = ways_of(person, {Mode.CAR: np.array([10.0])}, {Mode.CAR: Estimate(100, 200, 300)})
    assert way.budget is expected
    assert way.is_theirs is (expected is not Budget.EXCEEDS)


def test_unknown_cost_is_no_obstacle_and_is_said_unknown():
    (way,) = ways_of(TravelProfile(budget_eur_per_month=0), {Mode.WALK: np.array([10.0])}, {Mode.WALK: None})
    assert (way.budget, way.is_theirs) == (Budget.UNKNOWN, True)


@pytest.mark.parametrize("budget", [-1, math.nan, math.inf])
def test_impossible_budget_is_refused(budget):
    with pytest.raises(InputError, match="0 euro"):
        TravelProfile(budget_eur_per_month=budget)


@pytest.mark.parametrize("minutes", [[-1.0], [math.nan]])
def test_impossible_times_are_refused(minutes):
    with pytest.raises(InputError, match="0 minute"):
        ways_of(TravelProfile(), {Mode.WALK: np.array(minutes)}, {})


def test_times_of_other_places_are_refused():
    with pytest.raises(InputError, match="chaque lieu"):
        ways_of(TravelProfile(), {Mode.WALK: np.array([1.0]), Mode.CAR: np.array([1.0, 2.0])}, {})


# —— What is within reach, against a slow twin ——

yes_no_unknown = st.sampled_from([True, False, None])
profiles = st.builds(
    TravelProfile,
    walks=yes_no_unknown, cycles=yes_no_unknown, uses_wheelchair=st.booleans(), has_bicycle=yes_no_unknown,
    has_e_bike=yes_no_unknown, has_licence=yes_no_unknown, has_car=yes_no_unknown, car_runs=yes_no_unknown,
    has_lift=yes_no_unknown, budget_eur_per_month=st.none() | st.floats(0, 500),
)  # fmt: skip
a_time = st.floats(0, 120) | st.just(math.inf)


@st.composite
def situations(draw):
    places, kinds = draw(st.integers(0, 6)), draw(st.integers(1, 3))
    minutes = {mode: np.array(draw(st.lists(a_time, min_size=places, max_size=places)), dtype=float) for mode in TIMED}
    row = st.lists(st.integers(0, 50), min_size=kinds, max_size=kinds)
    counts = np.array(draw(st.lists(row, min_size=places, max_size=places)), dtype=float).reshape(places, kinds)
    return draw(profiles), minutes, counts


@given(situations(), st.floats(1, 120))
def test_within_is_what_counting_place_by_place_gives(situation, limit):
    person, minutes, counts = situation
    ways = ways_of(person, minutes, {Mode.CAR: Estimate(100, 200, 300)})
    found = within(ways, counts, limit)
    for kind in range(counts.shape[1]):
        expected = 0
        for place in range(len(counts)):
            own = [way for way in ways if way.is_theirs and way.minutes[place] <= limit]
            expected += counts[place, kind] if own else 0
        assert found.by_all[kind] == expected
        by_car = sum(counts[place, kind] for place in range(len(counts)) if minutes[Mode.CAR][place] <= limit)
        assert found.by_mode[Mode.CAR][kind] == found.by_car[kind] == by_car
        share = found.share_of_car[kind]
        assert np.isnan(share) if by_car == 0 else share == min(1, expected / by_car)


@given(situations(), st.floats(1, 60), st.floats(0, 60))
def test_more_time_never_takes_anything_away(situation, limit, more):
    person, minutes, counts = situation
    ways = ways_of(person, minutes, {})
    assert (within(ways, counts, limit + more).by_all >= within(ways, counts, limit).by_all).all()


@given(situations(), st.sampled_from(list(Change)), st.floats(1, 120))
def test_no_change_takes_anything_away(situation, change, limit):
    person, minutes, counts = situation
    before, after = (
        within(ways_of(each, minutes, {}), counts, limit).by_all for each in (person, with_change(person, change))
    )
    assert (after >= before).all()


def test_place_exactly_at_the_limit_is_within():
    ways = ways_of(TravelProfile(), {Mode.WALK: np.array([30.0]), Mode.CAR: np.array([30.0])}, {})
    found = within(ways, np.array([[5.0]]), 30)
    assert (found.by_all.tolist(), found.by_car.tolist()) == ([5], [5])
    assert best_of(ways, 0, longest_min=30).way.mode is Mode.WALK


def test_share_of_a_car_is_unknown_without_times_by_car():
    ways = ways_of(TravelProfile(), {Mode.WALK: np.array([10.0])}, {})
    assert within(ways, np.array([[5.0]]), 30).share_of_car is None


# —— One place ——


def test_quickest_of_their_ways_is_best_and_of_two_as_quick_the_cheaper():
    person = TravelProfile(**EVERYTHING)
    minutes = {Mode.CAR: np.array([20.0]), Mode.TRANSIT: np.array([20.0]), Mode.WALK: np.array([50.0])}
    ways = ways_of(person, minutes, {Mode.CAR: Estimate.exactly(200), Mode.TRANSIT: Estimate.exactly(40)})
    best = best_of(ways, 0, longest_min=45)
    assert (best.way.mode, best.minutes) == (Mode.TRANSIT, 20)
    assert best.obstacles == {Mode.WALK: (Obstacle.TOO_FAR,)}


def test_place_that_nothing_reaches_says_why_of_each_way():
    person = TravelProfile(
        cycles=True, has_bicycle=False, has_e_bike=False, has_licence=False, has_car=True, car_runs=True
    )
    minutes = {mode: np.array([20.0]) for mode in (Mode.CAR, Mode.BICYCLE)} | {
        mode: np.array([math.inf]) for mode in (Mode.WALK, Mode.TRANSIT)
    }
    best = best_of(ways_of(person, minutes, {}), 0, 45, {0: Obstacle.NO_LINE_AT_THAT_HOUR})
    assert best.way is None
    assert best.obstacles == {
        Mode.CAR: (Obstacle.NEEDS_LICENCE,),
        Mode.BICYCLE: (Obstacle.NEEDS_BICYCLE,),
        Mode.WALK: (Obstacle.TOO_FAR,),
        Mode.TRANSIT: (Obstacle.NO_LINE_AT_THAT_HOUR,),
    }


NEVER = math.inf


@pytest.mark.parametrize(
    ("then", "midday", "further", "back", "if_open", "expected"),
    [
        (30, 30, 30, 30, 30, None),
        (30, 30, 30, NEVER, 30, Obstacle.NO_WAY_BACK),
        (NEVER, NEVER, NEVER, NEVER, 30, Obstacle.UNKNOWN_WHEELCHAIR_ACCESS),
        (NEVER, 30, 40, 30, NEVER, Obstacle.STOP_TOO_FAR),
        (NEVER, 30, NEVER, 30, NEVER, Obstacle.NO_LINE_AT_THAT_HOUR),
        (90, 80, 90, 30, 90, Obstacle.TOO_FAR),
        (NEVER, NEVER, NEVER, 30, NEVER, Obstacle.NO_LINE),
    ],
)
def test_reason_why_public_transport_does_not_go_there(then, midday, further, back, if_open, expected):
    asked = {"at_midday": midday, "walking_further": further, "back": back, "if_unknown_is_open": if_open}
    columns = {name: np.array([float(value)]) for name, value in asked.items()}
    assert why_no_transit(np.array([float(then)]), longest_min=60, **columns) == [expected]


# —— What if ——


@pytest.mark.parametrize(
    ("change", "before", "gained"),
    [
        (Change.E_BIKE, {"cycles": True, "has_e_bike": False, "has_bicycle": False}, {Mode.E_BIKE, Mode.BICYCLE}),
        (Change.E_BIKE, {"cycles": False, "has_e_bike": False, "has_bicycle": False}, set()),
        (Change.LICENCE_AND_CAR, {"has_licence": False, "has_car": False}, {Mode.CAR}),
        (Change.CAR_REPAIRED, {"car_runs": False}, {Mode.CAR}),
        (Change.CAR_REPAIRED, {"has_licence": False, "car_runs": False}, set()),
        (Change.LIFT, {"has_lift": False}, {Mode.CARPOOL}),
        (Change.TRANSIT_PASS, {}, set()),
        (Change.HOURS_MOVED, {}, set()),
    ],
)
def test_change_brings_its_way_and_no_other(change, before, gained):
    person = TravelProfile(**EVERYTHING | before)
    assert theirs(with_change(person, change)) - theirs(person) == gained


def test_bus_that_gets_there_and_not_back_is_no_way():
    """Whoever cannot come home does not go."""
    ways = ways_of(TravelProfile(), {Mode.TRANSIT: np.array([20.0])}, {})
    best = best_of(ways, 0, 60, {0: Obstacle.NO_WAY_BACK})
    assert best.way is None
    assert best.obstacles[Mode.TRANSIT] == (Obstacle.NO_WAY_BACK,)
