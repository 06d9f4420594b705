"""How many opportunities are within reach, by each way and by all of theirs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from allant.reach.ways import TravelWay
from allant.trips import Mode

__all__ = ["Within", "within"]

Counts = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Within:
    """float64[kinds] of opportunities within a limit.

    `by_mode` holds each mode by itself, whether it is theirs or not; `by_all` those that any of their own ways reaches.
    """

    limit_min: float
    by_mode: dict[Mode, Counts]
    by_all: Counts
    by_car: Counts | None
    """From the same door; None where no time by car was given."""

    @property
    def share_of_car(self) -> Counts | None:
        """Return 0–1 by kind: what is theirs over what a car reaches, at most 1; NaN where a car reaches nothing.

        None where no time by car was given.
        """
        if self.by_car is None:
            return None
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.minimum(self.by_all / self.by_car, np.where(self.by_car > 0, 1, np.nan))


def within(ways: Sequence[TravelWay], counts: Counts, limit_min: float) -> Within:
    """Return what is within a number of minutes, that minute included.

    Parameters
    ----------
    counts : float64[places, kinds]
        How many opportunities of each kind stand at each place, 0 or more.
    limit_min
        Minutes, above 0.
    """
    by_mode = {way.mode: _sum(way.minutes <= limit_min, counts) for way in ways}
    return Within(limit_min, by_mode, _sum(_reached(ways, counts, limit_min), counts), by_mode.get(Mode.CAR))


def _reached(ways: Iterable[TravelWay], counts: Counts, limit_min: float) -> NDArray[np.bool_]:
    reached = np.zeros(len(counts), dtype=bool)
    for way in ways:
        if way.is_theirs:
            reached |= way.minutes <= limit_min
    return reached


def _sum(reached: NDArray[np.bool_], counts: Counts) -> Counts:
    total: Counts = counts[reached].sum(axis=0)
    return total
