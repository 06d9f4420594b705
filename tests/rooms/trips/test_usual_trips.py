"""A usual week: what is refused, and what it adds up to."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rooms.trips.weeks import WAYS, usual_trips

import allant.trips
from allant.errors import InputError
from allant.parameters import parameter
from allant.trips import (
    Fuel,
    Mode,
    Purpose,
    Travelled,
    UsualTrip,
    Vehicle,
    Way,
    month_by_way,
    month_totals,
    week_by_way,
    week_totals,
)

WEEK = [
    UsualTrip(Purpose.WORK, Mode.CAR, 18.0, 10, drives=True, vehicle=Vehicle.SMALL_CAR, fuel=Fuel.DIESEL),
    UsualTrip(Purpose.CHILDCARE, Mode.CAR, 3.0, 8, drives=True, aboard=3, vehicle=Vehicle.SMALL_CAR, fuel=Fuel.DIESEL),
    UsualTrip(Purpose.LEISURE, Mode.CAR, 6.0, 2, drives=True),
    UsualTrip(Purpose.HEALTH, Mode.NOT_MADE, 40.0, 0.5),
]


def trip(**changes) -> UsualTrip:
    return UsualTrip(
        **{"purpose": Purpose.WORK, "mode": Mode.CAR, "one_way_km": 12.0, "one_way_trips_per_week": 10, **changes}
    )


@pytest.mark.parametrize(
    ("changes", "value", "rule"),
    [
        ({"one_way_km": -1.0}, -1.0, "entre 0 et 500 km"),
        ({"one_way_km": 501.0}, 501.0, "entre 0 et 500 km"),
        ({"one_way_km": float("nan")}, None, "entre 0 et 500 km"),
        ({"one_way_trips_per_week": 0}, 0, "dépasse 0"),
        ({"one_way_trips_per_week": 71}, 71, "70 au plus"),
        ({"one_way_trips_per_week": float("inf")}, float("inf"), "70 au plus"),
        ({"aboard": 0}, 0, "entre 1 et 9 personnes"),
        ({"aboard": 10}, 10, "entre 1 et 9 personnes"),
        ({"mode": Mode.CARPOOL}, 1, "entre 2 et 9 personnes"),
        ({"mode": Mode.CAR_PASSENGER}, 1, "entre 2 et 9 personnes"),
        ({"drives": False}, "car", "la conduit"),
        ({"mode": Mode.CAR_PASSENGER, "aboard": 2, "drives": True}, "car_passenger", "ne conduit pas"),
        ({"vehicle": Vehicle.BUS}, "bus", "ne va pas avec le mode « car »"),
        ({"mode": Mode.TRANSIT, "vehicle": Vehicle.SMALL_CAR}, "small_car", "ne va pas avec le mode « transit »"),
        ({"mode": Mode.WALK, "vehicle": Vehicle.BUS}, "bus", "ne va pas avec le mode « walk »"),
        ({"mode": Mode.E_BIKE, "fuel": Fuel.PETROL}, "petrol", "ne va pas avec le mode « e_bike »"),
        ({"mode": Mode.MOPED, "fuel": Fuel.ELECTRIC}, "electric", "ne va pas avec le mode « moped »"),
    ],
)
def test_trip_that_cannot_be_is_refused_with_its_value_rule_and_remedy(changes, value, rule):
    with pytest.raises(InputError) as refusal:
        trip(**changes)
    assert rule in refusal.value.rule
    assert refusal.value.remedy.endswith(".")
    if value is not None:
        assert refusal.value.value == value


@pytest.mark.parametrize(
    "changes", [{"one_way_km": 0.0}, {"one_way_km": 500.0}, {"one_way_trips_per_week": 70}, {"aboard": 9}]
)
def test_bounds_themselves_are_allowed(changes):
    assert trip(**changes)


def test_week_adds_up_by_mode_and_trips_given_up_stand_apart():
    assert week_totals(WEEK) == {
        Mode.CAR: Travelled(one_way_trips=20, km=180 + 24 + 12, share_km=180 + 8 + 12),
        Mode.NOT_MADE: Travelled(one_way_trips=0.5, km=20, share_km=20),
    }


def test_week_keeps_vehicles_apart_by_way():
    diesel = Way(Mode.CAR, Vehicle.SMALL_CAR, Fuel.DIESEL)
    assert week_by_way(WEEK)[diesel].km == 204
    assert week_by_way(WEEK)[Way(Mode.CAR)].km == 12


def test_month_holds_52_twelfths_of_a_week():
    assert parameter("trips/weeks_per_month") == 52 / 12
    assert month_totals(WEEK)[Mode.CAR].km == pytest.approx(216 * 52 / 12)
    assert month_by_way(WEEK)[Way(Mode.CAR)].one_way_trips == pytest.approx(2 * 52 / 12)


def test_week_without_trips_adds_up_to_nothing():
    assert week_totals([]) == week_by_way([]) == month_totals([]) == {}


@given(st.lists(usual_trips(), max_size=6))
def test_totals_by_mode_hold_every_trip_once(trips):
    totals = week_totals(trips)
    assert sum(each.km for each in totals.values()) == pytest.approx(
        sum(each.one_way_km * each.one_way_trips_per_week for each in trips)
    )
    assert set(totals) == {each.mode for each in trips}
    for total in totals.values():
        assert 0 <= total.share_km <= total.km * (1 + 1e-12)


@given(st.lists(usual_trips(), max_size=6), st.randoms(use_true_random=False))
def test_order_of_the_trips_changes_nothing(trips, random):
    shuffled = random.sample(trips, len(trips))
    for way, total in week_by_way(shuffled).items():
        assert total.km == pytest.approx(week_by_way(trips)[way].km)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: "-".join(str(part) for part in (way.mode, way.vehicle, way.fuel)))
def test_every_way_that_exists_makes_a_trip(way):
    aboard = 2 if way.mode in {Mode.CARPOOL, Mode.CAR_PASSENGER} else 1
    assert trip(mode=way.mode, vehicle=way.vehicle, fuel=way.fuel, aboard=aboard).way == way


def test_example_of_the_room_holds():
    result = doctest.testmod(allant.trips)
    assert result.attempted > 3
    assert result.failed == 0
