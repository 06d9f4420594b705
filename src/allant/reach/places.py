"""The best way to one place, or what stands in the way of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from allant.reach.obstacles import Obstacle
from allant.reach.ways import TravelWay
from allant.trips import Mode

__all__ = ["BestWay", "best_of"]


@dataclass(frozen=True, slots=True, eq=False)
class BestWay:
    """The quickest of their ways to a place; None where none arrives in time.

    `obstacles` says of every other mode why it is not one: what is missing, too far, or why there is no line.
    """

    way: TravelWay | None
    minutes: float
    obstacles: dict[Mode, tuple[Obstacle, ...]]


def best_of(
    ways: Sequence[TravelWay], place: int, longest_min: float, no_transit: Mapping[int, Obstacle] | None = None
) -> BestWay:
    """Return the quickest of their ways to a place within so many minutes; of two as quick, the cheaper.

    Parameters
    ----------
    place
        Which of the places of the ways.
    no_transit
        Why public transport does not go to a place, by place (`why_no_transit`); `TOO_FAR` is said without it.
    """
    told = (no_transit or {}).get(place)
    obstacles = {way.mode: _stands_in(way, place, longest_min, told) for way in ways}
    open_ways = [way for way in ways if not obstacles[way.mode]]
    best = min(open_ways, key=lambda way: (way.minutes[place], _cost(way)), default=None)
    shut = {mode: reasons for mode, reasons in obstacles.items() if reasons}
    return BestWay(best, float(best.minutes[place]) if best else np.inf, shut)


def _stands_in(way: TravelWay, place: int, longest_min: float, no_transit: Obstacle | None) -> tuple[Obstacle, ...]:
    if way.mode is Mode.TRANSIT and no_transit is not None:  # also where one gets there, and not back
        return (*way.obstacles, no_transit)
    return way.obstacles if way.minutes[place] <= longest_min else (*way.obstacles, Obstacle.TOO_FAR)


def _cost(way: TravelWay) -> float:
    return way.eur_per_month.central if way.eur_per_month else np.inf
