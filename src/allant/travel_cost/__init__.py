"""What does each way to travel cost a month, what of it is fixed, and what do we not know?

Euros between a low and a high bound, each line with the parameters it rests on. Prices that the person knows take the
place of those of the country.

>>> work = Travelled(one_way_trips=40, km=600, share_km=600)
>>> car = Way(Mode.CAR, Vehicle.SMALL_CAR, Fuel.PETROL)
>>> mine = cost_of_month(car, work, Terms(age_years=12, energy_price_eur=1.80, insurance_eur_per_month=50))
>>> [(str(line.code), round(line.eur_per_month.central)) for line in mine.lines if line.eur_per_month]
[('energy', 71), ('upkeep', 19), ('tyres', 5), ('insurance', 50), ('inspection', 3), ('loss_of_value', 40)]
>>> round(mine.total.central), [str(code) for code in mine.unknown]
(149, ['parking'])
>>> bus = cost_of_month(Way(Mode.TRANSIT), work, Terms(pass_eur_per_month=45, employer_refunds=True))
>>> bus.total.central, bus.lines[0].before_refund.central
(22.5, 45)
"""

from allant.travel_cost.added_service import AddedService, added_service
from allant.travel_cost.lines import Line, LineCode, VariesWith
from allant.travel_cost.month import MonthBudget, MonthCost, cost_of_month
from allant.travel_cost.terms import Holding, Terms
from allant.trips import Fuel, Mode, Travelled, Vehicle, Way

__all__ = [
    "AddedService",
    "Fuel",
    "Holding",
    "Line",
    "LineCode",
    "Mode",
    "MonthBudget",
    "MonthCost",
    "Terms",
    "Travelled",
    "VariesWith",
    "Vehicle",
    "Way",
    "added_service",
    "cost_of_month",
]
