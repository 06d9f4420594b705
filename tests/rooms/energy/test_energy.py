"""Energy and emissions of trips: published figures, refusals, properties, and a slow twin."""

import doctest
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.rooms.energy.plain_twin import energy
from tests.rooms.trips.weeks import WAYS, lengths, usual_trips, ways

import allant.energy
from allant.energy import BOUNDS, energy_of_trip, energy_of_trips, energy_of_week, factor_of
from allant.errors import InputError, ParameterError
from allant.trips import BY_CAR, Fuel, Mode, Purpose, UsualTrip, Vehicle, Way

PUBLISHED = yaml.safe_load(Path(__file__).with_name("published.yaml").read_text(encoding="utf-8"))
NOT_KNOWN = {Mode.ON_DEMAND, Mode.OTHER}
GRAMS = 1000
aboards = st.floats(1, 9)


def way_of(example) -> Way:
    vehicle, fuel = example.get("vehicle"), example.get("fuel")
    return Way(Mode(example["mode"]), vehicle and Vehicle(vehicle), fuel and Fuel(fuel))


def three(estimate):
    return [getattr(estimate, bound) for bound in BOUNDS]


@pytest.mark.parametrize("example", PUBLISHED, ids=lambda example: example["said"])
def test_published_emissions_are_found_again(example):
    found = energy_of_trip(way_of(example), km=1, aboard=example.get("aboard", 1))
    assert found.use_kg_co2e.central * GRAMS == pytest.approx(example["use_g"], rel=0.002)
    assert found.making_kg_co2e.central * GRAMS == pytest.approx(example["making_g"], rel=0.002)


def test_ten_km_alone_in_a_small_petrol_car_by_hand():
    found = energy_of_trip(Way(Mode.CAR, Vehicle.SMALL_CAR, Fuel.PETROL), km=10)
    assert found.kwh.central == pytest.approx(0.661 * 8.9)
    assert found.use_kg_co2e.central == pytest.approx(0.661 * 2.7 + 10 * 0.00879)
    assert found.kg_co2e.central == pytest.approx(0.661 * 2.7 + 10 * (0.00879 + 0.04437))


@pytest.mark.parametrize("mode", sorted(NOT_KNOWN))
def test_what_nobody_knows_is_not_zero(mode):
    assert energy_of_trip(Way(mode), km=10) is None
    assert np.isnan(energy_of_trips([Way(mode)], [0], 10.0).kg_co2e).all()


def test_day_before_the_first_figures_is_refused():
    with pytest.raises(ParameterError):
        energy_of_trip(Way(Mode.CAR), km=10, as_of=date(2001, 1, 1))


@pytest.mark.parametrize(("km", "aboard"), [(-1, 1), (float("nan"), 1), (float("inf"), 1), (1, 0.5), (1, float("nan"))])
def test_trip_that_cannot_be_is_refused_alone_and_among_many(km, aboard):
    with pytest.raises(InputError):
        energy_of_trip(Way(Mode.CAR), km, aboard)
    with pytest.raises(InputError, match="ligne 1"):
        energy_of_trips([Way(Mode.CAR)], [0, 0, 0], [1, km, 1], [1, aboard, 1])


@pytest.mark.parametrize("which", [[0, 2], [0, -1]])
def test_way_that_is_not_among_those_given_is_refused(which):
    with pytest.raises(InputError, match="entre 0 et 1"):
        energy_of_trips([Way(Mode.CAR), Way(Mode.WALK)], which, 1.0)


@given(st.lists(st.tuples(st.integers(0, len(WAYS) - 1), lengths, aboards), max_size=30))
def test_table_gives_what_each_trip_gives_and_what_the_slow_twin_gives(rows):
    which, km, aboard = ([row[part] for row in rows] for part in range(3))
    table = energy_of_trips(WAYS, which, km, aboard)
    for row, (place, length, people) in enumerate(rows):
        one = energy_of_trip(WAYS[place], length, people)
        for column, bound in enumerate(BOUNDS):
            many = [float(part[row, column]) for part in (table.kwh, table.use_kg_co2e, table.making_kg_co2e)]
            plain = energy(WAYS[place], length, people, bound) or [np.nan] * 3
            alone = [getattr(part, bound) for part in (one.kwh, one.use_kg_co2e, one.making_kg_co2e)] if one else plain
            assert many == pytest.approx(list(plain), rel=1e-9, nan_ok=True)
            assert alone == pytest.approx(list(plain), rel=1e-9, nan_ok=True)


def test_one_length_and_one_number_aboard_serve_every_row():
    table = energy_of_trips([Way(Mode.CARPOOL)], [0, 0], km=12.0, aboard=3)
    assert table.kwh.shape == (2, 3)
    assert table.kwh[1, 1] == pytest.approx(energy_of_trip(Way(Mode.CARPOOL), 12, 3).kwh.central)


@given(ways, lengths, lengths, aboards)
def test_longer_trip_never_takes_less_and_nothing_is_negative(way, km, more, aboard):
    shorter, longer = energy_of_trip(way, km, aboard), energy_of_trip(way, km + more, aboard)
    if shorter is not None:
        for part in ("kwh", "use_kg_co2e", "making_kg_co2e", "kg_co2e"):
            pairs = zip(three(getattr(shorter, part)), three(getattr(longer, part)), strict=True)
            assert all(0 <= before <= after for before, after in pairs)


@given(ways, lengths, st.integers(1, 9))
def test_those_aboard_divide_what_is_shared_and_nothing_else(way, km, aboard):
    alone, together = energy_of_trip(way, km), energy_of_trip(way, km, aboard)
    if alone is not None:
        divisor = aboard if way.mode in BY_CAR | {Mode.MOPED} else 1
        assert three(together.kwh) == pytest.approx([each / divisor for each in three(alone.kwh)])
        assert three(together.kg_co2e) == pytest.approx([each / divisor for each in three(alone.kg_co2e)])


@given(ways)
def test_what_is_not_known_spans_what_it_may_be(way):
    if way.mode in BY_CAR:
        unknown, known = factor_of(Way(way.mode)), factor_of(Way(way.mode, Vehicle.SMALL_CAR, Fuel.DIESEL))
        assert unknown.kwh_per_km.low <= known.kwh_per_km.low
        assert known.kwh_per_km.high <= unknown.kwh_per_km.high


@given(st.lists(usual_trips(), max_size=6))
def test_week_is_the_sum_of_its_trips(trips):
    week = energy_of_week(trips)
    made = [each for each in trips if each.mode is not Mode.NOT_MADE]
    one_by_one = [energy_of_trip(each.way, each.one_way_km, each.aboard) for each in made]
    total = sum(
        one.kg_co2e.central * each.one_way_trips_per_week for one, each in zip(one_by_one, made, strict=True) if one
    )
    assert week.counted.kg_co2e.central == pytest.approx(total)
    km = {each: each.one_way_km * each.one_way_trips_per_week for each in trips}
    assert week.unknown_km == pytest.approx(sum(km[each] for each in trips if each.mode in NOT_KNOWN))
    assert week.not_made_km == pytest.approx(sum(km[each] for each in trips if each.mode is Mode.NOT_MADE))


def test_trip_given_up_takes_no_energy_and_stays_counted_apart():
    week = energy_of_week([UsualTrip(Purpose.HEALTH, Mode.NOT_MADE, 30.0, 2)])
    assert week.counted.kwh.high == 0
    assert week.not_made_km == 60


def test_example_of_the_room_holds():
    result = doctest.testmod(allant.energy)
    assert result.attempted > 3
    assert result.failed == 0
