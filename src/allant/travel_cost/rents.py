"""What a lent or leased vehicle is rented for."""

from datetime import date

from allant.travel_cost.fares import refundable
from allant.travel_cost.lines import Line, LineCode, VariesWith, fixed, given_or, unknown
from allant.travel_cost.terms import Holding, Terms

__all__ = ["rent_line"]

_PRICED = frozenset(
    {
        ("car", Holding.LENT),
        ("car", Holding.LEASED),
        ("moped", Holding.LENT),
        ("e_bike", Holding.LENT),
        ("e_bike", Holding.LEASED),
    }
)
_REFUNDABLE = frozenset({("bicycle", Holding.LEASED), ("e_bike", Holding.LEASED)})


def rent_line(kind: str, terms: Terms, as_of: date | None) -> Line:
    """Return the rent of a `kind` of vehicle; not known where it was not said and nobody publishes one.

    The hire of a public bicycle is refunded like a pass, only where the person said so.
    """
    held = (kind, terms.holding)
    if terms.rent_eur_per_month is None and held not in _PRICED:
        return unknown(LineCode.RENT, VariesWith.FIXED)
    rent = given_or(terms.rent_eur_per_month, f"{kind}_{terms.holding}_rent", as_of)
    if terms.employer_refunds and held in _REFUNDABLE:
        return refundable(LineCode.RENT, rent, terms, as_of)
    return fixed(LineCode.RENT, rent)
