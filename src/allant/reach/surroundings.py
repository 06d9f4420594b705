"""What lies around a door for somebody without a car: the environment component of the index."""

import numpy as np
from numpy.typing import NDArray

from allant.errors import InputError

__all__ = ["surroundings"]

Minutes = NDArray[np.float64]


def surroundings(without_car: Minutes, by_car: Minutes, counts: NDArray[np.float64], limit_min: float) -> float | None:
    """Return what is reached without a car over what a car reaches from the same door, 0-1.

    mean over kinds k with car(k) > 0 of min(1, without(k) / car(k)), each count being what lies within the limit.

    Parameters
    ----------
    without_car, by_car : float64[places]
        Minutes from the door, infinite out of reach: on foot or by public transport, whoever it is; and by car.
    counts : float64[places, kinds]
        Opportunities of each kind at each place, 0 or more.
    limit_min
        Minutes, above 0; that minute is included.

    Returns
    -------
    float or None
        None where a car reaches nothing either: nothing can be said.

    Raises
    ------
    InputError
        Times and counts of different lengths.

    Notes
    -----
    What the person owns does not enter: a licence or a bicycle raises another component, and must not be counted twice.

    >>> surroundings(np.array([10.0, 50.0]), np.array([5.0, 20.0]), np.array([[30.0, 1.0], [70.0, 0.0]]), 45)
    0.65
    """
    if not len(without_car) == len(by_car) == len(counts):
        raise InputError(
            value=f"{len(without_car)}, {len(by_car)}, {len(counts)}",
            rule="les durées et les effectifs parlent des mêmes lieux.",
            remedy="Donnez une durée et un effectif pour chaque lieu.",
        )
    reached, by_car_reached = (counts[minutes <= limit_min].sum(axis=0) for minutes in (without_car, by_car))
    known = by_car_reached > 0
    if not known.any():
        return None
    return float(np.minimum(reached[known] / by_car_reached[known], 1).mean())
