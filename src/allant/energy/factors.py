"""What one km stands for, by each way to travel: final energy, emissions in use, emissions of the making."""

from dataclasses import dataclass
from datetime import date

from allant.intervals import Estimate
from allant.parameters import estimate
from allant.trips import BY_CAR, PUBLIC_TRANSPORT, Engine, Fuel, Mode, Vehicle, Way, engines_of

__all__ = ["Factor", "factor_of"]

_NOTHING = Estimate.exactly(0.0)
_NOTHING_TO_COUNT = frozenset({Mode.WALK, Mode.WHEELCHAIR, Mode.NOT_MADE})
_LOCAL_TRANSPORT = tuple(vehicle for vehicle in PUBLIC_TRANSPORT if vehicle is not Vehicle.METRO)


@dataclass(frozen=True, slots=True)
class Factor:
    """What one km stands for.

    `is_shared`: of one vehicle, to be divided by those aboard; otherwise of one passenger.
    """

    kwh_per_km: Estimate
    use_kg_co2e_per_km: Estimate
    making_kg_co2e_per_km: Estimate
    is_shared: bool = False


def factor_of(way: Way, as_of: date | None = None) -> Factor | None:
    """Return what one km stands for, None where it is not known: transport on demand, other means.

    Where the vehicle or the fuel is not known, the factor spans those it may be.

    Parameters
    ----------
    way
        Mode, and vehicle and fuel as far as they are known.
    as_of
        The day whose values are wanted; the latest without it.

    Returns
    -------
    Factor
        kWh of final energy and kg CO2e, per vehicle-km for what is shared, per passenger-km otherwise.

    Raises
    ------
    ParameterError
        No value yet on that day.

    Sources
    -------
    ADEME, Impact CO2 and Nos Gestes Climat: see the parameters `energy/…` and `trips/…`.
    """
    if way.mode in _NOTHING_TO_COUNT:
        return Factor(_NOTHING, _NOTHING, _NOTHING)
    if way.mode is Mode.BICYCLE:
        return Factor(_NOTHING, _NOTHING, estimate("energy/bicycle_making", as_of))
    if way.mode is Mode.TRANSIT:
        return _any_of([_of_public_transport(vehicle, as_of) for vehicle in _public_vehicles(way)])
    engines = engines_of(way, as_of)
    return _any_of([_of_engine(way.mode, engine, as_of) for engine in engines]) if engines else None


def _public_vehicles(way: Way) -> tuple[Vehicle, ...]:
    return (way.vehicle,) if way.vehicle else _LOCAL_TRANSPORT


def _of_public_transport(vehicle: Vehicle, as_of: date | None) -> Factor:
    kwh, use, making = (estimate(f"energy/{vehicle}_{part}", as_of) for part in ("energy", "use", "making"))
    return Factor(kwh, use, making)


def _of_engine(mode: Mode, engine: Engine, as_of: date | None) -> Factor:
    per_km = engine.per_100_km.times(1 / 100)
    if engine.fuel is Fuel.ELECTRIC:
        what = mode if engine.vehicle is None else f"{engine.vehicle}_electric"
        use, making = estimate(f"energy/{what}_use", as_of), estimate(f"energy/{what}_making", as_of)
        return Factor(per_km, use, making, is_shared=mode in BY_CAR)
    burnt = Fuel.PETROL if engine.fuel is Fuel.HYBRID else engine.fuel
    kwh = per_km.by(estimate(f"energy/{burnt}_energy", as_of))
    use = per_km.by(estimate(f"energy/{burnt}_emissions", as_of))
    if engine.vehicle is None:
        return Factor(kwh, use, estimate(f"energy/{mode}_making", as_of), is_shared=True)
    upkeep = estimate("energy/car_upkeep_emissions", as_of)
    return Factor(kwh, use + upkeep, estimate(f"energy/{engine.vehicle}_thermal_making", as_of), is_shared=True)


def _any_of(factors: list[Factor]) -> Factor:
    return Factor(
        Estimate.spanning([factor.kwh_per_km for factor in factors]),
        Estimate.spanning([factor.use_kg_co2e_per_km for factor in factors]),
        Estimate.spanning([factor.making_kg_co2e_per_km for factor in factors]),
        is_shared=factors[0].is_shared,
    )
