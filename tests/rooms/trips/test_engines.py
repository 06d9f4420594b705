"""What an engine burns, and which engines somebody may have when nobody said."""

import pytest
from tests.rooms.trips.weeks import WAYS

from allant.trips import BY_CAR, Fuel, Mode, Vehicle, Way, engines_of


@pytest.mark.parametrize(
    ("vehicle", "fuel", "per_100_km"),
    [
        (Vehicle.SMALL_CAR, Fuel.PETROL, 6.61),
        (Vehicle.COMPACT_CAR, Fuel.DIESEL, 5.48),
        (Vehicle.SMALL_CAR, Fuel.ELECTRIC, 15),
        (Vehicle.COMPACT_CAR, Fuel.E85, 7.85 * 1.25),
        (Vehicle.COMPACT_CAR, Fuel.LPG, 7.85 * 1.15),
        (Vehicle.COMPACT_CAR, Fuel.HYBRID, 7.85 * 0.85),
    ],
)
def test_engine_that_is_known_burns_what_the_source_says(vehicle, fuel, per_100_km):
    (engine,) = engines_of(Way(Mode.CAR, vehicle, fuel))
    assert (engine.vehicle, engine.fuel) == (vehicle, fuel)
    assert engine.per_100_km.central == pytest.approx(per_100_km)


def test_car_of_which_nothing_is_known_is_small_or_compact_and_burns_petrol_or_diesel():
    assert {(engine.vehicle, engine.fuel) for engine in engines_of(Way(Mode.CAR))} == {
        (Vehicle.SMALL_CAR, Fuel.PETROL),
        (Vehicle.SMALL_CAR, Fuel.DIESEL),
        (Vehicle.COMPACT_CAR, Fuel.PETROL),
        (Vehicle.COMPACT_CAR, Fuel.DIESEL),
    }
    assert [engine.vehicle for engine in engines_of(Way(Mode.CAR, fuel=Fuel.ELECTRIC))] == [
        Vehicle.SMALL_CAR,
        Vehicle.COMPACT_CAR,
    ]


@pytest.mark.parametrize("way", WAYS)
def test_only_what_is_counted_by_vehicle_has_engines(way):
    engines = engines_of(way)
    assert bool(engines) is (way.mode in BY_CAR | {Mode.MOPED, Mode.E_BIKE})
    for engine in engines:
        assert way.fuel in (None, engine.fuel)
        assert way.vehicle in (None, engine.vehicle)
        assert engine.per_100_km.low > 0
