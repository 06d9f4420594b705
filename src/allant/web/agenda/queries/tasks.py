"""Reads of tasks."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from allant.web.accounts.models import Organisation, User
from allant.web.agenda.models import Task
from allant.web.people.models import Beneficiary

DAYS_TO_SUNDAY = 6


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """What the list of tasks is narrowed to: whose they are, and by when."""

    whose: str = "mine"
    when: str = "week"


def open_tasks(organisation: Organisation) -> QuerySet[Task]:
    """Return what awaits somebody in an organisation, the oldest first."""
    return (
        Task.objects.filter(organisation=organisation, done_at=None, dropped_at=None)
        .select_related("person", "assignee")
        .order_by("due_on", "pk")
    )


def tasks_of(person: Beneficiary, organisation: Organisation) -> QuerySet[Task]:
    """Return what awaits somebody about a person."""
    return open_tasks(organisation).filter(person=person)


def tasks_due(organisation: Organisation, assignee: User | None, until: date) -> QuerySet[Task]:
    """Return what is due up to a day: somebody's own tasks and those of the whole team; everybody's without a name."""
    due = open_tasks(organisation).filter(due_on__lte=until)
    return due if assignee is None else due.filter(_theirs(assignee))


def tasks_listed(organisation: Organisation, *, by: User, narrowed: TaskFilter, today: date) -> QuerySet[Task]:
    """Return the tasks that a filter lets through."""
    tasks = open_tasks(organisation)
    if narrowed.whose == "mine":
        tasks = tasks.filter(_theirs(by))
    if narrowed.when == "late":
        return tasks.filter(due_on__lt=today)
    if narrowed.when == "today":
        return tasks.filter(due_on=today)
    if narrowed.when == "week":
        return tasks.filter(due_on__lte=today + timedelta(days=DAYS_TO_SUNDAY - today.weekday()))
    return tasks


def last_done(organisation: Organisation, *, by: User, since: datetime, at_most: int) -> QuerySet[Task]:
    """Return what somebody has done lately, the last first, so that it can be undone."""
    done = Task.objects.filter(organisation=organisation, done_at__gte=since, done_by=by)
    return done.select_related("person").order_by("-done_at")[:at_most]


def _theirs(somebody: User) -> Q:
    return Q(assignee=somebody) | Q(assignee__isnull=True)
