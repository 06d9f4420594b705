"""What the people of Val d'Allant need of their trips: from when, for how much, and where they have to be each week."""

from collections.abc import Iterable, Iterator
from datetime import time
from random import Random

from allant.web.accounts.models import User
from allant.web.cases.models import Case
from allant.web.demo.ground.opportunities import NAMED_PLACES, NamedPlace
from allant.web.demo.ground.plane import to_degrees
from allant.web.demo.living import State
from allant.web.demo.population import chance_of
from allant.web.demo.stories import Story
from allant.web.reaching.enums import Day, Pace, Purpose
from allant.web.reaching.models import PlaceToBe, TravelNeeds

NAMED = {place.code: place for place in NAMED_PLACES}
WORKPLACES = ("zone_portes", "usine_portes", "hypermarche", "hopital", "zone_portes")
"""The zone counts twice: that is where jobs are, and where no bus goes early enough."""
PLACES_FOR: dict[str, tuple[str, ...]] = {
    Purpose.WORK: WORKPLACES,
    Purpose.JOB_SEARCH: (*WORKPLACES, "france_travail"),
    Purpose.TRAINING: ("centre_formation", "lycee", "la_grange"),
    Purpose.HEALTH: ("hopital", "maison_sante"),
    Purpose.ADMINISTRATION: ("maison_mobilite", "france_travail", "espace_social"),
}
OFTEN = {Purpose.WORK: 10, Purpose.JOB_SEARCH: 4, Purpose.TRAINING: 10, Purpose.HEALTH: 1, Purpose.ADMINISTRATION: 1}
OCCUPATION = {"working": Purpose.WORK, "training": Purpose.TRAINING, "job_seeker": Purpose.JOB_SEARCH}
EARLY, EARLY_BACK, LATE, LATE_BACK = time(4, 15), time(13, 10), time(12, 15), time(21, 10)
BUDGETS = (40, 60, 80, 100, 120, 150, 180)
KNOWS_BUDGET, CYCLES, WEEKEND = 0.8, 0.7, 0.12
"""Shares of people: the budget is known, they ride a bicycle, they work on Saturdays."""


def places_chosen(number: int, seed: int, situation: str) -> dict[str, NamedPlace]:
    """Return where somebody goes for each purpose that leads to a named place; what they do by day comes first."""
    chance = chance_of(seed, f"places {number}")
    purposes = [OCCUPATION[situation]] if situation in OCCUPATION else []
    return {
        purpose: NAMED[chance.choice(PLACES_FOR[purpose])]
        for purpose in (*purposes, Purpose.HEALTH, Purpose.ADMINISTRATION)
    }


def needs(stories: Iterable[Story], cases: Iterable[Case], *, seed: int, manager: User) -> Iterator[TravelNeeds]:
    """Yield what is noted of the trips of everybody who has had a bilan."""
    for number, (story, case) in enumerate(zip(stories, cases, strict=True)):
        if story.fillings:
            chance = chance_of(seed, f"needs {number}")
            yield _needs(case, story.truth.before, chance, case.adviser or manager)


def places_to_be(stories: Iterable[Story], cases: Iterable[Case], *, seed: int, manager: User) -> Iterator[PlaceToBe]:
    """Yield where everybody who has had a bilan has to be each week."""
    for number, (story, case) in enumerate(zip(stories, cases, strict=True)):
        if not story.fillings:
            continue
        for purpose, place in places_chosen(number, seed, story.truth.before.get("situation", "")).items():
            lon, lat = to_degrees(place.point)
            yield PlaceToBe(
                case=case,
                name=place.name,
                lon=lon,
                lat=lat,
                purpose=purpose,
                one_way_trips_per_week=OFTEN[purpose],
                noted_by=case.adviser or manager,
            )


def _needs(case: Case, state: State, chance: Random, by: User) -> TravelNeeds:
    often = state.get("early_late") == "often"
    leaves, returns = chance.choice(((EARLY, EARLY_BACK), (LATE, LATE_BACK))) if often else (None, None)
    return TravelNeeds(
        case=case,
        day=Day.SATURDAY if chance.random() < WEEKEND else Day.WEEKDAY,
        leaves_at=leaves,
        returns_at=returns,
        budget_eur_per_month=chance.choice(BUDGETS) if chance.random() < KNOWS_BUDGET else None,
        pace=Pace.SLOW if state.get("walk") == "hard" else Pace.USUAL,
        cycles=False if state.get("ride") == "impossible" else chance.random() < CYCLES,
        has_e_bike=False,
        noted_by=by,
    )
