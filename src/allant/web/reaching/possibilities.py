"""What somebody can get to: their door, the engines and the rooms put together for one case."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from allant.parameters import parameter
from allant.reach import (
    BestWay,
    Obstacle,
    TravelProfile,
    TravelWay,
    Within,
    best_of,
    ways_of,
    why_no_transit,
    within,
)
from allant.routing.places import Places
from allant.travel_cost import Mode, MonthCost
from allant.web.cases.models import Case, CaseAssessment
from allant.web.reaching.doors import Door, door_of
from allant.web.reaching.enums import Pace
from allant.web.reaching.grounds import Ground, ground_of
from allant.web.reaching.models import PlaceToBe, TravelNeeds
from allant.web.reaching.moments import Moments, moments_of
from allant.web.reaching.profiles import answers_of, last_bilan, needs_of, profile_of
from allant.web.reaching.queries import places_of, week_of
from allant.web.reaching.spending import Outing, Purse, outings, purse_of
from allant.web.reaching.times import LONGEST_MIN, Footing, Times, times_from

Counts = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of somebody's travel, whatever the ground."""

    case: Case
    needs: TravelNeeds
    answers: dict[str, str]
    profile: TravelProfile
    purse: Purse
    places: tuple[PlaceToBe, ...]

    @property
    def footing(self) -> Footing:
        """How they walk: what is noted, else what the bilan says is hard."""
        slow = parameter("reach/slow_walk") if self.needs.pace == Pace.SLOW else None
        short = parameter("reach/hard_walk") if self.answers.get("walk") == "hard" else None
        return Footing(slow, self.needs.longest_walk_min or short, self.needs.uses_wheelchair)


@dataclass(frozen=True, eq=False)
class Possibilities:
    """What a situation makes possible on a ground, at their hours. Targets are the opportunities, then the places."""

    situation: Situation
    ground: Ground
    door: Door
    moments: Moments | None
    times: Times
    going: tuple[Outing, ...]

    @cached_property
    def counts(self) -> Counts:
        """How many opportunities of each kind stand at each target: none at a place to be."""
        known = self.ground.opportunities
        if known is None:
            return np.zeros((len(self.going), 0))
        return np.vstack([known.counts, np.zeros((len(self.going), len(known.kinds)))])

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of opportunities that this territory counts."""
        return self.ground.opportunities.kinds if self.ground.opportunities is not None else ()

    @cached_property
    def costs(self) -> dict[Mode, MonthCost]:
        """What going to all the places to be would cost a month by each mode; nothing without a place."""
        if not self.going:
            return {}
        return {mode: self.situation.purse.cost(mode, self.going) for mode in self.times.by_mode}

    @cached_property
    def ways(self) -> tuple[TravelWay, ...]:
        """The ways that could be theirs, over all targets."""
        costs = {mode: cost.total for mode, cost in self.costs.items()}
        return ways_of(self.situation.profile, self.times.by_mode, costs)

    def within(self, limit_min: float) -> Within:
        """What is within so many minutes."""
        return within(self.ways, self.counts, limit_min)

    def within_if_open(self, limit_min: float) -> Within | None:
        """The same if all that nobody knows is open to a wheelchair; None for who uses none."""
        if self.times.if_open is None:
            return None
        times = self.times.by_mode | {Mode.TRANSIT: self.times.if_open}
        costs = {mode: cost.total for mode, cost in self.costs.items()}
        return within(ways_of(self.situation.profile, times, costs), self.counts, limit_min)

    @cached_property
    def no_transit(self) -> dict[int, Obstacle]:
        """Why public transport does not go to a place to be, by target."""
        if self.times.midday is None or self.times.further is None or self.times.back is None:
            return {}
        first = len(self.counts) - len(self.going)
        reasons = why_no_transit(
            self.times.by_mode[Mode.TRANSIT][first:],
            longest_min=LONGEST_MIN,
            at_midday=self.times.midday,
            walking_further=self.times.further,
            back=self.times.back,
            if_unknown_is_open=None if self.times.if_open is None else self.times.if_open[first:],
        )
        return {first + number: reason for number, reason in enumerate(reasons) if reason is not None}

    @cached_property
    def best(self) -> tuple[BestWay, ...]:
        """The best way to each place to be, in their order."""
        first = len(self.counts) - len(self.going)
        return tuple(
            best_of(self.ways, first + number, LONGEST_MIN, self.no_transit) for number in range(len(self.going))
        )


def situation_of(case: Case, link: CaseAssessment | None = None) -> Situation:
    """Return what is known of the travel of a case by its last bilan, or by another one."""
    link, needs = link or last_bilan(case), needs_of(case)
    week = list(week_of(link)) if link else []
    answers = answers_of(link)
    return Situation(
        case,
        needs,
        answers,
        profile_of(answers, needs, week),
        purse_of(answers, needs, week),
        tuple(places_of(case)),
    )


def possibilities_of(situation: Situation, ground: Ground, today: date) -> Possibilities | None:
    """Return what somebody can get to; None where nobody knows where they set off from."""
    door = door_of(situation.case, situation.needs)
    if door is None:
        return None
    moments = moments_of(ground.network, situation.needs, today)
    places = Places.at([place.lon for place in situation.places], [place.lat for place in situation.places])
    targets = places if ground.opportunities is None else ground.opportunities.places.and_then(places)
    times = times_from(ground, door.places, targets, places, moments, situation.footing)
    return Possibilities(situation, ground, door, moments, times, tuple(outings(door.places, situation.places)))


def possibilities_of_case(case: Case, today: date) -> Possibilities | None:
    """Return what somebody can get to from what is known of them, on the ground of their platform."""
    return possibilities_of(situation_of(case), ground_of(case.organisation.territory), today)
