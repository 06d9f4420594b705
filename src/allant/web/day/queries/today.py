"""Reads what awaits somebody today: short lists, each from an index, the most urgent first.

`adviser` is whose day it is; None stands for the whole team of the platform.
"""

from datetime import date, datetime, time, timedelta

from django.db.models import Exists, F, Q, QuerySet
from django.utils import timezone

from allant.web.accounts.models import Organisation, User
from allant.web.agenda import queries as agenda
from allant.web.agenda.enums import AppointmentState, TaskKind
from allant.web.agenda.models import Appointment, Meeting, Task
from allant.web.assessments.models import Handover
from allant.web.cases.enums import Decision, Moment
from allant.web.cases.models import Case, CaseAssessment
from allant.web.cases.queries.lists import DRAFT, FINISHED_ENTRY, SUSPENSION
from allant.web.documents import queries as documents
from allant.web.documents.models import Paper

EXPECTED = (AppointmentState.BOOKED, AppointmentState.HELD, AppointmentState.NO_SHOW)
MOST_COUNTED = 100
SOON_DAYS = 30
"""How long before its end an attestation is worth renewing."""


def open_cases(organisation: Organisation, adviser: User | None) -> QuerySet[Case]:
    """Return the cases that are followed now."""
    cases = Case.objects.filter(organisation=organisation, exit__isnull=True)
    return cases if adviser is None else cases.filter(adviser=adviser)


def _span(day: date) -> tuple[datetime, datetime]:
    start = timezone.make_aware(datetime.combine(day, time.min))
    return start, timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def appointments_of_day(organisation: Organisation, adviser: User | None, day: date) -> QuerySet[Appointment]:
    """Return the appointments of a day, in order."""
    return agenda.appointments_between(organisation, adviser, *_span(day)).filter(state__in=EXPECTED)


def meetings_of_day(organisation: Organisation, adviser: User | None, day: date) -> QuerySet[Meeting]:
    """Return the dates of workshops of a day, in order."""
    return agenda.meetings_between(organisation, adviser, *_span(day))


def tasks_due(organisation: Organisation, adviser: User | None, day: date) -> QuerySet[Task]:
    """Return the tasks due up to a day; news after an exit have a list of their own."""
    return agenda.tasks_due(organisation, adviser, day).exclude(kind=TaskKind.FOLLOW_UP)


def late_tasks(organisation: Organisation, adviser: User | None, day: date) -> int:
    """Return how many tasks should have been done before a day, no further than a hundred and one."""
    return agenda.tasks_due(organisation, adviser, day - timedelta(days=1))[: MOST_COUNTED + 1].count()


def without_adviser(organisation: Organisation) -> QuerySet[Case]:
    """Return the open cases that nobody follows, the oldest first; who was refused waits for nobody."""
    return (
        Case.objects.filter(organisation=organisation, adviser__isnull=True, exit__isnull=True)
        .exclude(admissions__decision=Decision.REFUSED, admissions__ended_on=None)
        .select_related("beneficiary", "prescriber")
        .order_by("opened_on", "pk")
    )


def tests_received(user: User) -> QuerySet[Handover]:
    """Return the tests that somebody opened by their code and put in no case yet."""
    return (
        Handover.objects.filter(code__redeemed_by=user, assessment__case_link__isnull=True)
        .select_related("code")
        .order_by("code__redeemed_at", "pk")
    )


def drafts(organisation: Organisation, adviser: User | None) -> QuerySet[CaseAssessment]:
    """Return the bilans that were begun and not finished, the oldest first."""
    found = CaseAssessment.objects.filter(
        case__organisation=organisation, case__exit__isnull=True, assessment__finished_at__isnull=True
    )
    if adviser is not None:
        found = found.filter(case__adviser=adviser)
    # People are read for the few that are shown: joined, they would be read for every case of the adviser.
    return (
        found.exclude(moment=Moment.TEST)
        .select_related("assessment", "case")
        .prefetch_related("case__beneficiary")
        .order_by("assessment__started_at", "pk")
    )


def bilans_to_begin(organisation: Organisation, adviser: User | None) -> QuerySet[Case]:
    """Return the open cases without any bilan, the oldest first; waiting, refused and suspended ones rest."""
    resting = Q(admissions__decision__in=[Decision.WAITING, Decision.REFUSED], admissions__ended_on=None)
    return (
        open_cases(organisation, adviser)
        .filter(~Exists(FINISHED_ENTRY), ~Exists(DRAFT), ~Exists(SUSPENSION))
        .exclude(resting)
        .select_related("beneficiary")
        .order_by("opened_on", "pk")
    )


def exits_to_record(organisation: Organisation, adviser: User | None) -> QuerySet[Case]:
    """Return the cases whose exit bilan is finished and whose exit nobody recorded."""
    return (
        open_cases(organisation, adviser)
        .filter(case_assessments__moment=Moment.EXIT, case_assessments__assessment__finished_at__isnull=False)
        .annotate(measured_at=F("case_assessments__assessment__finished_at"))
        .select_related("beneficiary")
        .order_by("measured_at", "pk")
    )


def follow_ups_due(organisation: Organisation, adviser: User | None, day: date) -> QuerySet[Task]:
    """Return the news to ask for after an exit."""
    return agenda.tasks_due(organisation, adviser, day).filter(kind=TaskKind.FOLLOW_UP)


def attestations_expiring(organisation: Organisation, adviser: User | None) -> QuerySet[Paper]:
    """Return the attestations that end soon, of the people whom somebody follows."""
    ending = documents.attestations_expiring(organisation, SOON_DAYS)
    if adviser is None:
        return ending
    return ending.filter(person__in=open_cases(organisation, adviser).values("beneficiary"))
