"""One journey from door to door, part by part, in the words of travellers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from allant.routing.trips import Mode

__all__ = ["Itinerary", "Leg", "Line", "Ride", "Stop"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of public transport, as its vehicles show it.

    `colour` and `text_colour` are six hexadecimal digits, or empty where nobody says; `kind` is its GTFS route type.
    """

    name: str
    long_name: str
    colour: str
    text_colour: str
    kind: int


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a line stops, in degrees (EPSG:4326)."""

    name: str
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Ride:
    """What is ridden: the line, where it says that it goes, and its stops from boarding to alighting, both included.

    `wheelchair` says whether both stops and the vehicle take wheelchairs; None where nobody has said.
    """

    line: Line
    headsign: str
    stops: tuple[Stop, ...]
    wheelchair: bool | None

    @property
    def board(self) -> Stop:
        """Return the stop where one gets on."""
        return self.stops[0]

    @property
    def alight(self) -> Stop:
        """Return the stop where one gets off."""
        return self.stops[-1]


@dataclass(frozen=True, slots=True)
class Leg:
    """One part of a journey, by one mode.

    Parameters
    ----------
    lasts_s
        Seconds, 0 or more, without the wait before.
    metres
        Length of the way; None where the engine does not tell.
    departs_at, arrives_at
        In the time zone of the timetable, without a zone; None on streets, where one leaves at any time.
    ride
        What is ridden; None on foot, by bicycle, by car.
    """

    mode: Mode
    lasts_s: float
    metres: float | None
    departs_at: datetime | None = None
    arrives_at: datetime | None = None
    ride: Ride | None = None


@dataclass(frozen=True, slots=True)
class Itinerary:
    """The parts of a journey, in order; `asked_at` is the departure that it was asked for, None on streets."""

    legs: tuple[Leg, ...]
    asked_at: datetime | None
    engine: str

    @property
    def rides(self) -> tuple[Leg, ...]:
        """Return the parts that are ridden on a line."""
        return tuple(leg for leg in self.legs if leg.ride)

    @property
    def leaves_at(self) -> datetime | None:
        """Return the hour to leave at: just in time for the first line, or as asked where none is taken."""
        if self.asked_at is None or not self.rides:
            return self.asked_at
        before = self.legs[: self.legs.index(self.rides[0])]
        boards_at = self.rides[0].departs_at
        return boards_at and boards_at - timedelta(seconds=sum(leg.lasts_s for leg in before))

    @property
    def arrives_at(self) -> datetime | None:
        """Return the hour of arrival."""
        return self.legs[-1].arrives_at

    @property
    def total_s(self) -> float:
        """Return the seconds from the departure asked for to the arrival, waits included."""
        if self.asked_at is None or self.arrives_at is None:
            return sum(leg.lasts_s for leg in self.legs)
        return (self.arrives_at - self.asked_at).total_seconds()

    @property
    def door_to_door_s(self) -> float:
        """Return the seconds from leaving at the best hour to the arrival."""
        if self.leaves_at is None or self.arrives_at is None:
            return self.total_s
        return (self.arrives_at - self.leaves_at).total_seconds()
