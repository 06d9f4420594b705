"""Reads of usual weeks and of places to be."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from allant.web.cases.enums import Moment, StepState
from allant.web.cases.models import Case, CaseAssessment, Step
from allant.web.reaching.models import PlaceToBe, UsualTrip, WeekWithoutTrips

UNDO_WITHIN = timedelta(minutes=10)
"""How long the page offers to put a trip back."""


def week_of(link: CaseAssessment) -> QuerySet[UsualTrip]:
    """Return the trips of the week that a bilan took, in the order in which they were typed."""
    return UsualTrip.objects.filter(link=link, removed_at=None)


def just_removed(link: CaseAssessment) -> UsualTrip | None:
    """Return the trip that was taken away last, while it may come back."""
    since = timezone.now() - UNDO_WITHIN
    return UsualTrip.objects.filter(link=link, removed_at__gte=since).order_by("-removed_at").first()


def week_without_trips(link: CaseAssessment) -> WeekWithoutTrips | None:
    """Return that the person said no trip comes back, where they did."""
    return WeekWithoutTrips.objects.filter(link=link).select_related("noted_by").first()


def entry_of(link: CaseAssessment) -> CaseAssessment | None:
    """Return the entry bilan with which the week of a later one is compared, finished or not."""
    if link.moment == Moment.ENTRY:
        return None
    links = CaseAssessment.objects.filter(case=link.case_id, moment=Moment.ENTRY)
    return links.select_related("assessment", "week_without_trips").first()


def weeks_of_case(case: Case) -> list[tuple[CaseAssessment, list[UsualTrip] | None]]:
    """Return the bilans of a case in order, each with its week: empty where no trip comes back, None if never asked."""
    links = case.case_assessments.exclude(moment=Moment.TEST).select_related("assessment", "week_without_trips")
    by_link = defaultdict(list)
    for trip in UsualTrip.objects.filter(link__case=case, removed_at=None):
        by_link[trip.link_id].append(trip)
    return [
        (link, by_link[link.pk] or ([] if hasattr(link, "week_without_trips") else None))
        for link in links.order_by("assessment__started_at")
    ]


def places_of(case: Case) -> QuerySet[PlaceToBe]:
    """Return the places where somebody has to be each week, in the order in which they were noted."""
    return PlaceToBe.objects.filter(case=case, removed_at=None)


def place_just_removed(case: Case) -> PlaceToBe | None:
    """Return the place that was taken away last, while it may come back."""
    since = timezone.now() - UNDO_WITHIN
    return PlaceToBe.objects.filter(case=case, removed_at__gte=since).order_by("-removed_at").first()


def steps_by_solution(case: Case) -> dict[str, Step]:
    """Return the steps of a pathway that were not dropped, by the solution that each follows; of two, the first."""
    followed = case.steps.exclude(state=StepState.DROPPED).exclude(solution="")
    return {step.solution: step for step in followed.order_by("-position", "-pk")}
