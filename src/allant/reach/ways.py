"""The ways that somebody could travel, each with its times, its cost and what stands in its way."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from allant.errors import InputError
from allant.intervals import Estimate
from allant.reach.obstacles import Obstacle, obstacles_of
from allant.reach.profile import TravelProfile
from allant.trips import Mode

__all__ = ["Budget", "TravelWay", "budget_of", "ways_of"]


class Budget(StrEnum):
    """Whether a cost holds in a budget."""

    WITHIN = "within"
    MAY_EXCEED = "may_exceed"
    """Between the low and the high bound of the cost."""
    EXCEEDS = "exceeds"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, eq=False)
class TravelWay:
    """One mode for one person.

    `minutes` is float64[places], from door to door, infinite out of reach; `eur_per_month` is None where nobody knows.
    """

    mode: Mode
    minutes: NDArray[np.float64]
    eur_per_month: Estimate | None
    budget: Budget
    obstacles: tuple[Obstacle, ...]

    @property
    def is_theirs(self) -> bool:
        """Return whether nothing known stands in the way. A cost that may exceed the budget does not yet."""
        return not self.obstacles


def ways_of(
    person: TravelProfile, minutes: Mapping[Mode, NDArray[np.float64]], costs: Mapping[Mode, Estimate | None]
) -> tuple[TravelWay, ...]:
    """Return one way for each mode that has times, in their order.

    Parameters
    ----------
    minutes
        float64[places] for each mode: 0 or more, infinite where a place is out of reach.
    costs
        Euros a month by mode, for the trips that matter; a mode left out, or None, is of unknown cost.

    Raises
    ------
    InputError
        Times of different lengths, below 0 or not a number.
    """
    if len({len(times) for times in minutes.values()}) > 1:
        raise InputError(
            value={str(mode): len(times) for mode, times in minutes.items()},
            rule="chaque moyen a une durée pour chaque lieu.",
            remedy="Donnez les mêmes lieux à tous les moyens.",
        )
    for mode, times in minutes.items():
        if not (times >= 0).all():
            raise InputError(value=str(mode), rule="une durée est de 0 minute ou plus.", remedy="Hors de portée : inf.")
    return tuple(_way(person, mode, times, costs.get(mode)) for mode, times in minutes.items())


def _way(person: TravelProfile, mode: Mode, minutes: NDArray[np.float64], cost: Estimate | None) -> TravelWay:
    budget = budget_of(cost, person.budget_eur_per_month)
    over = (Obstacle.OVER_BUDGET,) if budget is Budget.EXCEEDS else ()
    return TravelWay(mode, minutes, cost, budget, (*obstacles_of(person, mode), *over))


def budget_of(cost: Estimate | None, budget_eur: float | None) -> Budget:
    """Return whether a cost, euros a month, holds in a budget; unknown where either is None."""
    if cost is None or budget_eur is None:
        return Budget.UNKNOWN
    if cost.high <= budget_eur:
        return Budget.WITHIN
    return Budget.EXCEEDS if cost.low > budget_eur else Budget.MAY_EXCEED
