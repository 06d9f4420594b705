"""Writes of lists: cases handed over together, and the views that people keep."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from allant.web.accounts.models import User
from allant.web.agenda.actions import raise_task
from allant.web.agenda.enums import TaskKind
from allant.web.cases.models import Case, Reassignment, SavedView
from allant.web.journal.actions import record_many
from allant.web.journal.models import Action


@transaction.atomic
def assign(*, cases: Iterable[int], adviser: User, by: User) -> Reassignment | None:
    """Give cases of a platform to one of its team; those that they follow already stay. None when all do."""
    organisation = by.organisation
    moved = Case.objects.select_for_update().filter(pk__in=list(cases), organisation=organisation)
    former = dict(moved.exclude(adviser=adviser).order_by("pk").values_list("pk", "adviser"))
    if not former:
        return None
    _give(list(former), adviser.pk, by, f"suivi confié à {adviser.full_name}")
    return Reassignment.objects.create(organisation=organisation, by=by, adviser=adviser, former=former)


@transaction.atomic
def undo_assignment(*, reassignment: Reassignment, by: User) -> tuple[int, int]:
    """Give cases back to who followed them; return how many, and how many somebody has changed since and keep it."""
    reassignment = Reassignment.objects.select_for_update().get(pk=reassignment.pk)
    if reassignment.undone_at is not None:
        return 0, 0
    unchanged = Case.objects.select_for_update().filter(
        pk__in=list(reassignment.former), adviser=reassignment.adviser_id, organisation=reassignment.organisation_id
    )
    back: dict[int | None, list[int]] = {}
    for case in unchanged.values_list("pk", flat=True):
        back.setdefault(reassignment.former[str(case)], []).append(case)
    for adviser, cases in back.items():
        _give(cases, adviser, by, "changement de suivi annulé")
    reassignment.undone_at = timezone.now()
    reassignment.save(update_fields=["undone_at"])
    count = sum(len(cases) for cases in back.values())
    return count, len(reassignment.former) - count


def _give(cases: list[int], adviser: int | None, by: User, detail: str) -> None:
    Case.objects.filter(pk__in=cases).update(adviser=adviser)
    record_many(by=by, action=Action.CHANGE, model=Case, subjects=cases, detail=detail[:200])


@transaction.atomic
def raise_tasks(*, cases: Iterable[int], title: str, due_on: date, by: User) -> int:
    """Ask the same thing about each person of some cases, of who follows them; return how many tasks."""
    found = Case.objects.filter(pk__in=list(cases), organisation=by.organisation).select_related(
        "adviser", "beneficiary"
    )
    for case in found:
        raise_task(
            organisation=by.organisation,
            kind=TaskKind.OTHER,
            title=title,
            due_on=due_on,
            person=case.beneficiary,
            assignee=case.adviser if case.adviser and case.adviser.is_active else None,
            by=by,
        )
    return len(found)


@transaction.atomic
def save_view(*, owner: User, name: str, query: str, is_shared: bool) -> SavedView:
    """Keep a view; one of the same name is replaced."""
    view, _ = SavedView.objects.update_or_create(
        owner=owner,
        name=name,
        defaults={"organisation": owner.organisation, "query": query, "is_shared": is_shared},
    )
    return view


@transaction.atomic
def drop_view(*, view: SavedView) -> None:
    """Forget a view."""
    view.delete()
