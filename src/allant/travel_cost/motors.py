"""What a car or a moped costs a month, alone or shared."""

from datetime import date

from allant.intervals import Estimate
from allant.parameters import estimate, parameter
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
from allant.travel_cost.rents import rent_line
from allant.travel_cost.terms import Holding, Terms
from allant.trips import Engine, Fuel, Mode, Travelled, Way, engines_of
from allant.units import MONTHS_PER_YEAR

__all__ = ["carpool_lines", "engine_energy", "lift_lines", "motor_lines"]

_NEVER = Estimate.exactly(0.0)


def motor_lines(way: Way, month: Travelled, terms: Terms, as_of: date | None) -> list[Line]:
    """Return what one's own, lent or leased car or moped costs: running costs for every km, and fixed costs."""
    return [*_running(way, month.km, 1.0, terms, as_of), *_standing(way, terms, as_of)]


def carpool_lines(way: Way, month: Travelled, terms: Terms, as_of: date | None) -> list[Line]:
    """Return the share of a carpool: running costs divided by those aboard, or what was agreed for each trip.

    Who brings the car keeps its fixed costs.
    """
    standing = _standing(way, terms, as_of) if terms.drives else []
    if terms.fare_eur_per_trip is not None:
        return [_agreed(terms.fare_eur_per_trip, month), *standing]
    return [*_running(way, month.km, _share(month), terms, as_of), *standing]


def lift_lines(way: Way, month: Travelled, terms: Terms, as_of: date | None) -> list[Line]:
    """Return what somebody who is driven pays: what was agreed, else anything from nothing to a fair share."""
    if terms.fare_eur_per_trip is not None:
        return [_agreed(terms.fare_eur_per_trip, month)]
    running = _running(way, month.km, _share(month), terms, as_of)
    fair = Estimate.total([line.eur_per_unit for line in running if line.eur_per_unit])
    paid = Price(
        Estimate(0.0, fair.central / 2, fair.high), tuple(path for line in running for path in line.parameters)
    )
    return [per_km(LineCode.CONTRIBUTION, paid, month.km)]


def engine_energy(way: Way, terms: Terms, as_of: date | None) -> Price:
    """Return the price of the litres or kWh of one km, spanning the engines that it may be."""
    priced = [_energy_of(engine, terms, as_of) for engine in engines_of(way, as_of)]
    paths = dict.fromkeys(path for price in priced for path in price.parameters)
    return Price(Estimate.spanning([price.eur for price in priced]), tuple(paths))


def _energy_of(engine: Engine, terms: Terms, as_of: date | None) -> Price:
    bought = Fuel.PETROL if engine.fuel is Fuel.HYBRID else engine.fuel
    name = "electricity_price" if bought is Fuel.ELECTRIC else f"{bought}_price"
    price = given_or(terms.energy_price_eur, name, as_of)
    return Price(engine.per_100_km.times(1 / 100).by(price.eur), price.parameters)


def _agreed(eur_per_trip: float, month: Travelled) -> Line:
    return per_trip(LineCode.CONTRIBUTION, given(eur_per_trip), month.one_way_trips)


def _share(month: Travelled) -> float:
    return month.share_km / month.km if month.km else 1.0


def _running(way: Way, km: float, share: float, terms: Terms, as_of: date | None) -> list[Line]:
    prices = [(LineCode.ENERGY, engine_energy(way, terms, as_of))]
    if terms.holding is not Holding.LENT:
        prices += [(code, given_or(None, name, as_of)) for code, name in _wear(way)]
    return [per_km(code, Price(price.eur.times(share), price.parameters), km) for code, price in prices]


def _wear(way: Way) -> list[tuple[LineCode, str]]:
    if way.mode is Mode.MOPED:
        return [(LineCode.UPKEEP, "moped_upkeep")]
    return [(LineCode.UPKEEP, "car_upkeep"), (LineCode.TYRES, "car_tyres")]


def _standing(way: Way, terms: Terms, as_of: date | None) -> list[Line]:
    kind = "moped" if way.mode is Mode.MOPED else "car"
    lines = [_parking(terms)]
    if terms.holding is not Holding.OWN:
        lines.append(rent_line(kind, terms, as_of))
    if terms.holding is not Holding.LENT:
        lines += [_insurance(kind, terms, as_of), _inspection(kind, terms, as_of)]
    if terms.holding is Holding.OWN:
        lines.append(_loss_of_value(kind, terms, as_of))
    return lines


def _parking(terms: Terms) -> Line:
    if terms.parking_eur_per_month is None:
        return unknown(LineCode.PARKING, VariesWith.FIXED)
    return fixed(LineCode.PARKING, given(terms.parking_eur_per_month))


def _insurance(kind: str, terms: Terms, as_of: date | None) -> Line:
    name = "new_driver_car_insurance" if terms.is_new_driver and kind == "car" else f"{kind}_insurance"
    return fixed(LineCode.INSURANCE, given_or(terms.insurance_eur_per_month, name, as_of))


def _inspection(kind: str, terms: Terms, as_of: date | None) -> Line:
    path = f"travel_cost/{kind}_inspection"
    months = parameter(f"{path}_every", as_of) * MONTHS_PER_YEAR
    due = estimate(path, as_of).times(1 / months)
    if terms.age_years is None:
        due = Estimate(0.0, due.central, due.high)
    elif terms.age_years < parameter(f"{path}_from", as_of):
        due = _NEVER
    return fixed(LineCode.INSPECTION, Price(due, (path, f"{path}_every", f"{path}_from")))


def _loss_of_value(kind: str, terms: Terms, as_of: date | None) -> Line:
    names = ["moped_value_loss"] if kind == "moped" else _value_losses(terms.age_years, as_of)
    prices = [given_or(None, name, as_of) for name in names]
    spread = Estimate.spanning([price.eur for price in prices])
    return fixed(LineCode.LOSS_OF_VALUE, Price(spread, tuple(path for price in prices for path in price.parameters)))


def _value_losses(age_years: float | None, as_of: date | None) -> list[str]:
    if age_years is None:
        return ["old_car_value_loss", "used_car_value_loss"]
    if age_years >= parameter("travel_cost/old_car_from", as_of):
        return ["old_car_value_loss"]
    if age_years >= parameter("travel_cost/used_car_from", as_of):
        return ["used_car_value_loss"]
    return ["new_car_value_loss"]
