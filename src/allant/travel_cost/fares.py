"""What passes, tickets and other fares cost a month."""

from dataclasses import replace
from datetime import date

from allant.intervals import Estimate
from allant.parameters import parameter
from allant.travel_cost.lines import (
    Line,
    LineCode,
    Price,
    VariesWith,
    fixed,
    given,
    given_or,
    per_km,
    per_trip,
    unknown,
)
from allant.travel_cost.terms import Terms
from allant.trips import Travelled, Vehicle, Way

__all__ = ["on_demand_lines", "other_lines", "refundable", "transit_lines"]


def transit_lines(way: Way, month: Travelled, terms: Terms, as_of: date | None) -> list[Line]:
    """Return the pass that is held or, without one, tickets; where nobody knows which, the cheaper of the two.

    An employer refunds its share of a pass, never of single tickets.
    """
    if terms.subscribes is not False and terms.pass_eur_per_month is not None:
        return [refundable(LineCode.PASS, given(terms.pass_eur_per_month), terms, as_of)]
    if not terms.subscribes and terms.fare_eur_per_trip is not None:
        return [per_trip(LineCode.FARES, given(terms.fare_eur_per_trip), month.one_way_trips)]
    if terms.subscribes is None:
        return [_cheaper(way, month, terms, as_of)]
    kind = _kind(way)
    if terms.subscribes:
        return [refundable(LineCode.PASS, given_or(None, f"{kind}_pass", as_of), terms, as_of)]
    if kind == "train":
        return [per_km(LineCode.FARES, given_or(None, "train_ticket", as_of), month.km)]
    return [per_trip(LineCode.FARES, given_or(None, "transit_ticket", as_of), month.one_way_trips)]


def on_demand_lines(month: Travelled, terms: Terms, as_of: date | None) -> list[Line]:
    """Return the fares of transport on demand."""
    return [per_trip(LineCode.FARES, given_or(terms.fare_eur_per_trip, "on_demand_fare", as_of), month.one_way_trips)]


def other_lines(month: Travelled, terms: Terms) -> list[Line]:
    """Return what another means costs: only what was said."""
    if terms.fare_eur_per_trip is None:
        return [unknown(LineCode.FARES, VariesWith.TRIPS)]
    return [per_trip(LineCode.FARES, given(terms.fare_eur_per_trip), month.one_way_trips)]


def refundable(code: LineCode, price: Price, terms: Terms, as_of: date | None) -> Line:
    """Return a pass or a hire that employers refund in part, once they have.

    Where nobody knows whether an employer refunds, only the low bound counts on it.
    """
    line = fixed(code, Price(_after_refund(price.eur, terms, as_of), price.parameters))
    return line if terms.employer_refunds is False else replace(line, before_refund=price.eur)


def _after_refund(eur: Estimate, terms: Terms, as_of: date | None) -> Estimate:
    if terms.employer_refunds is False:
        return eur
    kept = eur.times(1 - parameter("travel_cost/employer_share", as_of))
    return kept if terms.employer_refunds else Estimate(kept.low, eur.central, eur.high)


def _cheaper(way: Way, month: Travelled, terms: Terms, as_of: date | None) -> Line:
    kind = _kind(way)
    amount = month.km if kind == "train" else month.one_way_trips
    ticket, pass_ = given_or(None, f"{kind}_ticket", as_of), given_or(None, f"{kind}_pass", as_of)
    tickets, subscribed = ticket.eur.times(amount), _after_refund(pass_.eur, terms, as_of)
    parameters = (*ticket.parameters, *pass_.parameters)
    if tickets.central < subscribed.central:
        return Line(LineCode.FARES, VariesWith.TRIPS, tickets.at_most(subscribed), parameters=parameters)
    line = refundable(LineCode.PASS, pass_, terms, as_of)
    return replace(line, eur_per_month=subscribed.at_most(tickets), parameters=parameters)


def _kind(way: Way) -> str:
    return "train" if way.vehicle is Vehicle.TRAIN else "transit"
