"""Writes of the rota: who receives where, from which day to which."""

from datetime import date

from django.db import transaction

from allant.web.accounts.models import User
from allant.web.agenda.models import Opening
from allant.web.journal.actions import record
from allant.web.journal.models import Action


@transaction.atomic
def open_hours(*, opening: Opening, by: User) -> Opening:
    """Add weekly hours to the rota."""
    opening.save()
    record(by=by, action=Action.CREATE, subject=opening, detail=f"permanence de {opening.adviser}"[:200])
    return opening


@transaction.atomic
def end_hours(*, opening: Opening, last_day: date, by: User) -> None:
    """Let weekly hours end after a day; hours that would end before they began never existed."""
    if last_day < opening.from_on:
        record(by=by, action=Action.ERASE, subject=opening, detail=f"permanence de {opening.adviser}"[:200])
        opening.delete()
        return
    opening.until_on = last_day
    opening.save(update_fields=["until_on"])
    record(by=by, action=Action.CHANGE, subject=opening, detail=f"permanence close le {last_day:%d/%m/%Y}")
