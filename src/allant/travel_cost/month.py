"""What a way to travel costs a month, line by line, and several ways together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import isfinite

from allant.errors import InputError
from allant.intervals import Estimate
from allant.travel_cost.cycles import cycle_lines
from allant.travel_cost.fares import on_demand_lines, other_lines, transit_lines
from allant.travel_cost.lines import Line, LineCode, VariesWith
from allant.travel_cost.motors import carpool_lines, lift_lines, motor_lines
from allant.travel_cost.terms import Terms
from allant.trips import Mode, Travelled, Way

__all__ = ["MonthBudget", "MonthCost", "cost_of_month"]


@dataclass(frozen=True, slots=True)
class MonthCost:
    """What one way to travel costs one person a month."""

    way: Way
    lines: tuple[Line, ...]

    @property
    def total(self) -> Estimate:
        """Return what leaves the purse: every known line, the loss of value left out."""
        return _sum(line for line in self.lines if line.code is not LineCode.LOSS_OF_VALUE)

    @property
    def fixed(self) -> Estimate:
        """Return the part of the total that is paid even by who stays at home."""
        return _sum(
            line
            for line in self.lines
            if line.varies_with is VariesWith.FIXED and line.code is not LineCode.LOSS_OF_VALUE
        )

    @property
    def varying(self) -> Estimate:
        """Return the part of the total that grows with km or trips."""
        return _sum(line for line in self.lines if line.varies_with is not VariesWith.FIXED)

    @property
    def loss_of_value(self) -> Estimate:
        """Return what the vehicle loses of its value: not paid monthly, and yet gone."""
        return _sum(line for line in self.lines if line.code is LineCode.LOSS_OF_VALUE)

    @property
    def eur_per_km(self) -> Estimate:
        """Return what one more km costs; fares by trip are not in it."""
        rates = [line.eur_per_unit for line in self.lines if line.varies_with is VariesWith.KM]
        return Estimate.total([rate for rate in rates if rate is not None])

    @property
    def unknown(self) -> tuple[LineCode, ...]:
        """Return what costs something that nobody said: the total is at least what it says."""
        return tuple(line.code for line in self.lines if line.eur_per_month is None)

    @property
    def assumed(self) -> tuple[LineCode, ...]:
        """Return the lines where a price of the country stands in for one that was not given."""
        return tuple(line.code for line in self.lines if line.is_assumed)


@dataclass(frozen=True, slots=True)
class MonthBudget:
    """What all ways to travel of one person cost a month."""

    costs: tuple[MonthCost, ...]

    @property
    def total(self) -> Estimate:
        """Return what leaves the purse, as far as it is known."""
        return Estimate.total([cost.total for cost in self.costs])

    @property
    def loss_of_value(self) -> Estimate:
        """Return what the vehicles lose of their value."""
        return Estimate.total([cost.loss_of_value for cost in self.costs])

    @property
    def unknown(self) -> tuple[tuple[Way, LineCode], ...]:
        """Return what costs something that nobody said, and by which way."""
        return tuple((cost.way, code) for cost in self.costs for code in cost.unknown)


def cost_of_month(way: Way, month: Travelled, terms: Terms | None = None, as_of: date | None = None) -> MonthCost:
    """Return what one way to travel costs one person a month.

    total = fixed lines + km · euros per km + trips · euros per trip; in a carpool km · (share_km / km).

    Parameters
    ----------
    way
        Mode, and vehicle and fuel as far as they are known: where they are not, costs span those it may be.
    month
        Km and one-way trips of a month, e.g. from `allant.trips.month_by_way`; all at least 0.
    terms
        What the vehicle is held by, and the prices that are known.
    as_of
        The day whose prices are wanted; the latest without it.

    Returns
    -------
    MonthCost
        In euros of the day, per month, between a low and a high bound. Tolls, fines, breakdowns and learning to drive
        are not counted.

    Raises
    ------
    InputError
        Km or trips out of their range.
    ParameterError
        No price yet on that day.

    Sources
    -------
    See the parameters `travel_cost/…` and `trips/…`, whose paths each line names.
    """
    for value in (month.km, month.share_km, month.one_way_trips):
        if not (isfinite(value) and value >= 0):
            raise InputError(
                value=value, rule="un mois compte au moins 0 km et 0 trajet.", remedy="Corrigez la semaine habituelle."
            )
    return MonthCost(way, tuple(_lines(way, month, terms or Terms(), as_of)))


def _lines(way: Way, month: Travelled, terms: Terms, as_of: date | None) -> list[Line]:
    match way.mode:
        case Mode.CAR | Mode.MOPED:
            return motor_lines(way, month, terms, as_of)
        case Mode.CARPOOL:
            return carpool_lines(way, month, terms, as_of)
        case Mode.CAR_PASSENGER:
            return lift_lines(way, month, terms, as_of)
        case Mode.BICYCLE | Mode.E_BIKE:
            return cycle_lines(way, month, terms, as_of)
        case Mode.TRANSIT:
            return transit_lines(way, month, terms, as_of)
        case Mode.ON_DEMAND:
            return on_demand_lines(month, terms, as_of)
        case Mode.OTHER:
            return other_lines(month, terms)
        case Mode.WALK | Mode.WHEELCHAIR | Mode.NOT_MADE:
            return []


def _sum(lines: Iterable[Line]) -> Estimate:
    return Estimate.total([line.eur_per_month for line in lines if line.eur_per_month is not None])
