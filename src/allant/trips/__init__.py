"""Where do they go each week, by what, how far, with whom, and which trips do they give up?

The usual week is typed once, in a bilan; what it costs (`travel_cost`), burns and emits (`energy`) is computed from it.
This room lies below the others, which share its words.

>>> week = [
...     UsualTrip(Purpose.WORK, Mode.CARPOOL, one_way_km=12.0, one_way_trips_per_week=10, aboard=3),
...     UsualTrip(Purpose.SHOPPING, Mode.WALK, one_way_km=0.8, one_way_trips_per_week=4),
...     UsualTrip(Purpose.HEALTH, Mode.NOT_MADE, one_way_km=30.0, one_way_trips_per_week=0.5),
... ]
>>> totals = week_totals(week)
>>> totals[Mode.CARPOOL]
Travelled(one_way_trips=10.0, km=120.0, share_km=40.0)
>>> round(month_totals(week)[Mode.CARPOOL].km)
520
>>> totals[Mode.NOT_MADE].km
15.0
"""

from allant.trips.engines import Engine, engines_of
from allant.trips.modes import BY_CAR, CARS, PUBLIC_TRANSPORT, Fuel, Mode, Purpose, Vehicle
from allant.trips.totals import Travelled, month_by_way, month_totals, week_by_way, week_totals
from allant.trips.usual_trip import UsualTrip, Way

__all__ = [
    "BY_CAR",
    "CARS",
    "PUBLIC_TRANSPORT",
    "Engine",
    "Fuel",
    "Mode",
    "Purpose",
    "Travelled",
    "UsualTrip",
    "Vehicle",
    "Way",
    "engines_of",
    "month_by_way",
    "month_totals",
    "week_by_way",
    "week_totals",
]
