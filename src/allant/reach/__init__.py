"""What can they get to, with what they have — or with what they could have?

Times come from outside, one row a mode; the room says which ways are at hand and within budget, what is reached by each
and by all of them, the best way to each place or why there is none, and what a change would bring.

>>> import numpy as np
>>> from allant.trips import Mode
>>> amina = TravelProfile(cycles=True, has_bicycle=True, has_licence=False, has_car=False, budget_eur_per_month=50)
>>> minutes = {Mode.BICYCLE: np.array([12.0, 55.0]), Mode.CAR: np.array([6.0, 20.0])}
>>> costs = {Mode.BICYCLE: Estimate.exactly(10.0), Mode.CAR: Estimate(180.0, 250.0, 330.0)}
>>> ways = ways_of(amina, minutes, costs)
>>> jobs = np.array([[300.0], [1200.0]])
>>> within(ways, jobs, 30).by_all, within(ways, jobs, 30).by_car
(array([300.]), array([1500.]))
>>> best_of(ways, 1, longest_min=30).obstacles[Mode.CAR]
(<Obstacle.NEEDS_LICENCE: 'needs_licence'>, <Obstacle.NEEDS_CAR: 'needs_car'>, <Obstacle.OVER_BUDGET: 'over_budget'>)
>>> lent = with_change(amina, Change.LICENCE_AND_CAR)
>>> within(ways_of(lent, minutes, costs), jobs, 30).by_all
array([300.])
"""

from allant.intervals import Estimate
from allant.reach.changes import Change, with_change
from allant.reach.obstacles import Obstacle, why_no_transit
from allant.reach.places import BestWay, best_of
from allant.reach.profile import TravelProfile
from allant.reach.surroundings import surroundings
from allant.reach.territory import TerritoryReach, territory_reach
from allant.reach.unused import Unused, UnusedReason, reasons_of, unused
from allant.reach.ways import Budget, TravelWay, budget_of, ways_of
from allant.reach.within import Within, within

__all__ = [
    "BestWay",
    "Budget",
    "Change",
    "Estimate",
    "Obstacle",
    "TerritoryReach",
    "TravelProfile",
    "TravelWay",
    "Unused",
    "UnusedReason",
    "Within",
    "best_of",
    "budget_of",
    "reasons_of",
    "surroundings",
    "territory_reach",
    "unused",
    "ways_of",
    "why_no_transit",
    "with_change",
    "within",
]
