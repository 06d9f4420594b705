"""What somebody can travel with, how far, and for how much."""

import math
from dataclasses import dataclass

from allant.errors import InputError

__all__ = ["TravelProfile"]


@dataclass(frozen=True, slots=True)
class TravelProfile:
    """The means that a person has; None wherever nobody knows.

    Parameters
    ----------
    walks, cycles
        Whether they can walk to a stop or a shop, and ride.
    uses_wheelchair
        Whether they travel in a wheelchair: walking times are then those of a wheelchair.
    has_bicycle, has_e_bike, has_licence, has_car, car_runs
        What is there when they need it. `car_runs` is looked at only where there is a car.
    has_lift
        Somebody drives them, a carpool or transport on demand, on the days they need it.
    budget_eur_per_month
        The most that travel may cost in a month, euros, 0 or more.

    Raises
    ------
    InputError
        A budget below 0 or not finite.
    """

    walks: bool | None = True
    cycles: bool | None = None
    uses_wheelchair: bool = False
    has_bicycle: bool | None = None
    has_e_bike: bool | None = None
    has_licence: bool | None = None
    has_car: bool | None = None
    car_runs: bool | None = None
    has_lift: bool | None = None
    budget_eur_per_month: float | None = None

    def __post_init__(self) -> None:
        """Refuse a budget that cannot be spent."""
        budget = self.budget_eur_per_month
        if budget is not None and not (budget >= 0 and math.isfinite(budget)):
            raise InputError(
                value=budget,
                rule="un budget est de 0 euro par mois ou plus.",
                remedy="Laissez vide s’il n’est pas connu.",
            )
