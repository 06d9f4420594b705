"""What learning tells the timeline of a case: lessons finished, trips made."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from allant.sources.lessons import read_lesson
from allant.web.cases.models import Case
from allant.web.cases.timeline import Moment, at_start_of
from allant.web.learning.models import LessonProgress, RehearsalTrip

KIND = "Apprentissages"


def moments_of_lessons(case: Case) -> Iterator[Moment]:
    """Lessons that the person finished."""
    finished = LessonProgress.objects.filter(person=case.beneficiary_id, finished_at__isnull=False)
    for each in finished:
        title = read_lesson(each.lesson).title.in_language("fr").text
        yield Moment(
            at=each.finished_at,
            title=_("Leçon terminée : %(title)s") % {"title": title},
            url=reverse("learning:case", args=[case.pk]),
            kind=KIND,
        )


def moments_of_trips(case: Case) -> Iterator[Moment]:
    """Each time a trip was rehearsed."""
    trips = RehearsalTrip.objects.filter(rehearsal__case=case).select_related("rehearsal", "recorded_by")
    for each in trips:
        yield Moment(
            at=at_start_of(each.made_on),
            title=_("Trajet %(stage)s : %(trip)s") % {"stage": each.get_stage_display(), "trip": each.rehearsal},
            text=each.note or each.get_went_display().capitalize(),
            url=reverse("learning:rehearsal", args=[each.rehearsal_id]),
            kind=KIND,
            by=each.recorded_by,
        )


ALL = (moments_of_lessons, moments_of_trips)
