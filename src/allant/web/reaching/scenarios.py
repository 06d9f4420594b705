"""What if: the same person, door and day with one thing more, and what it opens, costs, emits and brings."""

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from allant.advice import solutions
from allant.intervals import Estimate
from allant.mobility_index import lever
from allant.parameters import parameter
from allant.reach import Change, with_change
from allant.routing.places import Places
from allant.trips import Mode
from allant.web.assessments import scoring
from allant.web.assessments.queries import latest_score
from allant.web.reaching.moments import Moments, hour
from allant.web.reaching.possibilities import Possibilities, Situation
from allant.web.reaching.profiles import last_bilan
from allant.web.reaching.spending import by_mode_used
from allant.web.reaching.times import times_from

SOLUTIONS: dict[Change, tuple[str, ...]] = {
    Change.E_BIKE: ("bike_rental",),
    Change.LICENCE_AND_CAR: ("licence_help", "car_purchase"),
    Change.CAR_REPAIRED: ("garage_repair",),
    Change.TRANSIT_PASS: ("solidarity_fare",),
    Change.LIFT: ("carpool",),
    Change.HOURS_MOVED: ("schedule_talk",),
}
"""What brings each change, as the room of advice names it: it knows which answers of the bilan rise."""


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

    @cached_property
    def reached(self) -> NDArray[np.float64]:
        """How many opportunities of each kind all of their ways reach within the limit of the surroundings."""
        return self.possible.within(parameter("reach/surroundings_limit")).by_all

    @cached_property
    def eur_per_month(self) -> Estimate | None:
        """What the best way to each place costs a month; None where no place is reached."""
        used = by_mode_used(self.modes, self.possible.going)
        purse = self.possible.situation.purse
        costs = [purse.cost(mode, going).total for mode, going in used.items()]
        return Estimate.total(costs) if costs else None

    @cached_property
    def kg_co2e_per_month(self) -> Estimate | None:
        """What the best way to each place emits a month; None where no place is reached, or nobody knows."""
        used = by_mode_used(self.modes, self.possible.going)
        emitted = [self.possible.situation.purse.kg_co2e(mode, going) for mode, going in used.items()]
        known = [each for each in emitted if each is not None]
        return Estimate.total(known) if known and len(known) == len(emitted) else None


def scenarios_of(today: Possibilities) -> tuple[Scenario, ...]:
    """Return today, then each change that would change something for this person."""
    return Scenario(None, today), *(scenario(today, change) for change in Change if is_open(today, change))


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


def scenario(today: Possibilities, change: Change) -> Scenario:
    """Return what somebody could get to with one change."""
    situation = replace(today.situation, profile=with_change(today.situation.profile, change))
    if change is Change.TRANSIT_PASS:
        situation = replace(situation, purse=situation.purse.subscribing(True))
    possible = replace(today, situation=situation)
    if change is Change.HOURS_MOVED and today.moments is not None:
        possible = _at(possible, other_hours(today.moments))
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
    times = times_from(possible.ground, possible.door.places, targets, places, moments, situation.footing)
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
