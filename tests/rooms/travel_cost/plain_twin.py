"""The same totals, slowly: one bound at a time, straight from the parameters, a case for each mode."""

from statistics import mean

from allant.parameters import estimate, parameter
from allant.travel_cost import Holding
from allant.trips import Fuel, Mode, Vehicle

NOBODY_SAYS = {("bicycle", Holding.LENT), ("bicycle", Holding.LEASED), ("moped", Holding.LEASED)}
PICK = {"low": min, "central": mean, "high": max}


def price(name, bound):
    return getattr(estimate(f"travel_cost/{name}"), bound)


def known(value, name, bound):
    return price(name, bound) if value is None else value


def burnt(vehicle, fuel, bound):
    if fuel in (Fuel.PETROL, Fuel.DIESEL, Fuel.ELECTRIC):
        return getattr(estimate(f"trips/{vehicle}_{fuel}_consumption"), bound)
    of_petrol = getattr(estimate(f"trips/{vehicle}_petrol_consumption"), bound)
    return of_petrol * getattr(estimate(f"trips/{fuel}_to_petrol"), bound)


def energy_per_km(way, terms, bound):
    if way.mode is Mode.E_BIKE:
        kwh = getattr(estimate("trips/e_bike_consumption"), bound)
        return kwh / 100 * known(terms.energy_price_eur, "electricity_price", bound)
    if way.mode is Mode.MOPED:
        litres = getattr(estimate("trips/moped_consumption"), bound)
        return litres / 100 * known(terms.energy_price_eur, "petrol_price", bound)
    sold = {Fuel.ELECTRIC: "electricity_price", Fuel.HYBRID: "petrol_price"}
    return PICK[bound](
        burnt(vehicle, fuel, bound) / 100 * known(terms.energy_price_eur, sold.get(fuel, f"{fuel}_price"), bound)
        for vehicle in ([way.vehicle] if way.vehicle else [Vehicle.SMALL_CAR, Vehicle.COMPACT_CAR])
        for fuel in ([way.fuel] if way.fuel else [Fuel.PETROL, Fuel.DIESEL])
    )


def running_per_km(way, terms, bound):
    per_km = energy_per_km(way, terms, bound)
    if terms.holding is not Holding.LENT:
        worn = ["moped_upkeep"] if way.mode is Mode.MOPED else ["car_upkeep", "car_tyres"]
        per_km += sum(price(name, bound) for name in worn)
    return per_km


def inspection(kind, age, bound):
    monthly = price(f"{kind}_inspection", bound) / parameter(f"travel_cost/{kind}_inspection_every") / 12
    if age is None:
        return 0 if bound == "low" else monthly
    return monthly if age >= parameter(f"travel_cost/{kind}_inspection_from") else 0


def rent(kind, terms, bound):
    if terms.rent_eur_per_month is None and (kind, terms.holding) in NOBODY_SAYS:
        return 0
    return known(terms.rent_eur_per_month, f"{kind}_{terms.holding}_rent", bound)


def standing(way, terms, bound):
    kind = "moped" if way.mode is Mode.MOPED else "car"
    total = terms.parking_eur_per_month or 0
    if terms.holding is not Holding.OWN:
        total += rent(kind, terms, bound)
    if terms.holding is not Holding.LENT:
        of_whom = "new_driver_car" if kind == "car" and terms.is_new_driver else kind
        total += known(terms.insurance_eur_per_month, f"{of_whom}_insurance", bound)
        total += inspection(kind, terms.age_years, bound)
    return total


def transit(way, month, terms, bound):
    kept = 1 if terms.employer_refunds is False or (terms.employer_refunds is None and bound != "low") else 0.5
    if terms.pass_eur_per_month is not None:
        return terms.pass_eur_per_month * kept
    if terms.fare_eur_per_trip is not None:
        return terms.fare_eur_per_trip * month.one_way_trips
    if way.vehicle is Vehicle.TRAIN:
        return min(price("train_pass", bound) * kept, price("train_ticket", bound) * month.km)
    return min(price("transit_pass", bound) * kept, price("transit_ticket", bound) * month.one_way_trips)


def cycle(way, month, terms, bound):
    total = month.km * energy_per_km(way, terms, bound) if way.mode is Mode.E_BIKE else 0
    if terms.holding is Holding.OWN:
        return total + month.km * price(f"{way.mode}_upkeep", bound)
    kept = 0.5 if terms.employer_refunds and terms.holding is Holding.LEASED else 1
    return total + rent(way.mode, terms, bound) * kept


def total(way, month, terms, bound):
    """Return what leaves the purse in a month, as far as it is known."""
    share = month.share_km / month.km if month.km else 1
    fares = (terms.fare_eur_per_trip or 0) * month.one_way_trips
    if way.mode in (Mode.CAR, Mode.MOPED):
        return month.km * running_per_km(way, terms, bound) + standing(way, terms, bound)
    if way.mode is Mode.CARPOOL:
        own = standing(way, terms, bound) if terms.drives else 0
        running = fares if terms.fare_eur_per_trip is not None else month.km * share * running_per_km(way, terms, bound)
        return running + own
    if way.mode is Mode.CAR_PASSENGER:
        if terms.fare_eur_per_trip is not None:
            return fares
        fair = month.km * share * running_per_km(way, terms, bound)
        return {"low": 0, "central": fair / 2, "high": fair}[bound]
    if way.mode in (Mode.BICYCLE, Mode.E_BIKE):
        return cycle(way, month, terms, bound)
    if way.mode is Mode.TRANSIT:
        return transit(way, month, terms, bound)
    if way.mode is Mode.ON_DEMAND:
        return known(terms.fare_eur_per_trip, "on_demand_fare", bound) * month.one_way_trips
    return fares if way.mode is Mode.OTHER else 0
