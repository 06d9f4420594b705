"""When somebody travels: the day that stands for theirs, and its hours, as timetables tell them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from allant.parameters import parameter
from allant.routing.departures import typical_day
from allant.routing.network import Network
from allant.web.reaching.enums import Day
from allant.web.reaching.models import TravelNeeds

WEEKDAYS = {Day.WEEKDAY: 1, Day.SATURDAY: 5, Day.SUNDAY: 6}
"""A Tuesday stands for the week: the day that transport surveys take."""


@dataclass(frozen=True, slots=True)
class Moments:
    """The hours that are asked for, in the time zone of the timetables; `is_past` where these have ended."""

    leaves: datetime
    midday: datetime
    returns: datetime
    is_past: bool

    def moved(self, leaves_at: time) -> "Moments":
        """Return the same day, the departure and the return moved by as much."""
        leaves = datetime.combine(self.leaves.date(), leaves_at)
        return Moments(leaves, self.midday, self.returns + (leaves - self.leaves), self.is_past)


def moments_of(network: Network | None, needs: TravelNeeds, today: date) -> Moments | None:
    """Return when somebody travels; None without a timetable, or where it covers no such day."""
    day = typical_day(network, WEEKDAYS[Day(needs.day)], today) if network is not None else None
    if day is None:
        return None
    leaves = datetime.combine(day, needs.leaves_at or hour("usual_departure"))
    returns = datetime.combine(day, needs.returns_at or hour("usual_return"))
    if returns <= leaves:  # somebody who works at night comes home the next morning
        returns += timedelta(days=1)
    return Moments(leaves, datetime.combine(day, hour("midday")), returns, day < today)


def hour(name: str) -> time:
    """Return an hour of the day that is a parameter of the room of reach."""
    return (datetime.min + timedelta(hours=parameter(f"reach/{name}"))).time()
