"""Reads of the pathway: decision in force, dose, waiting list, follow-ups that are due."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet, Sum

from allant.web.accounts.models import Organisation
from allant.web.cases.enums import Decision
from allant.web.cases.models import Admission, Case, FollowUp, FollowUpAnswer, StepSession


def current_admission(case: Case) -> Admission | None:
    """Return the decision in force."""
    return case.admissions.filter(ended_on=None).first()


def dose_minutes(case: Case) -> int:
    """Return the time given to a person in all, in minutes: every session of every step, dropped ones too."""
    return StepSession.objects.filter(step__case=case).aggregate(total=Sum("minutes"))["total"] or 0


def waiting_list(organisation: Organisation) -> QuerySet[Admission]:
    """Return who waits for a place, the longest first."""
    return (
        Admission.objects.filter(
            decision=Decision.WAITING, ended_on=None, case__organisation=organisation, case__exit=None
        )
        .select_related("case__beneficiary__commune", "case__adviser")
        .order_by("decided_on", "pk")
    )


def left_waiting_list(organisation: Organisation, since: date) -> QuerySet[Admission]:
    """Return who left the waiting list by another decision, the latest first, each with what came next."""
    following = Admission.objects.filter(case=OuterRef("case"), pk__gt=OuterRef("pk")).order_by("pk")
    return (
        Admission.objects.filter(decision=Decision.WAITING, ended_on__gte=since, case__organisation=organisation)
        .annotate(next_decision=following.values("decision")[:1])
        .select_related("case__beneficiary")
        .order_by("-ended_on", "-pk")
    )


def follow_ups_to_ask(until: date) -> QuerySet[FollowUp]:
    """Return the follow-ups whose day has come and for which nothing was done yet, in every platform."""
    return (
        FollowUp.objects.filter(due_on__lte=until, asked_at=None)
        .filter(~Exists(FollowUpAnswer.objects.filter(follow_up=OuterRef("pk"))))
        .select_related("case__beneficiary", "case__adviser", "case__organisation")
        .order_by("due_on", "pk")
    )
