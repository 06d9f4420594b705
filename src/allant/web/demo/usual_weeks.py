"""Where the people of Val d'Allant go each week, by what, and what they give up: at the entry, then at the exit.

What somebody has and dares decides how they go; what they need and cannot reach is a trip given up.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from allant.parameters import parameter
from allant.web.accounts.models import User
from allant.web.cases.enums import Moment as BilanMoment
from allant.web.cases.enums import OutcomeKind
from allant.web.cases.models import Case, CaseAssessment
from allant.web.demo.getting_about import places_chosen
from allant.web.demo.ground.opportunities import NamedPlace
from allant.web.demo.ground.plane import to_metres
from allant.web.demo.living import State
from allant.web.demo.places import PLACES
from allant.web.demo.population import chance_of
from allant.web.demo.stories import Story
from allant.web.reaching.enums import Fuel, Mode, Purpose, Vehicle
from allant.web.reaching.models import UsualTrip

KM = {
    Purpose.WORK: (4, 26),
    Purpose.TRAINING: (5, 24),
    Purpose.JOB_SEARCH: (3, 20),
    Purpose.CHILDCARE: (0.5, 4),
    Purpose.SHOPPING: (0.8, 9),
    Purpose.HEALTH: (2, 28),
    Purpose.ADMINISTRATION: (2, 24),
    Purpose.VISITS: (2, 22),
    Purpose.LEISURE: (1, 12),
}
"""How far each purpose may lead, one way."""
OFTEN = {
    Purpose.WORK: 10,
    Purpose.TRAINING: 10,
    Purpose.JOB_SEARCH: 2,
    Purpose.CHILDCARE: 16,
    Purpose.SHOPPING: 2,
    Purpose.HEALTH: 0.5,
    Purpose.ADMINISTRATION: 0.5,
    Purpose.VISITS: 2,
    Purpose.LEISURE: 2,
}
PLACES_OF = {Purpose.CHILDCARE: "École du bourg", Purpose.SHOPPING: "Supermarché"}
GIVEN_UP = {"never": 0, "sometimes": 1, "often": 3}
MOST_LIKELY_GIVEN_UP = (Purpose.VISITS, Purpose.HEALTH, Purpose.LEISURE, Purpose.JOB_SEARCH)
OCCUPATION = {"working": Purpose.WORK, "training": Purpose.TRAINING, "job_seeker": Purpose.JOB_SEARCH}
NEAREST_KM = 0.3
KM_WALKED, KM_WALKED_AT_MOST, KM_BY_BIKE = 1.6, 4, 8
CARPOOL_SHARE = 0.25
CARS = (
    (Vehicle.SMALL_CAR, Fuel.PETROL),
    (Vehicle.COMPACT_CAR, Fuel.DIESEL),
    (Vehicle.SMALL_CAR, Fuel.DIESEL),
    ("", ""),
)


@dataclass(frozen=True, slots=True)
class Habits:
    """What stays the same from one bilan to the next: distances, places, the car they have or would have."""

    km: dict[str, float]
    town: str
    named: dict[str, tuple[str, float]]
    """Where some purposes lead: the place that is known by its name, and how far it is on the road."""
    car: tuple[str, str]
    carpools: bool
    renounces: tuple[str, ...]


def usual_weeks(
    stories: Iterable[Story], cases: Iterable[Case], links: Iterable[CaseAssessment], *, seed: int, manager: User
) -> Iterator[UsualTrip]:
    """Yield the trips of everybody whose entry or exit bilan is finished."""
    by_case: dict[int, list[CaseAssessment]] = {}
    for link in links:
        if link.moment in {BilanMoment.ENTRY, BilanMoment.EXIT} and link.assessment.finished_at is not None:
            by_case.setdefault(link.case_id, []).append(link)
    for number, (story, case) in enumerate(zip(stories, cases, strict=True)):
        habits = _habits(chance_of(seed, f"usual week {number}"))
        for link in by_case.get(case.pk, []):
            state, situation = _life(story, link.moment)
            named = _named(places_chosen(number, seed, situation), story.identity.code_insee)
            for fields in _week(replace(habits, named=named), state, situation):
                yield UsualTrip(
                    link=link, noted_by=case.adviser or manager, noted_at=link.assessment.finished_at, **fields
                )


def _habits(chance: Random) -> Habits:
    km = {
        purpose: round(chance.triangular(low, high, low + (high - low) / 4), 1) for purpose, (low, high) in KM.items()
    }
    renounces = list(MOST_LIKELY_GIVEN_UP)
    chance.shuffle(renounces)
    return Habits(
        km=km,
        town=chance.choice(PLACES[:4]).name,
        named={},
        car=chance.choice(CARS),
        carpools=chance.random() < CARPOOL_SHARE,
        renounces=tuple(renounces),
    )


def _named(places: dict[str, NamedPlace], code_insee: str) -> dict[str, tuple[str, float]]:
    """Return the name of each place and how far it is by road from the middle of a commune."""
    home = next((to_metres(each.lon, each.lat) for each in PLACES if each.code_insee == code_insee), None)
    if home is None:
        return {}
    detour = parameter("routing/crow_fly_detour")
    return {
        purpose: (place.name, round(max(NEAREST_KM, math.dist(home, place.point) / 1000 * detour), 1))
        for purpose, place in places.items()
    }


def _life(story: Story, moment: str) -> tuple[State, str]:
    """Return how somebody lives at a bilan, and what they do on working days."""
    if moment == BilanMoment.ENTRY:
        return story.truth.before, story.truth.before.get("situation", "")
    works = story.ending is not None and story.ending.outcome in {OutcomeKind.JOB, OutcomeKind.JOB_KEPT}
    return story.truth.after, "working" if works else story.truth.after.get("situation", "")


def _week(habits: Habits, state: State, situation: str) -> Iterator[dict[str, Any]]:
    purposes = [OCCUPATION[situation]] if situation in OCCUPATION else []
    purposes += [Purpose.CHILDCARE] if state.get("children") == "some" else []
    purposes += [Purpose.SHOPPING, Purpose.HEALTH, Purpose.ADMINISTRATION, Purpose.VISITS]
    renounced = habits.renounces[: GIVEN_UP.get(state.get("trips_given_up", ""), 0)]
    for purpose in [*purposes, *(each for each in renounced if each not in purposes)]:
        place, km = habits.named.get(purpose, (PLACES_OF.get(purpose, habits.town), habits.km[purpose]))
        way = {"mode": Mode.NOT_MADE} if purpose in renounced else _way(habits, state, purpose, km)
        yield {
            "purpose": purpose,
            "place": place,
            "one_way_km": km,
            "one_way_trips_per_week": OFTEN[purpose],
            **way,
        }


def _way(habits: Habits, state: State, purpose: str, km: float) -> dict[str, Any]:
    """Return how a trip is made with what somebody has: on foot, then their car, a bike, the bus, somebody's car."""
    walks = state.get("walk", "easy")
    if km <= KM_WALKED and walks != "impossible":
        return {"mode": Mode.WALK}
    vehicle, fuel = habits.car
    drives = state.get("licence") == "valid" and state.get("vehicle_state", "good") != "not_running"
    if drives and state.get("vehicle") == "when_needed":
        aboard = 3 if purpose == Purpose.CHILDCARE else 1
        return {"mode": Mode.CAR, "vehicle": vehicle, "fuel": fuel, "drives": True, "aboard": aboard}
    if purpose == Purpose.WORK and habits.carpools:
        return {"mode": Mode.CARPOOL, "drives": False, "aboard": 3, "vehicle": vehicle, "fuel": fuel}
    if state.get("bike") == "works" and state.get("ride", "easy") == "easy" and km <= KM_BY_BIKE:
        return {"mode": Mode.BICYCLE}
    if state.get("transport_pass") in {"pass_held", "tickets"} and state.get("stop_distance") != "no_stop":
        return {"mode": Mode.TRANSIT, "vehicle": Vehicle.BUS}
    if walks == "easy" and km <= KM_WALKED_AT_MOST:
        return {"mode": Mode.WALK}
    if state.get("vehicle") == "sometimes" or purpose in {Purpose.SHOPPING, Purpose.WORK}:
        return {"mode": Mode.CAR_PASSENGER, "aboard": 2, "drives": False}
    return {"mode": Mode.NOT_MADE}
