"""Reads of lessons followed and trips rehearsed."""

from django.db.models import QuerySet

from allant.sources.grids import read_grid
from allant.web.assessments.models import Score
from allant.web.cases.enums import Moment
from allant.web.cases.models import Case
from allant.web.learning.models import LessonProgress, Rehearsal
from allant.web.people.models import Beneficiary


def progress_of(person: Beneficiary) -> dict[str, LessonProgress]:
    """Return how far a person is in each lesson that was proposed or begun, by code."""
    return {each.lesson: each for each in LessonProgress.objects.filter(person=person).select_related("proposed_by")}


def rehearsals_of(case: Case) -> QuerySet[Rehearsal]:
    """Return the trips that a case rehearses, newest first, with each time they were made."""
    return Rehearsal.objects.filter(case=case).select_related("step").prefetch_related("trips")


def weak_items(case: Case) -> set[str]:
    """Return the items of the latest bilan whose answer is not the best one; none before a first result."""
    score = (
        Score.objects.filter(assessment__case_link__case=case)
        .exclude(assessment__case_link__moment=Moment.TEST)
        .order_by("-computed_at", "-pk")
        .first()
    )
    if score is None:
        return set()
    items = {item.code: item for item in read_grid(score.grid).scale.items}
    return {
        code
        for code, answer in score.answers.items()
        if code in items and any(option.code == answer and option.credit < 1 for option in items[code].options)
    }
