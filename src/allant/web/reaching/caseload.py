"""What is known of the travel of many people at once: the same as `possibilities.situation_of`, in a few queries."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from allant.web.assessments.models import Answer
from allant.web.cases.enums import Moment
from allant.web.cases.models import Case, CaseAssessment
from allant.web.reaching.doors import Door, door_of
from allant.web.reaching.models import UsualTrip
from allant.web.reaching.possibilities import Situation
from allant.web.reaching.profiles import needs_of, profile_of
from allant.web.reaching.spending import purse_of

QUESTIONS = ("walk", "licence", "vehicle", "vehicle_state", "bike", "transport_pass")
"""The answers of a bilan that tell how somebody travels."""


@dataclass(frozen=True, slots=True)
class Traveller:
    """Somebody as travel knows them. Nothing here says who they are."""

    case: int
    situation: Situation
    door: Door | None
    has_bilan: bool


def travellers_of(cases: QuerySet[Case]) -> list[Traveller]:
    """Return what is known of the travel of those whose cases these are, in their order."""
    links = _last_bilans(cases)
    answers, weeks = _answers(cases), _weeks(cases)
    return [_traveller(case, links.get(case.pk), answers, weeks) for case in _rows(cases)]


def _rows(cases: QuerySet[Case]) -> QuerySet[Case]:
    places = ("beneficiary__commune__name", "beneficiary__commune__lon", "beneficiary__commune__lat")
    needs = ("beneficiary__commune", "travel_needs")
    return cases.select_related(*needs).only("beneficiary__commune", *places, "travel_needs")


def _last_bilans(cases: QuerySet[Case]) -> dict[int, CaseAssessment]:
    links = CaseAssessment.objects.filter(case__in=cases.values("pk")).exclude(moment=Moment.TEST)
    return {link.case_id: link for link in links.order_by("assessment__started_at")}


def _answers(cases: QuerySet[Case]) -> dict[object, dict[str, str]]:
    rows = Answer.objects.filter(assessment__case_link__case__in=cases.values("pk"), question__in=QUESTIONS)
    found: dict[object, dict[str, str]] = defaultdict(dict)
    for assessment, question, value in rows.order_by("revision").values_list("assessment", "question", "value"):
        found[assessment][question] = value
    return found


def _weeks(cases: QuerySet[Case]) -> dict[int, list[UsualTrip]]:
    found: dict[int, list[UsualTrip]] = defaultdict(list)
    for trip in UsualTrip.objects.filter(link__case__in=cases.values("pk"), removed_at=None):
        found[trip.link_id].append(trip)
    return found


def _traveller(
    case: Case,
    link: CaseAssessment | None,
    answers: dict[object, dict[str, str]],
    weeks: dict[int, list[UsualTrip]],
) -> Traveller:
    told = {name: value for name, value in answers.get(link.assessment_id, {}).items() if value} if link else {}
    week, needs = weeks.get(link.pk, []) if link else [], needs_of(case)
    situation = Situation(case, needs, told, profile_of(told, needs, week), purse_of(told, needs, week), ())
    return Traveller(case.pk, situation, door_of(case, needs), link is not None)
