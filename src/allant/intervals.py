"""A quantity that is not known exactly: between which values it lies, and where its middle is.

>>> fuel, parking = Estimate(80.0, 100.0, 130.0), Estimate.exactly(20.0)
>>> fuel + parking
Estimate(low=100.0, central=120.0, high=150.0)
>>> fuel.times(0.5)
Estimate(low=40.0, central=50.0, high=65.0)
>>> Estimate.spanning([Estimate(1.0, 2.0, 3.0), Estimate(2.0, 4.0, 9.0)])
Estimate(low=1.0, central=3.0, high=9.0)

Bounds are added to bounds: as if all that is low were low together. A sum is thus wider than chance would make it, and
never promises too much.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce

from allant.errors import InputError

__all__ = ["Estimate"]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A low, a central and a high value of one quantity, in one unit, in this order."""

    low: float
    central: float
    high: float

    def __post_init__(self) -> None:
        """Refuse bounds that cross, and what is not a number."""
        if not self.low <= self.central <= self.high:
            raise InputError(
                value=(self.low, self.central, self.high),
                rule="la valeur basse, la valeur centrale et la valeur haute se suivent.",
                remedy="Remettez-les dans l’ordre.",
            )

    @classmethod
    def exactly(cls, value: float) -> "Estimate":
        """Return a quantity that is known."""
        return cls(value, value, value)

    @classmethod
    def total(cls, parts: Sequence["Estimate"]) -> "Estimate":
        """Return the sum of the parts, bound by bound; 0 without parts."""
        return reduce(lambda first, second: first + second, parts, cls.exactly(0.0))

    @classmethod
    def spanning(cls, candidates: Sequence["Estimate"]) -> "Estimate":
        """Return what is known of one quantity when any of the candidates may be the true one.

        From the lowest low to the highest high; the middle is the plain mean of the middles.
        """
        low, high = min(each.low for each in candidates), max(each.high for each in candidates)
        mean = sum(each.central for each in candidates) / len(candidates)
        return cls(low, min(max(low, mean), high), high)  # the mean of equal numbers may round beyond them

    def __add__(self, other: "Estimate") -> "Estimate":
        """Return the sum, bound by bound."""
        return Estimate(self.low + other.low, self.central + other.central, self.high + other.high)

    def times(self, factor: float) -> "Estimate":
        """Return the quantity times a factor that is known, at least 0."""
        return self.each(lambda value: value * factor)

    def by(self, other: "Estimate") -> "Estimate":
        """Return the product of two quantities of at least 0, bound by bound."""
        return Estimate(self.low * other.low, self.central * other.central, self.high * other.high)

    def at_most(self, other: "Estimate") -> "Estimate":
        """Return the lesser of two quantities, bound by bound."""
        return Estimate(min(self.low, other.low), min(self.central, other.central), min(self.high, other.high))

    def each(self, change: Callable[[float], float]) -> "Estimate":
        """Return the three values changed alike by something that never turns their order round."""
        return Estimate(change(self.low), change(self.central), change(self.high))
