"""What a service that is added to public transport costs, beside driving licences for those whom it would serve."""

from dataclasses import dataclass
from math import ceil

from allant.errors import InputError
from allant.intervals import Estimate
from allant.parameters import estimate

__all__ = ["AddedService", "added_service"]


@dataclass(frozen=True, slots=True)
class AddedService:
    """Euros. `per_person` and `licences_for_all` are None where nobody gains."""

    a_year: Estimate
    per_person: Estimate | None
    licence: Estimate
    licences_for_all: Estimate | None

    @property
    def break_even(self) -> tuple[int, int, int]:
        """Return from how many people on a year of the service costs less than a licence for each: low, middle, high.

        The least is that of a cheap service and dear licences.
        """
        pairs = zip(
            (self.a_year.low, self.a_year.central, self.a_year.high),
            (self.licence.high, self.licence.central, self.licence.low),
            strict=True,
        )
        low, middle, high = (ceil(service / licence) for service, licence in pairs)
        return low, middle, high


def added_service(vehicle_hours_a_year: float, people: float | None) -> AddedService:
    """Return what more hours of vehicles cost a year.

    cost = hours · cost of an hour; cost per person = cost / people who gain.

    Parameters
    ----------
    vehicle_hours_a_year
        Hours, 0 or more.
    people
        How many people gain, 0 or more; None where nobody knows.

    Raises
    ------
    InputError
        Hours or people below 0, or not a number.

    >>> found = added_service(100, 50)
    >>> found.a_year, found.per_person, found.break_even
    (Estimate(low=5000.0, central=7500.0, high=11000.0), Estimate(low=100.0, central=150.0, high=220.0), (3, 5, 8))
    """
    for value in (vehicle_hours_a_year, people):
        if value is not None and not value >= 0:
            raise InputError(
                value=value, rule="des heures et des personnes sont des nombres de 0 ou plus.", remedy="Corrigez-les."
            )
    licence = estimate("travel_cost/driving_licence")
    cost = estimate("travel_cost/service_hour").times(vehicle_hours_a_year)
    if not people:
        return AddedService(cost, None, licence, None)
    return AddedService(cost, cost.times(1 / people), licence, licence.times(people))
