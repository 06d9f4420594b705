"""How much energy do trips take, and what do they emit, by mode, vehicle and number of people aboard?

Final energy, with the emissions of use and of the making kept apart; each value between a low and a high bound.

>>> alone = energy_of_trip(Way(Mode.CAR, Vehicle.COMPACT_CAR, Fuel.PETROL), km=10)
>>> round(alone.kwh.central, 2), round(alone.use_kg_co2e.central, 2), round(alone.making_kg_co2e.central, 2)
(6.99, 2.21, 0.51)
>>> four = energy_of_trip(Way(Mode.CARPOOL, Vehicle.COMPACT_CAR, Fuel.PETROL), km=10, aboard=4)
>>> round(four.kg_co2e.central, 2)
0.68
>>> energy_of_trip(Way(Mode.ON_DEMAND), km=10) is None
True
"""

from allant.energy.factors import Factor, factor_of
from allant.energy.many_trips import BOUNDS, EnergyTable, energy_of_trips
from allant.energy.one_trip import TripEnergy, WeekEnergy, energy_of_trip, energy_of_week
from allant.trips import Fuel, Mode, Vehicle, Way

__all__ = [
    "BOUNDS",
    "EnergyTable",
    "Factor",
    "Fuel",
    "Mode",
    "TripEnergy",
    "Vehicle",
    "Way",
    "WeekEnergy",
    "energy_of_trip",
    "energy_of_trips",
    "energy_of_week",
    "factor_of",
]
