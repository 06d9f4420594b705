"""What an engine burns: litres or kWh per 100 km of one vehicle, whoever is aboard."""

from dataclasses import dataclass
from datetime import date

from allant.intervals import Estimate
from allant.parameters import estimate
from allant.trips.modes import BY_CAR, CARS, Fuel, Mode, Vehicle
from allant.trips.usual_trip import Way

__all__ = ["Engine", "engines_of"]

_SIZE_UNKNOWN = CARS[:2]
_FUEL_UNKNOWN = (Fuel.PETROL, Fuel.DIESEL)
_OWN_FIGURES = (Fuel.PETROL, Fuel.DIESEL, Fuel.ELECTRIC)


@dataclass(frozen=True, slots=True)
class Engine:
    """One engine: of which car (None on two wheels), on what, and what it burns.

    `per_100_km` is in litres per 100 km, in kWh per 100 km for electricity.
    """

    vehicle: Vehicle | None
    fuel: Fuel
    per_100_km: Estimate


def engines_of(way: Way, as_of: date | None = None) -> tuple[Engine, ...]:
    """Return the engines that may move somebody this way: one when it is known, none where there is none to count.

    A car of unknown size is small or compact, one of unknown fuel burns petrol or diesel: each pair is returned. Public
    transport and transport on demand are counted by passenger, not by engine: none.

    Raises
    ------
    ParameterError
        No value yet on the day `as_of`; the latest values are taken without it.
    """
    if way.mode is Mode.E_BIKE:
        return (Engine(None, Fuel.ELECTRIC, estimate("trips/e_bike_consumption", as_of)),)
    if way.mode is Mode.MOPED:
        return (Engine(None, Fuel.PETROL, estimate("trips/moped_consumption", as_of)),)
    if way.mode not in BY_CAR:
        return ()
    vehicles = (way.vehicle,) if way.vehicle else _SIZE_UNKNOWN
    fuels = (way.fuel,) if way.fuel else _FUEL_UNKNOWN
    return tuple(Engine(vehicle, fuel, _per_100_km(vehicle, fuel, as_of)) for vehicle in vehicles for fuel in fuels)


def _per_100_km(car: Vehicle, fuel: Fuel, as_of: date | None) -> Estimate:
    if fuel in _OWN_FIGURES:
        return estimate(f"trips/{car}_{fuel}_consumption", as_of)
    of_petrol = estimate(f"trips/{car}_{Fuel.PETROL}_consumption", as_of)
    return of_petrol.by(estimate(f"trips/{fuel}_to_petrol", as_of))
