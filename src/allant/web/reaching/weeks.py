"""What a usual week amounts to: rows to the values of rooms, and what the rooms say of them.

Both ends of a support are counted with the latest prices: what changes between them is the person's trips, not prices.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from allant.energy import Mode, WeekEnergy, energy_of_week
from allant.intervals import Estimate
from allant.parameters import parameter
from allant.travel_cost import LineCode, MonthBudget, Terms, Travelled, Way, cost_of_month
from allant.trips import UsualTrip, month_by_way, week_totals
from allant.web.reaching.models import UsualTrip as Row


@dataclass(frozen=True, slots=True)
class Week:
    """The figures of one week."""

    by_mode: dict[Mode, Travelled]
    """Trips and km a week of what is made."""
    not_made: Travelled
    budget: MonthBudget
    energy: WeekEnergy
    kwh_per_month: Estimate
    kg_co2e_per_month: Estimate

    @property
    def km(self) -> float:
        """Km travelled in a week."""
        return sum(each.km for each in self.by_mode.values())

    @property
    def is_made(self) -> bool:
        """Whether there is any trip that is made."""
        return bool(self.by_mode)

    @property
    def unknown_costs(self) -> tuple[tuple[Mode, LineCode], ...]:
        """What costs something that nobody said, each once."""
        return tuple(dict.fromkeys((way.mode, code) for way, code in self.budget.unknown))


def week(rows: Iterable[Row]) -> Week:
    """Count a week."""
    trips = one_car([row.as_trip() for row in rows])
    totals = week_totals(trips)
    not_made = totals.pop(Mode.NOT_MADE, Travelled())
    energy = energy_of_week(trips)
    weeks = parameter("trips/weeks_per_month")
    return Week(
        by_mode=dict(sorted(totals.items(), key=lambda each: -each[1].km)),
        not_made=not_made,
        budget=MonthBudget(tuple(_costs(trips))),
        energy=energy,
        kwh_per_month=energy.counted.kwh.times(weeks),
        kg_co2e_per_month=energy.counted.kg_co2e.times(weeks),
    )


def one_car(trips: Sequence[UsualTrip]) -> list[UsualTrip]:
    """Let a car told once stand for the trips driven that do not tell theirs: insurance is not paid twice."""
    vehicles = {trip.vehicle for trip in trips if _is_driven(trip) and trip.vehicle}
    fuels = {trip.fuel for trip in trips if _is_driven(trip) and trip.fuel}
    if len(vehicles) > 1 or len(fuels) > 1:
        return list(trips)
    vehicle, fuel = next(iter(vehicles), None), next(iter(fuels), None)
    return [replace(trip, vehicle=vehicle, fuel=fuel) if _is_driven(trip) else trip for trip in trips]


def _is_driven(trip: UsualTrip) -> bool:
    return trip.mode is Mode.CAR or (trip.mode is Mode.CARPOOL and trip.drives is True)


def _costs(trips: Sequence[UsualTrip]):
    """Yield what each way costs; one's own car is paid for once: where it is driven alone, else in a carpool."""
    brings_car = any(trip.mode is Mode.CARPOOL and trip.drives for trip in trips)
    has_car_way = any(trip.mode is Mode.CAR for trip in trips)
    terms = Terms(drives=brings_car and not has_car_way)
    for way, month in month_by_way(trips).items():
        if way.mode is not Mode.NOT_MADE:
            yield cost_of_month(way, month, terms if _may_be_own(way, trips) else Terms())


def _may_be_own(way: Way, trips: Sequence[UsualTrip]) -> bool:
    return any(trip.way == way and trip.drives for trip in trips)
