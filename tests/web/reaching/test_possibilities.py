"""What somebody of the valley can get to, with the real streets and timetable of its ground."""

from datetime import time

import numpy as np
import pytest
from tests.web import factories

from allant.reach import Change, Obstacle
from allant.routing.places import Places
from allant.trips import Mode
from allant.web.reaching.possibilities import possibilities_of_case
from allant.web.reaching.scenarios import scenario, scenarios_of
from allant.web.reaching.times import minutes_to, transit_trip

pytestmark = pytest.mark.django_db


def on_foot_only(**own):
    """Answers of somebody who has nothing but their feet."""
    nothing = {"licence": "none", "vehicle": "none", "bike": "none", "transport_pass": "none", "walk": "easy"}
    return factories.answers_to("fr-2026.1") | nothing | own


@pytest.fixture
def amina(lives_in, house):
    """Lives in a village, has neither licence nor car, and would work in the business zone."""
    case = lives_in("Vernoisy")
    factories.bilan(case=case, by=house.adviser, answers=on_foot_only(), is_finished=True)
    factories.PlaceToBeFactory(case=case)
    factories.TravelNeedsFactory(case=case, cycles=True, has_e_bike=False)
    return case


def test_car_of_somebody_without_a_licence_is_not_theirs(amina, as_of):
    found = possibilities_of_case(amina, as_of)
    car = next(way for way in found.ways if way.mode is Mode.CAR)
    assert car.obstacles[0] is Obstacle.NEEDS_LICENCE
    near, far = found.within(30), found.within(60)
    assert (near.by_all <= far.by_all).all()
    assert (far.by_all <= far.by_car + 1e-9).all()
    jobs = found.kinds.index("jobs")
    assert 0 < far.by_all[jobs] < far.by_car[jobs]


def test_counts_are_those_of_a_plain_loop_over_the_points(amina, as_of):
    found = possibilities_of_case(amina, as_of)
    jobs = found.kinds.index("jobs")
    theirs = [way for way in found.ways if not way.obstacles]
    plain = 0.0
    for number, jobs_here in enumerate(found.ground.opportunities.counts[:, jobs]):
        if any(way.minutes[number] <= 45 for way in theirs):
            plain += jobs_here
    assert found.within(45).by_all[jobs] == plain


def test_bus_that_runs_later_is_told_from_no_bus(lives_in, as_of):
    """The first bus to the zone leaves the town at 6:50 (the story of the demonstration)."""
    case = lives_in("Allant-sur-Verne")
    factories.PlaceToBeFactory(case=case)
    needs = factories.TravelNeedsFactory(case=case, leaves_at=time(8, 0))
    assert Mode.TRANSIT not in possibilities_of_case(case, as_of).best[0].obstacles or (
        Obstacle.NO_LINE_AT_THAT_HOUR not in possibilities_of_case(case, as_of).best[0].obstacles[Mode.TRANSIT]
    )
    needs.leaves_at, needs.returns_at = time(4, 0), time(12, 30)
    case.travel_needs = needs
    assert possibilities_of_case(case, as_of).best[0].obstacles[Mode.TRANSIT][-1] is Obstacle.NO_LINE_AT_THAT_HOUR


def test_each_place_says_why_each_way_is_none(amina, as_of):
    best = possibilities_of_case(amina, as_of).best[0]
    assert best.obstacles[Mode.CAR][:2] == (Obstacle.NEEDS_LICENCE, Obstacle.NEEDS_CAR)
    assert best.obstacles[Mode.BICYCLE] == (Obstacle.NEEDS_BICYCLE,)
    assert best.obstacles[Mode.WALK] == (Obstacle.TOO_FAR,)


def test_change_never_takes_anything_away_but_hours_may(amina, as_of):
    today = possibilities_of_case(amina, as_of)
    before, *futures = scenarios_of(today)
    assert {each.change for each in futures} == set(Change) - {Change.CAR_REPAIRED}
    for future in futures:
        if future.change is not Change.HOURS_MOVED:
            assert (future.reached >= before.reached).all()


def test_licence_and_car_open_what_a_car_reaches(amina, as_of):
    today = possibilities_of_case(amina, as_of)
    with_car = scenario(today, Change.LICENCE_AND_CAR)
    assert np.array_equal(with_car.reached, today.within(45).by_car)
    assert with_car.modes == (Mode.CAR,)
    assert with_car.index_gain > 0
    assert with_car.kg_co2e_per_month.central > 0


def test_budget_shuts_a_car_that_costs_more(amina, as_of):
    amina.travel_needs.budget_eur_per_month = 40
    today = possibilities_of_case(amina, as_of)
    with_car = scenario(today, Change.LICENCE_AND_CAR)
    assert with_car.modes != (Mode.CAR,)
    assert Obstacle.OVER_BUDGET in with_car.possible.best[0].obstacles[Mode.CAR]


def test_pass_never_costs_more_than_what_it_replaces(amina, as_of):
    today = possibilities_of_case(amina, as_of)
    passed = scenario(today, Change.TRANSIT_PASS)
    assert passed.possible.costs[Mode.TRANSIT].total.central < today.costs[Mode.TRANSIT].total.central


def test_wheelchair_gives_two_bounds(amina, as_of):
    amina.travel_needs.uses_wheelchair = True
    found = possibilities_of_case(amina, as_of)
    low, high = found.within(60), found.within_if_open(60)
    assert (low.by_all <= high.by_all).all()
    assert Mode.WHEELCHAIR in found.times.by_mode


def test_door_near_a_known_place_is_exact_and_the_centre_of_a_commune_is_not(amina, as_of):
    assert not possibilities_of_case(amina, as_of).door.is_near
    amina.travel_needs.home_name, amina.travel_needs.home_lon, amina.travel_needs.home_lat = "Gare", 2.94, 46.31
    assert possibilities_of_case(amina, as_of).door.is_near


def test_nobody_knows_where_somebody_without_a_commune_sets_off_from(lives_in, as_of):
    case = lives_in("Vernoisy")
    case.beneficiary.commune = None
    assert possibilities_of_case(case, as_of) is None


def test_without_ground_streets_are_estimated_and_buses_unknown(amina, as_of, settings, tmp_path):
    settings.GROUNDS = tmp_path / "nothing"
    found = possibilities_of_case(amina, as_of)
    assert found.ground.is_estimated
    assert Mode.TRANSIT not in found.times.by_mode
    assert found.kinds == ()
    assert np.isfinite(found.times.by_mode[Mode.CAR]).all()


def test_places_that_are_reached_are_not_asked_for_again_and_the_others_are_answered_in_full(amina, as_of):
    factories.PlaceToBeFactory(case=amina, name="Gare", lon=2.9455, lat=46.3172)
    amina.travel_needs.leaves_at = time(6, 0)
    found = possibilities_of_case(amina, as_of)
    there, bus = Places.at([p.lon for p in found.situation.places], [p.lat for p in found.situation.places]), {}
    for name, departure in (("then", found.moments.leaves), ("midday", found.moments.midday)):
        trip = transit_trip(departure, found.situation.footing)
        bus[name] = minutes_to(found.ground, found.door.places, there, trip)
    reached = bus["then"] <= 60
    assert set(reached) == {True, False}
    assert np.array_equal(found.times.midday, np.where(reached, bus["then"], bus["midday"]))
