"""Writes of the places where a platform receives people."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from allant.errors import InputError
from allant.web.accounts.models import ReceptionPoint, User
from allant.web.accounts.queries import open_points
from allant.web.agenda.actions.rota import end_hours
from allant.web.agenda.models import Opening
from allant.web.journal.actions import record
from allant.web.journal.models import Action


@transaction.atomic
def keep_place(*, point: ReceptionPoint, by: User) -> ReceptionPoint:
    """Add a place, or change what is known of it."""
    is_new = point.pk is None
    point.save()
    record(
        by=by, action=Action.CREATE if is_new else Action.CHANGE, subject=point, detail=f"point d’accueil {point}"[:200]
    )
    return point


@transaction.atomic
def close_place(*, point: ReceptionPoint, by: User, as_of: date | None = None) -> int:
    """Receive nobody there any more: its weekly hours end the day before; return how many ended.

    What is booked there stays booked: the page names it, for the team to move.
    """
    closed_on = as_of or timezone.localdate()
    hours = Opening.objects.filter(reception_point=point).exclude(until_on__lt=closed_on)
    ended = [end_hours(opening=each, last_day=closed_on - timedelta(days=1), by=by) for each in hours]
    point.closed_on = closed_on
    point.save(update_fields=["closed_on"])
    record(by=by, action=Action.CHANGE, subject=point, detail=f"point d’accueil fermé : {point}"[:200])
    return len(ended)


@transaction.atomic
def reopen_place(*, point: ReceptionPoint, by: User) -> None:
    """Receive there again; its hours are to be laid anew. Raise InputError where its name was taken meanwhile."""
    if open_points(point.organisation).filter(name__iexact=point.name).exists():
        raise InputError(
            value=point.name,
            rule=f"Un autre point d’accueil s’appelle déjà « {point.name} ».",
            remedy="Changez d’abord l’un des deux noms.",
        )
    point.closed_on = None
    point.save(update_fields=["closed_on"])
    record(by=by, action=Action.CHANGE, subject=point, detail=f"point d’accueil rouvert : {point}"[:200])
