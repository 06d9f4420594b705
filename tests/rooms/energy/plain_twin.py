"""The same figures, slowly: one trip at a time, straight from the parameters, a case for each mode."""

from statistics import mean

from allant.parameters import estimate
from allant.trips import BY_CAR, Fuel, Mode, Vehicle

CARS_UNKNOWN = [Vehicle.SMALL_CAR, Vehicle.COMPACT_CAR]
FUELS_UNKNOWN = [Fuel.PETROL, Fuel.DIESEL]
TRANSIT_UNKNOWN = [Vehicle.BUS, Vehicle.COACH, Vehicle.TRAM, Vehicle.TRAIN]


def value(path, bound):
    return getattr(estimate(path), bound)


def of_car(vehicle, fuel, bound):
    if fuel is Fuel.ELECTRIC:
        kwh = value(f"trips/{vehicle}_electric_consumption", bound) / 100
        return kwh, value(f"energy/{vehicle}_electric_use", bound), value(f"energy/{vehicle}_electric_making", bound)
    if fuel in (Fuel.PETROL, Fuel.DIESEL):
        litres = value(f"trips/{vehicle}_{fuel}_consumption", bound) / 100
    else:
        litres = value(f"trips/{vehicle}_petrol_consumption", bound) / 100 * value(f"trips/{fuel}_to_petrol", bound)
    burnt = "petrol" if fuel is Fuel.HYBRID else fuel
    kwh = litres * value(f"energy/{burnt}_energy", bound)
    use = litres * value(f"energy/{burnt}_emissions", bound) + value("energy/car_upkeep_emissions", bound)
    return kwh, use, value(f"energy/{vehicle}_thermal_making", bound)


def any_of(candidates, bound):
    pick = {"low": min, "central": mean, "high": max}[bound]
    return tuple(pick(column) for column in zip(*candidates, strict=True))


def per_km(way, bound):
    """Return kWh, use and making of one km, by vehicle or by passenger; None where nobody knows."""
    if way.mode in (Mode.ON_DEMAND, Mode.OTHER):
        return None
    if way.mode is Mode.BICYCLE:
        return 0, 0, value("energy/bicycle_making", bound)
    if way.mode is Mode.E_BIKE:
        kwh = value("trips/e_bike_consumption", bound) / 100
        return kwh, value("energy/e_bike_use", bound), value("energy/e_bike_making", bound)
    if way.mode is Mode.MOPED:
        litres = value("trips/moped_consumption", bound) / 100
        kwh, use = (litres * value(f"energy/petrol_{part}", bound) for part in ("energy", "emissions"))
        return kwh, use, value("energy/moped_making", bound)
    if way.mode is Mode.TRANSIT:
        vehicles = [way.vehicle] if way.vehicle else TRANSIT_UNKNOWN
        parts = ("energy", "use", "making")
        return any_of([[value(f"energy/{each}_{part}", bound) for part in parts] for each in vehicles], bound)
    if way.mode in BY_CAR:
        vehicles = [way.vehicle] if way.vehicle else CARS_UNKNOWN
        fuels = [way.fuel] if way.fuel else FUELS_UNKNOWN
        return any_of([of_car(vehicle, fuel, bound) for vehicle in vehicles for fuel in fuels], bound)
    return 0, 0, 0


def energy(way, km, aboard, bound):
    """Return kWh, use and making of one person's trip; None where nobody knows."""
    factor = per_km(way, bound)
    shared = way.mode in BY_CAR | {Mode.MOPED}
    return factor and tuple(each * km / (aboard if shared else 1) for each in factor)
