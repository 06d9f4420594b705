"""What if: the same person, door and day with one thing more, and what it opens, costs, emits and brings."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from allant.advice import Solution, solutions
from allant.intervals import Estimate
from allant.mobility_index import lever
from allant.parameters import parameter
from allant.reach import Budget, Change, budget_of, with_change
from allant.routing.places import Places
from allant.travel_cost import MonthBudget
from allant.trips import Mode
from allant.web.assessments import scoring
from allant.web.assessments.queries import latest_score
from allant.web.reaching.moments import Moments, hour
from allant.web.reaching.possibilities import Possibilities, Situation
from allant.web.reaching.profiles import last_bilan
from allant.web.reaching.spending import by_mode_used
from allant.web.reaching.times import at_hours

SOLUTIONS: dict[Change, tuple[str, ...]] = {
    Change.E_BIKE: ("bike_rental",),
    Change.LICENCE_AND_CAR: ("licence_help", "car_purchase"),
    Change.CAR_REPAIRED: ("garage_repair",),
    Change.TRANSIT_PASS: ("solidarity_fare",),
    Change.LIFT: ("carpool",),
    Change.HOURS_MOVED: ("schedule_talk",),
}
"""What brings each change, as the room of advice names it: it knows which answers of the bilan rise."""
OPENS: dict[Change, Mode] = {
    Change.E_BIKE: Mode.E_BIKE,
    Change.LICENCE_AND_CAR: Mode.CAR,
    Change.CAR_REPAIRED: Mode.CAR,
    Change.TRANSIT_PASS: Mode.TRANSIT,
    Change.LIFT: Mode.CARPOOL,
    Change.HOURS_MOVED: Mode.TRANSIT,
}
"""By what one travels thanks to each change."""
HAS = {"licence_help": "has_licence", "car_purchase": "has_car"}
"""What a solution is for, where somebody may already have it."""


@dataclass(frozen=True, eq=False)
class Scenario:
    """One future, or today where `change` is None. `index_gain` is None where the index is not known."""

    change: Change | None
    possible: Possibilities
    index_gain: float | None = None

    @property
    def modes(self) -> tuple[Mode | None, ...]:
        """By what each place to be is reached; None where it is not."""
        return tuple(best.way.mode if best.way else None for best in self.possible.best)

    @property
    def leaves_at(self) -> time | None:
        """When they set off, where that is what changes."""
        moments = self.possible.moments
        return moments.leaves.time() if self.change is Change.HOURS_MOVED and moments is not None else None

    @property
    def places_reached(self) -> int:
        """How many of the places to be are reached."""
        return sum(mode is not None for mode in self.modes)

    @cached_property
    def reached(self) -> NDArray[np.float64]:
        """How many opportunities of each kind all of their ways reach within the limit of the surroundings."""
        return self.possible.within(parameter("reach/surroundings_limit")).by_all

    @cached_property
    def reached_if_open(self) -> NDArray[np.float64] | None:
        """The same if all that nobody knows is open to a wheelchair; None for who uses none."""
        found = self.possible.within_if_open(parameter("reach/surroundings_limit"))
        return None if found is None else found.by_all

    @cached_property
    def month(self) -> MonthBudget:
        """What the best way to each place costs a month, way by way; nothing where no place is reached."""
        used = by_mode_used(self.modes, self.possible.going)
        purse = self.possible.situation.purse
        return MonthBudget(tuple(purse.cost(mode, going) for mode, going in used.items()))

    @property
    def eur_per_month(self) -> Estimate | None:
        """What the best way to each place costs a month; None where no place is reached."""
        return self.month.total if self.month.costs else None

    @property
    def budget(self) -> Budget:
        """Whether going to all that is reached holds in their budget."""
        return budget_of(self.eur_per_month, self.possible.situation.profile.budget_eur_per_month)

    @cached_property
    def kg_co2e_per_month(self) -> Estimate | None:
        """What the best way to each place emits a month; None where no place is reached, or nobody knows."""
        used = by_mode_used(self.modes, self.possible.going)
        emitted = [self.possible.situation.purse.kg_co2e(mode, going) for mode, going in used.items()]
        known = [each for each in emitted if each is not None]
        return Estimate.total(known) if known and len(known) == len(emitted) else None


def scenarios_of(today: Possibilities, leaves_at: time | None = None) -> tuple[Scenario, ...]:
    """Return today, then each change that would change something for this person; `leaves_at` is the hour moved to."""
    futures = (scenario(today, change, leaves_at) for change in Change if is_open(today, change))
    return Scenario(None, today), *futures


def most_opening(scenarios: Sequence[Scenario], kind: int | None) -> Scenario:
    """Return what opens most within the budget: places to be first, then opportunities of a kind; else today."""
    today, *futures = scenarios

    def opens(each: Scenario) -> tuple[int, float]:
        return each.places_reached, 0.0 if kind is None else float(each.reached[kind])

    held = [each for each in futures if each.budget is not Budget.EXCEEDS]
    best = max(held, key=opens, default=today)
    return best if opens(best) > opens(today) else today


def steps_towards(today: Possibilities, change: Change) -> tuple[Solution, ...]:
    """Return what brings a change, but for what somebody already has."""
    person, codes = today.situation.profile, SOLUTIONS[change]
    wanted = [code for code in codes if not (code in HAS and getattr(person, HAS[code]))]
    return tuple(each for code in wanted for each in solutions() if each.code == code)


def is_open(today: Possibilities, change: Change) -> bool:
    """Return whether a change is one for this person: not what they have, nor what they cannot use."""
    person, purse = today.situation.profile, today.situation.purse
    match change:
        case Change.E_BIKE:
            return not (person.has_e_bike or person.uses_wheelchair or person.cycles is False)
        case Change.LICENCE_AND_CAR:
            return not (person.has_licence and person.has_car)
        case Change.CAR_REPAIRED:
            return bool(person.has_car) and today.situation.answers.get("vehicle_state") in {"to_repair", "not_running"}
        case Change.TRANSIT_PASS:
            return today.moments is not None and purse.terms.subscribes is not True
        case Change.LIFT:
            return not person.has_lift
        case Change.HOURS_MOVED:
            return today.moments is not None


def scenario(today: Possibilities, change: Change, leaves_at: time | None = None) -> Scenario:
    """Return what somebody could get to with one change; `leaves_at` is the hour moved to, else a usual one."""
    situation = replace(today.situation, profile=with_change(today.situation.profile, change))
    if change is Change.TRANSIT_PASS:
        situation = replace(situation, purse=situation.purse.subscribing(True))
    possible = replace(today, situation=situation)
    if change is Change.HOURS_MOVED and today.moments is not None:
        moved = other_hours(today.moments) if leaves_at is None else today.moments.moved(leaves_at)
        possible = _at(possible, moved)
    return Scenario(change, possible, _index_gain(situation, change))


def other_hours(moments: Moments) -> Moments:
    """Return the usual hours for who travels at others, and an hour later for who travels at these."""
    usual = hour("usual_departure")
    if moments.leaves.time() != usual:
        return moments.moved(usual)
    return moments.moved(hour("later_departure"))


def _at(possible: Possibilities, moments: Moments) -> Possibilities:
    known, situation = possible.ground.opportunities, possible.situation
    places = Places.at([place.lon for place in situation.places], [place.lat for place in situation.places])
    targets = places if known is None else known.places.and_then(places)
    on_streets = possible.times.by_mode
    times = at_hours(possible.ground, possible.door.places, targets, places, moments, situation.footing, on_streets)
    return replace(possible, moments=moments, times=times)


def _index_gain(situation: Situation, change: Change) -> float | None:
    link = last_bilan(situation.case)
    if link is None:
        return None
    score, grid = latest_score(link.assessment), link.assessment.grid
    raised = dict(chain.from_iterable(each.raises.items() for each in solutions() if each.code in SOLUTIONS[change]))
    compiled = scoring.compiled(grid)
    return lever(
        compiled,
        scoring.scored_answers(grid, situation.answers),
        {code: option for code, option in raised.items() if code in compiled.columns},
        environment=score.environment if score else None,
    ).gain
