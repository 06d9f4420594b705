"""Energy and emissions of many trips at once, as arrays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from allant.energy.factors import Factor, factor_of
from allant.errors import InputError
from allant.trips import Way

__all__ = ["BOUNDS", "EnergyTable", "energy_of_trips"]

Floats = NDArray[np.float64]

BOUNDS = ("low", "central", "high")
"""What the columns of a table are."""


@dataclass(frozen=True, slots=True)
class EnergyTable:
    """One row per trip, one column per bound (`BOUNDS`); NaN where the energy of a way is not known."""

    kwh: Floats
    use_kg_co2e: Floats
    making_kg_co2e: Floats

    @property
    def kg_co2e(self) -> Floats:
        """Return use and making together."""
        return self.use_kg_co2e + self.making_kg_co2e


def energy_of_trips(
    ways: Sequence[Way], which: ArrayLike, km: ArrayLike, aboard: ArrayLike = 1, as_of: date | None = None
) -> EnergyTable:
    """Return the energy and emissions of many trips: row by row what `energy_of_trip` gives.

    Parameters
    ----------
    ways
        The ways to travel that occur, each once.
    which : int, shape (trips,)
        For each trip, the place of its way in `ways`.
    km : float, shape (trips,) or ()
        Length of each trip, at least 0.
    aboard : float, shape (trips,) or ()
        How many are in the vehicle, at least 1.
    as_of
        The day whose values are wanted; the latest without it.

    Returns
    -------
    EnergyTable
        Arrays of shape (trips, 3), in kWh and kg CO2e of one person.

    Raises
    ------
    InputError
        A length, a number of people or a place out of its range; names the first row at fault.
    ParameterError
        No value yet on that day.
    """
    rows: NDArray[np.int64] = np.atleast_1d(np.asarray(which, dtype=np.int64))
    lengths = np.broadcast_to(np.asarray(km, dtype=np.float64), rows.shape)
    people = np.broadcast_to(np.asarray(aboard, dtype=np.float64), rows.shape)
    _check(rows, (rows >= 0) & (rows < len(ways)), f"une place est entre 0 et {len(ways) - 1}.")
    _check(lengths, np.isfinite(lengths) & (lengths >= 0), "une distance est d’au moins 0 km.")
    _check(people, np.isfinite(people) & (people >= 1), "au moins une personne est à bord.")
    factors = [factor_of(way, as_of) for way in ways]
    shared: NDArray[np.bool_] = np.array([factor is not None and factor.is_shared for factor in factors], dtype=bool)
    counted_km = np.where(shared[rows], lengths / people, lengths)[:, np.newaxis]
    by_way = np.array([_row(factor) for factor in factors], dtype=np.float64).reshape(len(ways), -1, len(BOUNDS))
    kwh, use, making = (counted_km * by_way[rows, part] for part in range(by_way.shape[1]))
    return EnergyTable(kwh, use, making)


def _row(factor: Factor | None) -> list[list[float]]:
    if factor is None:
        return [[np.nan] * len(BOUNDS)] * len(EnergyTable.__slots__)
    parts = (factor.kwh_per_km, factor.use_kg_co2e_per_km, factor.making_kg_co2e_per_km)
    return [[part.low, part.central, part.high] for part in parts]


def _check(values: NDArray[Any], holds: NDArray[np.bool_], rule: str) -> None:
    if not holds.all():
        row = int(np.argmin(holds))
        raise InputError(value=values[row].item(), rule=rule, remedy=f"Corrigez la ligne {row}.")
