"""Why a way to travel is not theirs, or a place is not reached by public transport."""

from collections.abc import Callable
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from allant.reach.profile import TravelProfile
from allant.trips import Mode

__all__ = ["Obstacle", "obstacles_of", "why_no_transit"]

Minutes = NDArray[np.float64]


class Obstacle(StrEnum):
    """What stands in the way. Those that begin with UNKNOWN may turn out to be none."""

    NEEDS_LICENCE = "needs_licence"
    NEEDS_CAR = "needs_car"
    CAR_BROKEN = "car_broken"
    NEEDS_BICYCLE = "needs_bicycle"
    CANNOT_CYCLE = "cannot_cycle"
    CANNOT_WALK = "cannot_walk"
    NEEDS_LIFT = "needs_lift"
    OVER_BUDGET = "over_budget"
    TOO_FAR = "too_far"
    NO_LINE = "no_line"
    NO_LINE_AT_THAT_HOUR = "no_line_at_that_hour"
    NO_WAY_BACK = "no_way_back"
    STOP_TOO_FAR = "stop_too_far"
    UNKNOWN_WHEELCHAIR_ACCESS = "unknown_wheelchair_access"
    UNKNOWN_MEANS = "unknown_means"


Rule = tuple[Obstacle, Callable[[TravelProfile], bool | None]]
_WALKS: Rule = (Obstacle.CANNOT_WALK, lambda person: _either(person.walks, person.uses_wheelchair))
_CYCLES: Rule = (Obstacle.CANNOT_CYCLE, lambda person: False if person.uses_wheelchair else person.cycles)
_LICENCE: Rule = (Obstacle.NEEDS_LICENCE, lambda person: person.has_licence)
_CAR: Rule = (Obstacle.NEEDS_CAR, lambda person: person.has_car)
_RUNS: Rule = (Obstacle.CAR_BROKEN, lambda person: person.car_runs if person.has_car else True)
_LIFT: Rule = (Obstacle.NEEDS_LIFT, lambda person: person.has_lift)
NEEDS: dict[Mode, tuple[Rule, ...]] = {
    Mode.WALK: (_WALKS, (Obstacle.CANNOT_WALK, lambda person: not person.uses_wheelchair)),
    Mode.WHEELCHAIR: ((Obstacle.CANNOT_WALK, lambda person: person.uses_wheelchair),),
    Mode.BICYCLE: (_CYCLES, (Obstacle.NEEDS_BICYCLE, lambda person: _either(person.has_bicycle, person.has_e_bike))),
    Mode.E_BIKE: (_CYCLES, (Obstacle.NEEDS_BICYCLE, lambda person: person.has_e_bike)),
    Mode.CAR: (_LICENCE, _CAR, _RUNS),
    Mode.CAR_PASSENGER: (_LIFT,),
    Mode.CARPOOL: (_LIFT,),
    Mode.ON_DEMAND: (_LIFT,),
    Mode.TRANSIT: (_WALKS,),
}
"""What each mode needs of somebody: true, false, or None where nobody knows."""


def obstacles_of(person: TravelProfile, mode: Mode) -> tuple[Obstacle, ...]:
    """Return what keeps somebody from a mode, money apart; what nobody knows counts as an unknown, once."""
    answers = [(obstacle, rule(person)) for obstacle, rule in NEEDS.get(mode, ())]
    refused = tuple(obstacle for obstacle, answer in answers if answer is False)
    is_unknown = any(answer is None for _, answer in answers)
    return refused or ((Obstacle.UNKNOWN_MEANS,) if is_unknown else ())


def why_no_transit(
    then: Minutes,
    *,
    longest_min: float,
    at_midday: Minutes,
    walking_further: Minutes,
    back: Minutes,
    if_unknown_is_open: Minutes | None = None,
) -> list[Obstacle | None]:
    """Return for each place why public transport does not take them there; None where it does.

    Parameters
    ----------
    then, back : float64[n]
        Minutes there at the hour wanted, and back at the hour of return; infinite where there is no way.
    longest_min
        The longest time accepted, in minutes.
    at_midday, walking_further : float64[n]
        Minutes there at midday, and at the hour wanted with a longer walk to the stop.
    if_unknown_is_open : float64[n], optional
        Minutes there if every stop and vehicle whose access in a wheelchair nobody knows is open; for who uses one.

    Notes
    -----
    The first that holds, in this order: no way back, unknown access, a stop too far, no line at that hour, too far (a
    line goes there, too slowly), no line at all. Said of the timetable that was asked, not of other lines.
    """
    reached = then <= longest_min
    cases = [
        (reached & (back <= longest_min), None),
        (reached, Obstacle.NO_WAY_BACK),
        (_or_none(if_unknown_is_open, then) <= longest_min, Obstacle.UNKNOWN_WHEELCHAIR_ACCESS),
        (walking_further <= longest_min, Obstacle.STOP_TOO_FAR),
        (at_midday <= longest_min, Obstacle.NO_LINE_AT_THAT_HOUR),
        (np.isfinite(then) | np.isfinite(at_midday), Obstacle.TOO_FAR),
        (np.ones(len(then), dtype=bool), Obstacle.NO_LINE),
    ]
    first = np.argmax(np.vstack([holds for holds, _ in cases]), axis=0)
    return [cases[number][1] for number in first]


def _either(first: bool | None, second: bool | None) -> bool | None:
    """Return whether one of two holds: unknown beside false stays unknown."""
    return True if first or second else (None if first is None or second is None else False)


def _or_none(minutes: Minutes | None, like: Minutes) -> Minutes:
    return np.full(like.shape, np.inf) if minutes is None else minutes
