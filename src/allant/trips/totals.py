"""How far a usual week leads, by mode and by way, in a week and in a month."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from allant.parameters import parameter
from allant.trips.modes import Mode
from allant.trips.usual_trip import UsualTrip, Way

__all__ = ["Travelled", "month_by_way", "month_totals", "week_by_way", "week_totals"]

Key = TypeVar("Key", Mode, Way)


@dataclass(frozen=True, slots=True)
class Travelled:
    """What was travelled in one period.

    `share_km` divides the km of each trip by those aboard: what one of them stands for.
    """

    one_way_trips: float = 0.0
    km: float = 0.0
    share_km: float = 0.0

    def __add__(self, other: "Travelled") -> "Travelled":
        """Return both together."""
        return Travelled(self.one_way_trips + other.one_way_trips, self.km + other.km, self.share_km + other.share_km)

    def times(self, factor: float) -> "Travelled":
        """Return the same repeated `factor` times."""
        return Travelled(self.one_way_trips * factor, self.km * factor, self.share_km * factor)


def week_totals(trips: Iterable[UsualTrip]) -> dict[Mode, Travelled]:
    """Return what is travelled in a week by each mode used; trips given up stand under `Mode.NOT_MADE`.

    km = sum of one_way_km · one_way_trips_per_week.
    """
    return _sums(trips, lambda trip: trip.mode)


def week_by_way(trips: Iterable[UsualTrip]) -> dict[Way, Travelled]:
    """Return what is travelled in a week by each mode, vehicle and fuel used."""
    return _sums(trips, lambda trip: trip.way)


def month_totals(trips: Iterable[UsualTrip], as_of: date | None = None) -> dict[Mode, Travelled]:
    """Return what is travelled in a month by each mode used: a week times `trips/weeks_per_month`."""
    return _a_month(week_totals(trips), as_of)


def month_by_way(trips: Iterable[UsualTrip], as_of: date | None = None) -> dict[Way, Travelled]:
    """Return what is travelled in a month by each mode, vehicle and fuel used."""
    return _a_month(week_by_way(trips), as_of)


def _sums(trips: Iterable[UsualTrip], key: Callable[[UsualTrip], Key]) -> dict[Key, Travelled]:
    totals: dict[Key, Travelled] = {}
    for trip in trips:
        totals[key(trip)] = totals.get(key(trip), Travelled()) + _of_a_week(trip)
    return totals


def _of_a_week(trip: UsualTrip) -> Travelled:
    km = trip.one_way_km * trip.one_way_trips_per_week
    return Travelled(trip.one_way_trips_per_week, km, km / trip.aboard)


def _a_month(totals: dict[Key, Travelled], as_of: date | None) -> dict[Key, Travelled]:
    weeks = parameter("trips/weeks_per_month", as_of)
    return {key: travelled.times(weeks) for key, travelled in totals.items()}
