"""Months as advisers tell them, and budgets that others published."""

import doctest
from datetime import date
from pathlib import Path

import pytest
import yaml

import allant.travel_cost
from allant.errors import InputError, ParameterError
from allant.parameters import read_parameter
from allant.travel_cost import Holding, LineCode, MonthBudget, Terms, VariesWith, cost_of_month
from allant.trips import Fuel, Mode, Purpose, Travelled, UsualTrip, Vehicle, Way, month_by_way

EXAMPLES = yaml.safe_load(Path(__file__).with_name("examples.yaml").read_text(encoding="utf-8"))
CENT = 0.01


def cost(example):
    way, month, terms = example["way"], example["month"], dict(example.get("terms", {}))
    vehicle, fuel = way.get("vehicle"), way.get("fuel")
    if "holding" in terms:
        terms["holding"] = Holding(terms["holding"])
    return cost_of_month(
        Way(Mode(way["mode"]), vehicle and Vehicle(vehicle), fuel and Fuel(fuel)),
        Travelled(month["trips"], month["km"], month["km"] / month.get("aboard", 1)),
        Terms(**terms),
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["said"])
def test_month_costs_what_an_adviser_would_count(example):
    found = cost(example)
    assert {line.code: line.eur_per_month.central for line in found.lines} == pytest.approx(example["lines"], abs=CENT)
    assert found.total.central == pytest.approx(example["total"], abs=CENT)
    assert found.unknown == ()


def test_every_mode_has_an_example_but_those_nobody_can_price():
    assert {example["way"]["mode"] for example in EXAMPLES} == set(Mode) - {Mode.OTHER, Mode.WHEELCHAIR}


def test_second_hand_car_costs_what_roole_found_in_2024():
    """384 € a month for 12,000 km a year, of which 16 € of tolls, which are not counted here; 44 € of upkeep."""
    month = Travelled(km=1000, share_km=1000)
    found = cost_of_month(Way(Mode.CAR), month, Terms(age_years=8, energy_price_eur=1.74, parking_eur_per_month=44))
    assert (found.total + found.loss_of_value).central == pytest.approx(384 - 16, rel=0.03)
    kept = [line for line in found.lines if line.code in {LineCode.UPKEEP, LineCode.TYRES, LineCode.INSPECTION}]
    assert sum(line.eur_per_month.central for line in kept) == pytest.approx(44, abs=1)


def test_loss_of_value_stands_apart_from_what_leaves_the_purse():
    found = cost_of_month(Way(Mode.CAR), Travelled(40, 600, 600), Terms(age_years=5))
    assert found.loss_of_value.central == 132
    assert found.total == found.fixed + found.varying
    assert LineCode.LOSS_OF_VALUE in {line.code for line in found.lines}


@pytest.mark.parametrize(("age_years", "loss"), [(0, 283), (2.9, 283), (3, 132), (9.9, 132), (10, 40), (25, 40)])
def test_car_loses_value_by_its_age(age_years, loss):
    assert cost_of_month(Way(Mode.CAR), Travelled(), Terms(age_years=age_years)).loss_of_value.central == loss


def test_car_of_unknown_age_may_lose_what_an_old_or_a_second_hand_one_loses():
    loss = cost_of_month(Way(Mode.CAR), Travelled(), Terms()).loss_of_value
    assert (loss.low, loss.central, loss.high) == (15, (40 + 132) / 2, 132)


def test_person_just_licensed_pays_more_for_insurance():
    def insurance(terms):
        lines = cost_of_month(Way(Mode.CAR), Travelled(), terms).lines
        return next(line.eur_per_month for line in lines if line.code is LineCode.INSURANCE)

    assert insurance(Terms(is_new_driver=True)).central == 100
    assert insurance(Terms()).central == 45
    assert insurance(Terms(is_new_driver=True, insurance_eur_per_month=70)).high == 70


def test_what_nobody_said_is_unknown_and_never_free():
    car = cost_of_month(Way(Mode.CAR), Travelled(40, 600, 600))
    assert car.unknown == (LineCode.PARKING,)
    assert cost_of_month(Way(Mode.OTHER), Travelled(4, 20, 20)).unknown == (LineCode.FARES,)
    assert cost_of_month(Way(Mode.BICYCLE), Travelled(), Terms(holding=Holding.LENT)).unknown == (LineCode.RENT,)
    moped = cost_of_month(Way(Mode.MOPED), Travelled(), Terms(holding=Holding.LEASED, parking_eur_per_month=0))
    assert moped.unknown == (LineCode.RENT,)


def test_line_names_the_parameters_it_rests_on_and_none_where_the_price_was_given():
    lines = {line.code: line for line in cost_of_month(Way(Mode.CAR, fuel=Fuel.DIESEL), Travelled(40, 600, 600)).lines}
    assert lines[LineCode.ENERGY].parameters == ("travel_cost/diesel_price",)
    assert all(read_parameter(path).source for line in lines.values() for path in line.parameters)
    given = cost_of_month(Way(Mode.TRANSIT), Travelled(40, 400, 400), Terms(pass_eur_per_month=45))
    assert given.assumed == ()
    assert cost_of_month(Way(Mode.TRANSIT), Travelled(40, 400, 400)).assumed == (LineCode.PASS,)


def test_employer_nobody_knows_of_is_only_counted_on_in_the_low_bound():
    (line,) = cost_of_month(Way(Mode.TRANSIT), Travelled(40, 400, 400), Terms(pass_eur_per_month=45)).lines
    assert (line.eur_per_month.low, line.eur_per_month.central, line.eur_per_month.high) == (22.5, 45, 45)
    assert line.before_refund.central == 45


def test_who_travels_little_takes_tickets_and_who_travels_much_takes_a_pass():
    few, many = (
        cost_of_month(Way(Mode.TRANSIT), Travelled(trips, km, km), Terms(employer_refunds=False)).lines[0]
        for trips, km in ((4, 40), (40, 400))
    )
    assert (few.code, few.varies_with, few.eur_per_month.central) == (LineCode.FARES, VariesWith.TRIPS, 4 * 1.7)
    assert (many.code, many.varies_with, many.eur_per_month.central) == (LineCode.PASS, VariesWith.FIXED, 45)


def test_regional_train_is_priced_by_distance_up_to_its_pass():
    train = Way(Mode.TRANSIT, Vehicle.TRAIN)
    assert cost_of_month(train, Travelled(4, 200, 200)).total.central == pytest.approx(4 * 11)
    assert cost_of_month(train, Travelled(40, 1200, 1200)).total.central == 100


def test_who_brings_the_car_of_a_carpool_keeps_its_fixed_costs():
    month, prices = Travelled(40, 600, 200), {"insurance_eur_per_month": 50, "parking_eur_per_month": 0}
    rides, drives = (cost_of_month(Way(Mode.CARPOOL), month, Terms(drives=each, **prices)) for each in (False, True))
    assert rides.fixed.central == 0
    assert drives.varying == rides.varying
    assert drives.fixed.central == pytest.approx(50 + 82 / 24)


def test_one_more_km_costs_what_runs_and_not_what_stands():
    car = Way(Mode.CAR, Vehicle.SMALL_CAR, Fuel.PETROL)
    found = cost_of_month(car, Travelled(), Terms(energy_price_eur=2.0))
    assert found.eur_per_km.central == pytest.approx(0.0661 * 2 + 0.032 + 0.008)
    assert cost_of_month(Way(Mode.TRANSIT), Travelled(40, 400, 400)).eur_per_km.high == 0


def test_ways_of_a_usual_week_make_a_budget():
    week = [
        UsualTrip(Purpose.WORK, Mode.E_BIKE, 5.0, 10),
        UsualTrip(Purpose.SHOPPING, Mode.OTHER, 3.0, 1),
        UsualTrip(Purpose.LEISURE, Mode.WALK, 1.0, 4),
    ]
    budget = MonthBudget(tuple(cost_of_month(way, month) for way, month in month_by_way(week).items()))
    assert budget.total.central == pytest.approx(50 * 52 / 12 * (0.008 * 0.194 + 0.05))
    assert budget.loss_of_value.central == 22
    assert budget.unknown == ((Way(Mode.OTHER), LineCode.FARES),)


def test_price_of_a_day_is_that_of_the_day():
    car, month = Way(Mode.CAR, Vehicle.SMALL_CAR, Fuel.DIESEL), Travelled(40, 600, 600)
    before, after = (
        next(line for line in cost_of_month(car, month, as_of=day).lines if line.code is LineCode.ENERGY)
        for day in (date(2026, 1, 1), date(2026, 3, 9))
    )
    assert before.eur_per_unit.central == pytest.approx(0.0462 * 1.6944)
    assert after.eur_per_unit.central == pytest.approx(0.0462 * 2.001)
    with pytest.raises(ParameterError):
        cost_of_month(car, month, as_of=date(2001, 1, 1))


@pytest.mark.parametrize("wrong", [-1.0, float("nan"), float("inf")])
def test_amount_that_nobody_pays_is_refused(wrong):
    with pytest.raises(InputError, match="au moins 0"):
        Terms(insurance_eur_per_month=wrong)
    with pytest.raises(InputError, match="au moins 0 km"):
        cost_of_month(Way(Mode.CAR), Travelled(4, wrong, wrong))
    with pytest.raises(InputError, match="au moins 0 km"):
        cost_of_month(Way(Mode.CAR), Travelled(wrong, 4, 4))


def test_example_of_the_room_holds():
    result = doctest.testmod(allant.travel_cost)
    assert result.attempted > 5
    assert result.failed == 0
