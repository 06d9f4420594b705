"""What a whole territory reaches without a car: shares of what a car reaches, white zones, weighted by people."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from allant.errors import InputError

__all__ = ["TerritoryReach", "territory_reach"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class TerritoryReach:
    """One kind of opportunity, within one limit, from every cell.

    `share` is float64[cells], 0-1: what is reached without a car over what a car reaches, NaN where that is nothing.
    `is_white` is bool[cells]. `people` is float64[cells], None where nobody knows how many live there.
    """

    share: Floats
    is_white: NDArray[np.bool_]
    people: Floats | None

    @property
    def white_people(self) -> float | None:
        """Return how many people live in white zones; None where nobody knows how many live where."""
        return None if self.people is None else float(self.people[self.is_white].sum())

    @property
    def mean_share(self) -> float | None:
        """Return the mean share, each person counting once (each cell, where people are not known); None of nothing."""
        known = np.isfinite(self.share)
        weights = (np.ones(len(self.share)) if self.people is None else self.people) * known
        total = weights.sum()
        return float((self.share[known] * weights[known]).sum() / total) if total > 0 else None

    def people_below(self, share: float) -> float | None:
        """Return how many people live where less than a share is reached; None where nobody knows."""
        if self.people is None:
            return None
        with np.errstate(invalid="ignore"):
            return float(self.people[self.share < share].sum())


def territory_reach(
    without_car: Floats, by_car: Floats, white_below: float, people: Floats | None = None
) -> TerritoryReach:
    """Return what each cell reaches without a car.

    share = min(1, without / by car); a cell is a white zone where its share is below `white_below`.

    Parameters
    ----------
    without_car, by_car : float64[cells]
        Opportunities of one kind within one limit, 0 or more: on foot or by public transport, and by car.
    white_below
        Share, 0-1.
    people : float64[cells], optional
        How many live in each cell, 0 or more.

    Raises
    ------
    InputError
        Arrays of different lengths, or a count below 0 or not a number.

    >>> found = territory_reach(np.array([90.0, 2.0]), np.array([100.0, 100.0]), 0.1, np.array([300.0, 40.0]))
    >>> found.share.tolist(), found.white_people, round(found.mean_share, 3)
    ([0.9, 0.02], 40.0, 0.796)
    """
    columns = [without_car, by_car, *([] if people is None else [people])]
    if len({len(each) for each in columns}) > 1 or not all((each >= 0).all() for each in columns):
        raise InputError(
            value=", ".join(str(len(each)) for each in columns),
            rule="chaque cellule a un effectif sans voiture, un en voiture et un nombre d’habitants, de 0 ou plus.",
            remedy="Donnez les mêmes cellules à tous.",
        )
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.minimum(without_car / by_car, np.where(by_car > 0, 1.0, np.nan))
        is_white: NDArray[np.bool_] = share < white_below
    return TerritoryReach(share, is_white, people)
