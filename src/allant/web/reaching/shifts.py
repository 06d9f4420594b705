"""A shift at a workplace: where, from when to when, on which days, and how long a way is accepted."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from allant.parameters import parameter
from allant.routing.departures import typical_day
from allant.routing.network import Network
from allant.web.reaching.doors import KnownPlace
from allant.web.reaching.enums import Day
from allant.web.reaching.moments import WEEKDAYS

DAYS_A_WEEK = {Day.WEEKDAY: 5, Day.SATURDAY: 1, Day.SUNDAY: 1}
THERE_AND_BACK = 2


@dataclass(frozen=True, slots=True)
class Shift:
    """What an employer asks: to be there from `starts_at` to `ends_at`; a shift that ends earlier ends the next day."""

    place: KnownPlace
    starts_at: time
    ends_at: time
    days: tuple[Day, ...]
    limit_min: int

    @property
    def one_way_trips_per_month(self) -> float:
        """There and back on each day of work."""
        days = sum(DAYS_A_WEEK[day] for day in self.days)
        return THERE_AND_BACK * days * parameter("trips/weeks_per_month")


@dataclass(frozen=True, slots=True)
class Slot:
    """The shift on the day that stands for one of its days, in the time zone of the timetables."""

    starts: datetime
    ends: datetime
    is_past: bool


def slots_of(network: Network | None, shift: Shift, today: date) -> tuple[Slot, ...] | None:
    """Return the shift day by day; None without a timetable, or where it covers one of the days on no date."""
    if network is None:
        return None
    days = [typical_day(network, WEEKDAYS[day], today) for day in shift.days]
    known = [day for day in days if day is not None]
    return tuple(_slot(shift, day, today) for day in known) if len(known) == len(days) else None


def _slot(shift: Shift, day: date, today: date) -> Slot:
    starts, ends = datetime.combine(day, shift.starts_at), datetime.combine(day, shift.ends_at)
    return Slot(starts, ends if ends > starts else ends + timedelta(days=1), day < today)
