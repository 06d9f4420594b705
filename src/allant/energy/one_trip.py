"""Energy and emissions of one trip, and of a usual week."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import isfinite

from allant.energy.factors import factor_of
from allant.errors import InputError
from allant.intervals import Estimate
from allant.trips import Mode, UsualTrip, Way, week_by_way

__all__ = ["TripEnergy", "WeekEnergy", "energy_of_trip", "energy_of_week"]

_NOTHING = Estimate.exactly(0.0)


@dataclass(frozen=True, slots=True)
class TripEnergy:
    """The share of one person: kWh of final energy, kg CO2e in use and of the making, apart."""

    kwh: Estimate = _NOTHING
    use_kg_co2e: Estimate = _NOTHING
    making_kg_co2e: Estimate = _NOTHING

    @property
    def kg_co2e(self) -> Estimate:
        """Return use and making together."""
        return self.use_kg_co2e + self.making_kg_co2e

    def __add__(self, other: "TripEnergy") -> "TripEnergy":
        """Return both together."""
        return TripEnergy(
            self.kwh + other.kwh,
            self.use_kg_co2e + other.use_kg_co2e,
            self.making_kg_co2e + other.making_kg_co2e,
        )


@dataclass(frozen=True, slots=True)
class WeekEnergy:
    """What a usual week burns and emits, without the `unknown_km` whose energy is not known; `not_made_km` apart."""

    counted: TripEnergy
    unknown_km: float
    not_made_km: float


def energy_of_trip(way: Way, km: float, aboard: float = 1, as_of: date | None = None) -> TripEnergy | None:
    """Return the energy and emissions of one person's trip; None where they are not known.

    kWh = km · kWh per km / aboard for a shared vehicle, km · kWh per passenger-km otherwise; emissions likewise.

    Parameters
    ----------
    way
        Mode, and vehicle and fuel as far as they are known.
    km
        Length travelled, at least 0.
    aboard
        How many are in the vehicle, at least 1; not looked at where factors are by passenger.
    as_of
        The day whose values are wanted; the latest without it.

    Raises
    ------
    InputError
        A length or a number of people out of its range.
    ParameterError
        No value yet on that day.
    """
    if not (isfinite(km) and km >= 0):
        raise InputError(value=km, rule="une distance est d’au moins 0 km.", remedy="Donnez-la en kilomètres.")
    if not (isfinite(aboard) and aboard >= 1):
        raise InputError(
            value=aboard, rule="au moins une personne est à bord.", remedy="Comptez tout le monde, conducteur compris."
        )
    return _energy(way, km, km / aboard, as_of)


def energy_of_week(trips: Iterable[UsualTrip], as_of: date | None = None) -> WeekEnergy:
    """Return what the usual week of one person burns and emits; raises what `energy_of_trip` does."""
    counted, unknown_km, not_made_km = TripEnergy(), 0.0, 0.0
    for way, travelled in week_by_way(trips).items():
        energy = _energy(way, travelled.km, travelled.share_km, as_of)
        if way.mode is Mode.NOT_MADE:
            not_made_km += travelled.km
        elif energy is None:
            unknown_km += travelled.km
        else:
            counted += energy
    return WeekEnergy(counted, unknown_km, not_made_km)


def _energy(way: Way, km: float, share_km: float, as_of: date | None) -> TripEnergy | None:
    factor = factor_of(way, as_of)
    if factor is None:
        return None
    counted_km = share_km if factor.is_shared else km
    return TripEnergy(
        factor.kwh_per_km.times(counted_km),
        factor.use_kg_co2e_per_km.times(counted_km),
        factor.making_kg_co2e_per_km.times(counted_km),
    )
