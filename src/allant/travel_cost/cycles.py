"""What a bicycle or an e-bike costs a month."""

from datetime import date

from allant.travel_cost.lines import Line, LineCode, fixed, given_or, per_km
from allant.travel_cost.motors import engine_energy
from allant.travel_cost.rents import rent_line
from allant.travel_cost.terms import Holding, Terms
from allant.trips import Mode, Travelled, Way

__all__ = ["cycle_lines"]


def cycle_lines(way: Way, month: Travelled, terms: Terms, as_of: date | None) -> list[Line]:
    """Return what it costs: electricity, then upkeep and lost value of one's own, or the rent of another's."""
    lines = []
    if way.mode is Mode.E_BIKE:
        lines.append(per_km(LineCode.ENERGY, engine_energy(way, terms, as_of), month.km))
    if terms.holding is not Holding.OWN:
        return [*lines, rent_line(way.mode, terms, as_of)]
    upkeep = given_or(None, f"{way.mode}_upkeep", as_of)
    value = given_or(None, f"{way.mode}_value_loss", as_of)
    return [*lines, per_km(LineCode.UPKEEP, upkeep, month.km), fixed(LineCode.LOSS_OF_VALUE, value)]
