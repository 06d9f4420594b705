"""Reads of answers and stored results."""

from dataclasses import dataclass

from django.db.models import QuerySet

from allant.web.accounts.models import User
from allant.web.assessments.enums import Origin
from allant.web.assessments.models import Answer, Assessment, Handover, Score


@dataclass(frozen=True, slots=True)
class CurrentAnswer:
    """The latest revision of one answer."""

    value: str
    revision: int
    origin: str

    @property
    def awaits_confirmation(self) -> bool:
        """Declared in the test, or seen on a trip, and not yet gone through with the person?"""
        return self.origin in {Origin.SELF_DECLARED, Origin.OBSERVED}


def current_answers(assessment: Assessment) -> dict[str, CurrentAnswer]:
    """Return the latest revision of every answer, by question code."""
    rows = Answer.objects.filter(assessment=assessment).order_by("question", "revision")
    return {row.question: CurrentAnswer(row.value, row.revision, row.origin) for row in rows}


def values(answers: dict[str, CurrentAnswer]) -> dict[str, str]:
    """Return the bare values, leaving out those that were cleared."""
    return {question: answer.value for question, answer in answers.items() if answer.value}


def latest_score(assessment: Assessment) -> Score | None:
    """Return the result computed last, or None before the first."""
    return Score.objects.filter(assessment=assessment).order_by("-computed_at", "-pk").first()


def opened_tests(by: User) -> QuerySet[Handover]:
    """Return the tests that somebody opened and has not put in a case yet, newest first."""
    return (
        Handover.objects.filter(code__redeemed_by=by, assessment__case_link__isnull=True)
        .select_related("code")
        .order_by("-code__redeemed_at")
    )
