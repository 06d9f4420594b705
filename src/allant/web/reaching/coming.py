"""The employer's question, reversed: of these people, who can come to this shift, who could, what stands in the way?

People are put together by door, by how they walk and by what they have: each of these is answered once, however many
people share it.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from allant.intervals import Estimate
from allant.parameters import parameter
from allant.reach import BestWay, Change, Obstacle, TravelProfile, TravelWay, best_of, ways_of, with_change
from allant.routing.distance import distances_km
from allant.travel_cost import Mode
from allant.web.reaching.arrivals import Arrivals, Asked, arrivals
from allant.web.reaching.caseload import Traveller
from allant.web.reaching.doors import Door
from allant.web.reaching.grounds import Ground
from allant.web.reaching.shifts import Shift, Slot, slots_of
from allant.web.reaching.spending import Outing, Purse
from allant.web.reaching.times import Footing

CHANGES = (Change.CAR_REPAIRED, Change.E_BIKE, Change.LIFT, Change.LICENCE_AND_CAR)
"""What could bring somebody to a shift: a pass changes no time, and the hours are the employer's."""
OWN = (Mode.WALK, Mode.WHEELCHAIR, Mode.TRANSIT, Mode.BICYCLE, Mode.CAR)
"""What to ask the person about where nobody knows: a lift or an e-bike that nobody noted has to be found anyway."""
UNKNOWN = frozenset({Obstacle.UNKNOWN_MEANS, Obstacle.UNKNOWN_WHEELCHAIR_ACCESS})


class Verdict(StrEnum):
    """What is answered of somebody: the first that holds."""

    COMES = "comes"
    COULD = "could"
    CANNOT = "cannot"
    UNKNOWN = "unknown"


class Missing(StrEnum):
    """What nobody knows of somebody, so that nothing can be answered."""

    DOOR = "door"
    BILAN = "bilan"
    MEANS = "means"


@dataclass(frozen=True, slots=True)
class Coming:
    """One way to come: by what, in how many minutes, for how much a month, set off how long before the shift."""

    mode: Mode
    minutes: float
    way: TravelWay
    leaves_before: float | None = None

    @property
    def eur_per_month(self) -> Estimate | None:
        """What coming to each day of the shift costs a month."""
        return self.way.eur_per_month


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered of one person.

    `futures` are the changes that would bring them, the cheapest first; `to_check` the ways that may be theirs already.
    """

    verdict: Verdict
    coming: Coming | None = None
    futures: tuple[tuple[Change, Coming], ...] = ()
    to_check: tuple[Mode, ...] = ()
    obstacles: Mapping[Mode, tuple[Obstacle, ...]] = field(default_factory=dict)
    missing: Missing | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """The replies to a shift, by the number of the case, in the order asked; `slots` is None without a timetable."""

    shift: Shift
    slots: tuple[Slot, ...] | None
    replies: dict[int, Reply]


def who_comes(travellers: Sequence[Traveller], ground: Ground, shift: Shift, today: date) -> Answered:
    """Answer a shift for many people."""
    slots = slots_of(ground.network, shift, today) if ground.has_timetable else None
    doors: dict[Footing, dict[Door, None]] = defaultdict(dict)
    for each in travellers:
        if each.door is not None:
            doors[each.situation.footing][each.door] = None
    asked = {footing: Asked(tuple(some), shift, slots, ground.network, ground) for footing, some in doors.items()}
    answers = _Answers(shift, asked)
    return Answered(shift, slots, {each.case: answers.reply(each) for each in travellers})


class _Answers:
    """The times from all doors to a shift; what was answered once is kept for who has the same."""

    def __init__(self, shift: Shift, asked: Mapping[Footing, Asked]) -> None:
        self._shift = shift
        self._at: dict[tuple[Footing, Door], tuple[Arrivals, int]] = {}
        self._km: dict[Door, float] = {}
        self._kept: dict[Any, Any] = {}
        for footing, each in asked.items():
            found = arrivals(each, footing)
            km = distances_km(each.points, each.work)[:, 0] * parameter("routing/crow_fly_detour")
            self._km |= dict(zip(each.doors, km.tolist(), strict=True))
            self._at |= {(footing, door): (found, number) for number, door in enumerate(each.doors)}

    def reply(self, traveller: Traveller) -> Reply:
        """Answer for one person, as for another one who has the same."""
        door, situation = traveller.door, traveller.situation
        if door is None:
            return Reply(Verdict.UNKNOWN, missing=Missing.DOOR)
        found, number = self._at[situation.footing, door]
        costs = {mode: self._cost(mode, door, situation.purse) for mode in found.by_mode}
        like = (situation.footing, door, situation.profile, tuple(costs.values()), traveller.has_bilan)
        if like not in self._kept:
            self._kept[like] = self._reply(found, number, costs, traveller)
        return self._kept[like]

    def _reply(
        self, found: Arrivals, number: int, costs: Mapping[Mode, Estimate | None], traveller: Traveller
    ) -> Reply:
        minutes = {mode: times[number : number + 1] for mode, times in found.by_mode.items()}
        reason = found.no_transit[number] if found.no_transit else None
        before = float(found.leaves_before[number]) if found.leaves_before is not None else None

        def best(person: TravelProfile) -> BestWay:
            told = {} if reason is None else {0: reason}
            return best_of(ways_of(person, minutes, costs), 0, self._shift.limit_min, told)

        return _reply_to(best, traveller.situation.profile, before, has_bilan=traveller.has_bilan)

    def _cost(self, mode: Mode, door: Door, purse: Purse) -> Estimate:
        like = (mode, door, purse.ways.get(mode), purse.terms)
        if like not in self._kept:
            going = Outing(self._km[door], self._shift.one_way_trips_per_month)
            self._kept[like] = purse.cost(mode, [going]).total
        return self._kept[like]


def _reply_to(
    best: Callable[[TravelProfile], BestWay], profile: TravelProfile, before: float | None, *, has_bilan: bool
) -> Reply:
    today = best(profile)
    if today.way is not None:
        return Reply(Verdict.COMES, coming=_coming(today, before), obstacles=today.obstacles)
    if not has_bilan:
        return Reply(Verdict.UNKNOWN, missing=Missing.BILAN)
    futures = [(change, best(with_change(profile, change))) for change in CHANGES if _is_new(profile, change)]
    opening = sorted(
        ((change, _coming(after, before)) for change, after in futures if after.way is not None),
        key=lambda each: _price(each[1]),
    )
    to_check = tuple(mode for mode in OWN if _may_be_theirs(profile, mode, today.obstacles.get(mode, ())))
    if opening:
        return Reply(Verdict.COULD, futures=tuple(opening), to_check=to_check, obstacles=today.obstacles)
    if to_check:
        return Reply(Verdict.UNKNOWN, to_check=to_check, obstacles=today.obstacles, missing=Missing.MEANS)
    return Reply(Verdict.CANNOT, obstacles=today.obstacles)


def _coming(best: BestWay, before: float | None) -> Coming:
    way = best.way
    return Coming(way.mode, best.minutes, way, before if way.mode is Mode.TRANSIT else None)


def _is_new(person: TravelProfile, change: Change) -> bool:
    if change is Change.CAR_REPAIRED:
        return bool(person.has_car) and person.car_runs is False
    if change is Change.LICENCE_AND_CAR:
        return not (person.has_licence and person.has_car)
    return True


def _may_be_theirs(person: TravelProfile, mode: Mode, obstacles: Sequence[Obstacle]) -> bool:
    if mode is Mode.BICYCLE and not person.has_bicycle:
        return False
    return bool(obstacles) and UNKNOWN.issuperset(obstacles)


def _price(coming: Coming) -> tuple[float, float]:
    cost = coming.eur_per_month
    return (cost.central if cost else float("inf"), coming.minutes)
