"""One line of a month's cost, and where its price comes from."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from allant.intervals import Estimate
from allant.parameters import estimate

__all__ = ["Line", "LineCode", "Price", "VariesWith", "fixed", "given", "given_or", "per_km", "per_trip", "unknown"]


class LineCode(StrEnum):
    """What is paid for."""

    ENERGY = "energy"
    INSURANCE = "insurance"
    UPKEEP = "upkeep"
    TYRES = "tyres"
    INSPECTION = "inspection"
    PARKING = "parking"
    RENT = "rent"
    PASS = "pass"  # noqa: S105  # of transport, not a password
    FARES = "fares"
    CONTRIBUTION = "contribution"
    LOSS_OF_VALUE = "loss_of_value"


class VariesWith(StrEnum):
    """What makes a line grow; `FIXED` is paid even by who stays at home."""

    FIXED = "fixed"
    KM = "km"
    TRIPS = "trips"


@dataclass(frozen=True, slots=True)
class Price:
    """A price, and the parameters it was read from: none when the person gave it."""

    eur: Estimate
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a month's cost.

    Attributes
    ----------
    eur_per_month
        None when it is not known: it costs something, and nobody said what.
    eur_per_unit
        What one more km, or one more trip, adds; None for a fixed line, or where a pass puts an end to it.
    parameters
        Paths of the parameters that the line rests on; none when the person gave the price.
    before_refund
        The price before the share of the employer, where there is one.
    """

    code: LineCode
    varies_with: VariesWith
    eur_per_month: Estimate | None
    eur_per_unit: Estimate | None = None
    parameters: tuple[str, ...] = ()
    before_refund: Estimate | None = None

    @property
    def is_assumed(self) -> bool:
        """Whether a price of the country stands in for one that the person did not give."""
        return bool(self.parameters)


def given(eur: float) -> Price:
    """Return a price that the person gave."""
    return Price(Estimate.exactly(eur))


def given_or(eur: float | None, name: str, as_of: date | None) -> Price:
    """Return the price that was given, else the one of the country: the parameter `travel_cost/<name>`."""
    if eur is not None:
        return given(eur)
    return Price(estimate(f"travel_cost/{name}", as_of), (f"travel_cost/{name}",))


def fixed(code: LineCode, price: Price) -> Line:
    """Return a line paid each month whatever is travelled."""
    return Line(code, VariesWith.FIXED, price.eur, parameters=price.parameters)


def per_km(code: LineCode, price: Price, km: float) -> Line:
    """Return a line that grows with the distance."""
    return Line(code, VariesWith.KM, price.eur.times(km), price.eur, price.parameters)


def per_trip(code: LineCode, price: Price, one_way_trips: float) -> Line:
    """Return a line that grows with the number of trips, each way counted."""
    return Line(code, VariesWith.TRIPS, price.eur.times(one_way_trips), price.eur, price.parameters)


def unknown(code: LineCode, varies_with: VariesWith) -> Line:
    """Return a line that costs something which nobody said."""
    return Line(code, varies_with, None)
