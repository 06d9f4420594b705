"""Reads what awaits somebody today: short lists, each from an index, the most urgent first.

`adviser` is whose day it is; None stands for the whole team of the platform.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median

from django.db.models import Count, Exists, Max, Q, QuerySet
from django.utils import timezone

from allant.web.accounts.models import Organisation, User
from allant.web.agenda import queries as agenda
from allant.web.agenda.enums import AppointmentState, TaskKind
from allant.web.agenda.models import Appointment, Meeting, Task
from allant.web.assessments.models import Handover
from allant.web.cases import queries as cases
from allant.web.cases.enums import Decision, Moment
from allant.web.cases.models import Case, CaseAssessment, Exit
from allant.web.cases.queries.lists import DRAFT, FINISHED_ENTRY, SUSPENSION
from allant.web.documents import queries as documents
from allant.web.documents.models import Paper
from allant.web.people import search

EXPECTED = (AppointmentState.BOOKED, AppointmentState.HELD, AppointmentState.NO_SHOW)
MOST_COUNTED = 100
SOON_DAYS = 30
"""How long before its end an attestation is worth renewing."""


def _open_cases(organisation: Organisation, adviser: User | None) -> QuerySet[Case]:
    cases_ = Case.objects.filter(organisation=organisation, exit__isnull=True)
    return cases_ if adviser is None else cases_.filter(adviser=adviser)


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
    return (
        found.exclude(moment=Moment.TEST)
        .select_related("assessment", "case__beneficiary", "case__adviser")
        .order_by("assessment__started_at", "pk")
    )


def bilans_to_begin(organisation: Organisation, adviser: User | None) -> QuerySet[Case]:
    """Return the open cases without any bilan, the oldest first; waiting, refused and suspended ones rest."""
    resting = Q(admissions__decision__in=[Decision.WAITING, Decision.REFUSED], admissions__ended_on=None)
    return (
        _open_cases(organisation, adviser)
        .filter(~Exists(FINISHED_ENTRY), ~Exists(DRAFT), ~Exists(SUSPENSION))
        .exclude(resting)
        .select_related("beneficiary")
        .order_by("opened_on", "pk")
    )


def exits_to_record(organisation: Organisation, adviser: User | None) -> QuerySet[Case]:
    """Return the cases whose exit bilan is finished and whose exit nobody recorded."""
    return (
        _open_cases(organisation, adviser)
        .filter(case_assessments__moment=Moment.EXIT, case_assessments__assessment__finished_at__isnull=False)
        .annotate(measured_at=Max("case_assessments__assessment__finished_at"))
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
    return ending.filter(person__in=_open_cases(organisation, adviser).values("beneficiary"))


@dataclass(frozen=True, slots=True)
class Gains:
    """The exits of a month, and what was measured of them."""

    exits: int
    measured: int
    median_points: float | None


def gains_since(organisation: Organisation, adviser: User | None, day: date) -> Gains:
    """Return the exits since a day and the gains of those that were measured at both ends."""
    exits = Exit.objects.filter(case__organisation=organisation, exited_on__gte=day)
    if adviser is not None:
        exits = exits.filter(case__adviser=adviser)
    numbers = list(exits.values_list("case", flat=True))
    measured = cases.gains_of_cases(numbers)
    return Gains(len(numbers), len(measured), median(measured) if measured else None)


def followed(organisation: Organisation, adviser: User) -> int:
    """Return how many people somebody follows now."""
    return _open_cases(organisation, adviser).count()


@dataclass(frozen=True, slots=True)
class Load:
    """What somebody of the team carries."""

    adviser: User
    open_cases: int
    late_tasks: int


def team_load(organisation: Organisation, day: date) -> list[Load]:
    """Return what each person of a team carries, who is most behind first."""
    carried = dict(_open_cases(organisation, None).order_by().values_list("adviser").annotate(Count("pk")))
    late = agenda.open_tasks(organisation).filter(due_on__lt=day).order_by()
    behind = dict(late.values_list("assignee").annotate(Count("pk")))
    team = organisation.people.filter(is_active=True)
    loads = [Load(each, carried.get(each.pk, 0), behind.get(each.pk, 0)) for each in team]
    return sorted(loads, key=lambda load: (-load.late_tasks, -load.open_cases, load.adviser.full_name))


def found_cases(organisation: Organisation, typed: str, *, most: int) -> list[Case]:
    """Return the newest case of each person whom a search finds, the best first."""
    people = search.ranked(organisation, typed, most=most)
    newest = agenda.case_numbers(organisation, [person.pk for person in people])
    return cases.shown([newest[person.pk] for person in people if person.pk in newest])
