"""What a bicycle or an e-bike costs a month."""

from datetime import date

from allant.travel_cost.fares import refundable
from allant.travel_cost.lines import Line, LineCode, VariesWith, fixed, given_or, per_km, unknown
from allant.travel_cost.motors import engine_energy
from allant.travel_cost.terms import Holding, Terms
from allant.trips import Mode, Travelled, Way

__all__ = ["cycle_lines"]


def cycle_lines(way: Way, month: Travelled, terms: Terms, as_of: date | None) -> list[Line]:
    """Return what it costs: electricity, then upkeep and lost value of one's own, or the rent of another's."""
    lines = []
    if way.mode is Mode.E_BIKE:
        lines.append(per_km(LineCode.ENERGY, engine_energy(way, terms, as_of), month.km))
    if terms.holding is not Holding.OWN:
        return [*lines, _rent(way, terms, as_of)]
    upkeep = given_or(None, f"{way.mode}_upkeep", as_of)
    value = given_or(None, f"{way.mode}_value_loss", as_of)
    return [*lines, per_km(LineCode.UPKEEP, upkeep, month.km), fixed(LineCode.LOSS_OF_VALUE, value)]


def _rent(way: Way, terms: Terms, as_of: date | None) -> Line:
    """Return the rent; the hire of a public bicycle is refunded like a pass, only where the person said so."""
    if terms.rent_eur_per_month is None and way.mode is Mode.BICYCLE:
        return unknown(LineCode.RENT, VariesWith.FIXED)
    rent = given_or(terms.rent_eur_per_month, f"{way.mode}_{terms.holding}_rent", as_of)
    if terms.employer_refunds and terms.holding is Holding.LEASED:
        return refundable(LineCode.RENT, rent, terms, as_of)
    return fixed(LineCode.RENT, rent)
