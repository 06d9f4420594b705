"""The practice sheet (`fiche de trajet`): the way to one place and back, as somebody learns it on the ground."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import Enum

from allant.routing.itinerary import Itinerary
from allant.routing.journeys import after_missing, along_streets, arriving_by, last_of_day, leaving_at
from allant.routing.network import Network
from allant.routing.places import Places
from allant.routing.trips import Mode, Trip, WheelchairData
from allant.web.reaching.doors import Door, door_of
from allant.web.reaching.grounds import Ground, ground_of
from allant.web.reaching.models import PlaceToBe
from allant.web.reaching.moments import Moments, moments_of
from allant.web.reaching.possibilities import Situation, situation_of
from allant.web.reaching.times import Footing

LONGEST_MIN = 120
"""A longer way is not one to learn."""
LATE_MIN = 300
"""Who misses a line may wait longer: what is left of the day counts."""
WHEELS = (Mode.BICYCLE, Mode.E_BIKE, Mode.CAR)
UNASKED = (Mode.TRANSIT, Mode.WALK, Mode.WHEELCHAIR, Mode.BICYCLE)
"""What a sheet may be of when nobody chose: what needs neither a licence nor a purchase."""
WHEELCHAIR_FIRST_KNOWN = (WheelchairData.UNKNOWN_IS_CLOSED, WheelchairData.UNKNOWN_IS_OPEN)


class NoWay(Enum):
    """Why there is no way by the means asked for."""

    NO_TIMETABLE = "no_timetable"
    """Nobody loaded the timetable of this territory."""
    NOT_THAT_DAY = "not_that_day"
    """The timetable does not cover that day."""
    NONE_THEN = "none_then"
    """Nothing goes there at that hour within the longest time."""
    TOO_FAR = "too_far"
    """Along the streets, it takes longer than that."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a sheet is asked for; None is as usual for the person, and the first mode that leads there."""

    mode: Mode | None = None
    day: date | None = None
    by: time | None = None
    returns_at: time | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """One way, with what is left to who misses each of its lines, in order (None: nothing), and why there is none."""

    itinerary: Itinerary | None
    if_missed: tuple[Itinerary | None, ...] = ()
    last: Itinerary | None = None
    why_none: NoWay | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """The way to a place and the way back. `by` is the hour at which somebody has to be there, if any."""

    place: PlaceToBe
    door: Door
    ground: Ground
    mode: Mode
    modes: tuple[Mode, ...]
    day: date | None
    by: datetime | None
    there: Way
    back: Way
    is_past: bool = False
    without_transit: NoWay | None = field(default=None)
    """Why the sheet is not one of public transport, where nobody chose another mode."""


def sheet_of(place: PlaceToBe, asked: Asked, today: date) -> Sheet | None:
    """Return the sheet of a place; None where nobody knows where the person sets off from."""
    situation, ground = situation_of(place.case), ground_of(place.case.organisation.territory)
    door = door_of(place.case, situation.needs)
    if door is None:
        return None
    return _Making(situation, ground, door, place, asked, today).sheet()


@dataclass(frozen=True, slots=True, eq=False)
class _Making:
    """What a sheet is made of."""

    situation: Situation
    ground: Ground
    door: Door
    place: PlaceToBe
    asked: Asked
    today: date

    def sheet(self) -> Sheet:
        """Make the sheet: by the mode asked for, else by the first that leads there."""
        modes = self._modes()
        if self.asked.mode in modes:
            return self._by(self.asked.mode, modes)
        tried = [self._by(mode, modes) for mode in modes if mode in UNASKED]
        found = next((each for each in tried if each.there.itinerary), tried[0])
        if not self.ground.has_timetable:
            return replace(found, without_transit=NoWay.NO_TIMETABLE)
        return replace(found, without_transit=tried[0].there.why_none) if found.mode is not Mode.TRANSIT else found

    def _modes(self) -> tuple[Mode, ...]:
        on_foot = Mode.WHEELCHAIR if self.situation.footing.uses_wheelchair else Mode.WALK
        wheels = () if self.situation.footing.uses_wheelchair else WHEELS
        return (*((Mode.TRANSIT,) if self.ground.has_timetable else ()), on_foot, *wheels)

    def _by(self, mode: Mode, modes: tuple[Mode, ...]) -> Sheet:
        moments = self._moments()
        day = moments.leaves.date() if moments else self.asked.day
        by = datetime.combine(day or self.today, self.asked.by) if self.asked.by else None
        there, back = self._transit(moments, by) if mode is Mode.TRANSIT else self._streets(mode)
        is_past = mode is Mode.TRANSIT and moments is not None and moments.is_past
        return Sheet(self.place, self.door, self.ground, mode, modes, day, by, there, back, is_past)

    def _moments(self) -> Moments | None:
        """Return the day and the hours: those asked for, else the person's own."""
        usual = moments_of(self.ground.network, self.situation.needs, self.today)
        if usual is None:
            return None
        shift = (self.asked.day - usual.leaves.date()) if self.asked.day else timedelta(0)
        leaves, returns = usual.leaves + shift, usual.returns + shift
        if self.asked.returns_at:
            returns = datetime.combine(leaves.date(), self.asked.returns_at)
            returns += timedelta(days=1) if returns <= leaves else timedelta(0)
        return Moments(leaves, usual.midday + shift, returns, leaves.date() < self.today)

    def _streets(self, mode: Mode) -> tuple[Way, Way]:
        engine = self.ground.engine(mode)
        pace = self.situation.footing.km_per_h if mode is Mode.WALK else None
        trip = Trip(mode, LONGEST_MIN, walking_km_per_h=pace)
        ends = self.door.places, _point(self.place)
        found = [engine and along_streets(engine, start, end, trip) for start, end in (ends, ends[::-1])]
        there, back = (Way(each, why_none=None if each else NoWay.TOO_FAR) for each in found)
        return there, back

    def _transit(self, moments: Moments | None, by: datetime | None) -> tuple[Way, Way]:
        if moments is None or not _covers(self.ground.network, moments.leaves.date()):
            return Way(None, why_none=NoWay.NOT_THAT_DAY), Way(None, why_none=NoWay.NOT_THAT_DAY)
        home, place = self.door.places, _point(self.place)
        return (
            transit_way(self.ground.network, home, place, self.situation.footing, moments.leaves, by=by),
            transit_way(self.ground.network, place, home, self.situation.footing, moments.returns, is_back=True),
        )


def transit_way(
    network: Network,
    start: Places,
    end: Places,
    footing: Footing,
    leaves: datetime,
    *,
    by: datetime | None = None,
    is_back: bool = False,
) -> Way:
    """Return the way by public transport at an hour, or the last that is there by another.

    In a wheelchair, a way whose access is known goes before one whose access nobody has said.
    """
    for access in WHEELCHAIR_FIRST_KNOWN if footing.uses_wheelchair else (None,):
        trip = Trip(
            Mode.TRANSIT,
            LONGEST_MIN,
            leaves,
            walking_km_per_h=footing.km_per_h,
            max_walk_min=footing.longest_walk_min,
            wheelchair=access,
        )
        found = arriving_by(network, start, end, trip, by) if by else leaving_at(network, start, end, trip)
        if found:
            late = replace(trip, max_min=LATE_MIN)
            return Way(
                found,
                tuple(after_missing(network, leg, end, late) for leg in found.rides),
                last_of_day(network, start, end, trip) if is_back else None,
            )
    return Way(None, why_none=NoWay.NONE_THEN)


def _point(place: PlaceToBe) -> Places:
    return Places.one(place.lon, place.lat)


def _covers(network: Network | None, day: date) -> bool:
    days = network.manifest.days if network is not None else None
    return days is not None and days[0] <= day <= days[1]
