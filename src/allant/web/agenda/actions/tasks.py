"""Writes of tasks. Whoever raises one names it by a key, so that raising it again changes nothing."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from allant.errors import InputError
from allant.web.accounts.models import Organisation, User
from allant.web.agenda.models import Task
from allant.web.people.models import Beneficiary


@transaction.atomic
def raise_task(
    *,
    organisation: Organisation,
    kind: str,
    title: str,
    due_on: date,
    person: Beneficiary | None = None,
    assignee: User | None = None,
    key: str = "",
    address: str = "",
    by: User | None = None,
) -> Task:
    """Ask somebody, or the whole team, to do something; a task with the same key is returned as it stands."""
    fields = {
        "organisation": organisation,
        "kind": kind,
        "title": title[: Task._meta.get_field("title").max_length],
        "due_on": due_on,
        "person": person,
        "assignee": assignee,
        "address": address,
        "created_by": by,
    }
    if not key:
        return Task.objects.create(**fields)
    return Task.objects.get_or_create(key=key, defaults=fields)[0]


def settle_task(*, task: Task | None = None, key: str = "", by: User | None = None) -> None:
    """Note that a task is done, by its row or by its key; one that is closed or unknown stays as it is."""
    _still_open(task, key).update(done_at=timezone.now(), done_by=by)


def drop_task(*, task: Task | None = None, key: str = "") -> None:
    """Note that a task has lost its object: nobody did it and nobody has to."""
    _still_open(task, key).update(dropped_at=timezone.now())


def reopen_task(*, task: Task | None = None, key: str = "") -> None:
    """Undo: the task awaits somebody again."""
    _named(task, key).update(done_at=None, done_by=None, dropped_at=None)


def settle_tasks(*, organisation: Organisation, ids: Iterable[int], by: User) -> list[int]:
    """Note several tasks as done at once; return those that were open."""
    still_open = Task.objects.filter(organisation=organisation, done_at=None, dropped_at=None)
    with transaction.atomic():
        found = list(still_open.filter(pk__in=list(ids)).values_list("pk", flat=True))
        still_open.filter(pk__in=found).update(done_at=timezone.now(), done_by=by)
    return found


def reopen_tasks(*, organisation: Organisation, ids: Iterable[int]) -> int:
    """Undo several at once; return how many await somebody again."""
    done = Task.objects.filter(organisation=organisation, pk__in=list(ids), done_at__isnull=False)
    return done.update(done_at=None, done_by=None)


def postpone_task(*, task: Task, until: date, because: str) -> None:
    """Put a task off to a later day; the first day and the reason stay."""
    if until <= timezone.localdate():
        raise InputError(
            value=f"{until:%d/%m/%Y}",
            rule="Une tâche se reporte à un jour à venir.",
            remedy="Choisissez un jour après aujourd’hui.",
        )
    task.first_due_on = task.first_due_on or task.due_on
    task.due_on, task.postponed_because = until, because
    task.save(update_fields=["due_on", "first_due_on", "postponed_because"])


def _named(task: Task | None, key: str):
    if task is None and not key:
        raise TypeError("A task is named by its row or by its key.")
    return Task.objects.filter(pk=task.pk) if task is not None else Task.objects.filter(key=key)


def _still_open(task: Task | None, key: str):
    return _named(task, key).filter(done_at=None, dropped_at=None)
