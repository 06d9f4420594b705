"""What one travels with: the words that every room, page and file shares."""

from enum import StrEnum

__all__ = ["BY_CAR", "CARS", "PUBLIC_TRANSPORT", "Fuel", "Mode", "Purpose", "Vehicle"]


class Mode(StrEnum):
    """How a trip is made. `NOT_MADE` is a trip given up, `immobilité subie`: wanted, and not made."""

    WALK = "walk"
    WHEELCHAIR = "wheelchair"
    BICYCLE = "bicycle"
    E_BIKE = "e_bike"
    MOPED = "moped"
    CAR = "car"
    CAR_PASSENGER = "car_passenger"
    CARPOOL = "carpool"
    TRANSIT = "transit"
    ON_DEMAND = "on_demand"
    OTHER = "other"
    NOT_MADE = "not_made"


class Purpose(StrEnum):
    """What a trip is for."""

    WORK = "work"
    TRAINING = "training"
    JOB_SEARCH = "job_search"
    CHILDCARE = "childcare"
    SHOPPING = "shopping"
    HEALTH = "health"
    ADMINISTRATION = "administration"
    VISITS = "visits"
    LEISURE = "leisure"
    OTHER = "other"


class Vehicle(StrEnum):
    """The size of a car, or what public transport runs with."""

    SMALL_CAR = "small_car"
    COMPACT_CAR = "compact_car"
    LARGE_CAR = "large_car"
    BUS = "bus"
    COACH = "coach"
    TRAM = "tram"
    METRO = "metro"
    TRAIN = "train"


class Fuel(StrEnum):
    """What an engine runs on."""

    PETROL = "petrol"
    DIESEL = "diesel"
    E85 = "e85"
    LPG = "lpg"
    HYBRID = "hybrid"
    ELECTRIC = "electric"


BY_CAR = frozenset({Mode.CAR, Mode.CAR_PASSENGER, Mode.CARPOOL})
CARS = (Vehicle.SMALL_CAR, Vehicle.COMPACT_CAR, Vehicle.LARGE_CAR)
PUBLIC_TRANSPORT = (Vehicle.BUS, Vehicle.COACH, Vehicle.TRAM, Vehicle.METRO, Vehicle.TRAIN)
