"""What somebody can travel with, read off their last bilan, their usual week and what was noted beside."""

from collections.abc import Mapping, Sequence

from allant.reach import TravelProfile
from allant.trips import Mode
from allant.web.assessments.queries import current_answers, values
from allant.web.cases.models import Case, CaseAssessment
from allant.web.reaching.models import TravelNeeds, UsualTrip
from allant.web.reaching.queries import week_of

BICYCLE = {"works": True, "to_repair": False, "none": False}
LICENCE = {"valid": True, "not_valid": False, "learning": False, "none": False}
CAR = {"when_needed": True, "none": False}
"""A car that is there from time to time may not be there when it is needed: nobody knows."""
CAR_RUNS = {"good": True, "to_repair": True, "not_running": False}
WALKS = {"easy": True, "hard": True, "impossible": False}
LIFTS = {Mode.CAR_PASSENGER, Mode.CARPOOL, Mode.ON_DEMAND}


def last_bilan(case: Case) -> CaseAssessment | None:
    """Return the bilan that was begun last, finished or not; a test is none."""
    return case.case_assessments.exclude(moment="test").select_related("assessment").last()


def needs_of(case: Case) -> TravelNeeds:
    """Return what is noted of the travel of a case, or what nobody has noted yet."""
    return getattr(case, "travel_needs", None) or TravelNeeds(case=case)


def answers_of(link: CaseAssessment | None) -> dict[str, str]:
    """Return the current answers of a bilan, by question."""
    return values(current_answers(link.assessment)) if link else {}


def profile_of(answers: Mapping[str, str], needs: TravelNeeds, week: Sequence[UsualTrip]) -> TravelProfile:
    """Return the travel profile that answers, needs and a usual week make."""
    modes = {Mode(trip.mode) for trip in week}
    return TravelProfile(
        walks=False if needs.uses_wheelchair else WALKS.get(answers.get("walk", "")),
        cycles=True if modes & {Mode.BICYCLE, Mode.E_BIKE} else needs.cycles,
        uses_wheelchair=needs.uses_wheelchair,
        has_bicycle=True if Mode.BICYCLE in modes else BICYCLE.get(answers.get("bike", "")),
        has_e_bike=True if Mode.E_BIKE in modes else needs.has_e_bike,
        has_licence=LICENCE.get(answers.get("licence", "")),
        has_car=CAR.get(answers.get("vehicle", "")),
        car_runs=CAR_RUNS.get(answers.get("vehicle_state", "")),
        has_lift=True if modes & LIFTS else needs.has_lift,
        budget_eur_per_month=needs.budget_eur_per_month,
    )


def profile_of_case(case: Case) -> TravelProfile:
    """Return the travel profile of somebody as they are known today."""
    link = last_bilan(case)
    return profile_of(answers_of(link), needs_of(case), list(week_of(link)) if link else [])
