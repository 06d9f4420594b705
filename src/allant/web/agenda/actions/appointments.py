"""Writes of appointments by the team."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from allant.errors import InputError
from allant.web.accounts.models import Organisation, User
from allant.web.agenda.actions.changes import take_back, tell_cancelled, tell_moved
from allant.web.agenda.actions.reminders import call_off, planned_for
from allant.web.agenda.actions.tasks import drop_task, raise_task
from allant.web.agenda.enums import AppointmentState, TaskKind
from allant.web.agenda.models import Appointment
from allant.web.journal.actions import record
from allant.web.journal.models import Action
from allant.web.people.models import Beneficiary
from allant.web.ui.formatting import date as date_words

UNDOABLE = (AppointmentState.HELD, AppointmentState.NO_SHOW)


@transaction.atomic
def book(
    *,
    organisation: Organisation,
    person: Beneficiary,
    adviser: User,
    starts_at: datetime,
    ends_at: datetime,
    by: User | None,
    **details: Any,
) -> Appointment:
    """Note an appointment; an overlap is shown by the pages and refused by nobody: the adviser knows better."""
    appointment = Appointment.objects.create(
        organisation=organisation,
        person=person,
        adviser=adviser,
        starts_at=starts_at,
        ends_at=ends_at,
        booked_by=by,
        remind_at=planned_for(person, starts_at, now=timezone.now()),
        **details,
    )
    _journal(appointment, by, "rendez-vous pris")
    return appointment


@transaction.atomic
def mark_held(*, appointment: Appointment, by: User) -> None:
    """The meeting took place."""
    _close(appointment, AppointmentState.HELD, by)
    drop_task(key=no_show_key(appointment))
    _journal(appointment, by, "rendez-vous tenu")


@transaction.atomic
def mark_no_show(*, appointment: Appointment, by: User) -> None:
    """The person did not come: somebody calls them the next day."""
    _close(appointment, AppointmentState.NO_SHOW, by)
    raise_task(
        organisation=appointment.organisation,
        kind=TaskKind.CALL,
        title=f"Appeler {appointment.person.short_name}, absence au rendez-vous du "
        f"{date_words(timezone.localdate(appointment.starts_at), 'fr')}",
        due_on=timezone.localdate() + timedelta(days=1),
        person=appointment.person,
        assignee=appointment.adviser,
        key=no_show_key(appointment),
        by=by,
    )
    _journal(appointment, by, "absence au rendez-vous")


@transaction.atomic
def cancel(*, appointment: Appointment, by: User | None, by_person: bool = False, reason: str = "") -> None:
    """Call an appointment off, for the person or for the team, which tells them; its reminder is taken back."""
    state = AppointmentState.CANCELLED_BY_PERSON if by_person else AppointmentState.CANCELLED_BY_TEAM
    _close(appointment, state, by, reason)
    call_off(appointment=appointment)
    if by_person:
        take_back(appointment=appointment)
    else:
        tell_cancelled(appointment=appointment)
    _journal(appointment, by, "rendez-vous annulé")


@transaction.atomic
def move(
    *, appointment: Appointment, starts_at: datetime, ends_at: datetime, by: User | None, **changed: Any
) -> Appointment:
    """Put an appointment at another time: the old row is closed, a new one says what it replaces.

    Without `by` the person did it themselves, and need not be told.
    """
    _close(appointment, AppointmentState.MOVED, by)
    call_off(appointment=appointment)
    kept = {name: getattr(appointment, name) for name in ("kind", "reception_point", "address", "purpose", "adviser")}
    new = book(
        organisation=appointment.organisation,
        person=appointment.person,
        starts_at=starts_at,
        ends_at=ends_at,
        moved_from=appointment,
        by=by,
        **(kept | changed),
    )
    if by is None:
        take_back(appointment=appointment)
    else:
        tell_moved(appointment=new)
    return new


@transaction.atomic
def reopen(*, appointment: Appointment, by: User) -> None:
    """Undo what was noted of a meeting, held or missed: it is booked again."""
    locked = _locked(appointment)
    if locked.state not in UNDOABLE:
        raise _refused(locked, "Seul un rendez-vous noté tenu ou manqué peut être repris.")
    drop_task(key=no_show_key(appointment))
    appointment.state, appointment.closed_at, appointment.closed_by = AppointmentState.BOOKED, None, None
    appointment.save(update_fields=["state", "closed_at", "closed_by"])
    _journal(appointment, by, "rendez-vous à nouveau prévu")


def no_show_key(appointment: Appointment) -> str:
    """Return the key of the task that a missed meeting raises."""
    return f"appointment-{appointment.pk}-no-show"


def _close(appointment: Appointment, state: str, by: User | None, reason: str = "") -> None:
    locked = _locked(appointment)
    if locked.state != AppointmentState.BOOKED:
        raise _refused(locked, "Seul un rendez-vous prévu peut changer.")
    appointment.state, appointment.closed_at, appointment.closed_by = state, timezone.now(), by
    appointment.reason = reason
    appointment.save(update_fields=["state", "closed_at", "closed_by", "reason"])


def _locked(appointment: Appointment) -> Appointment:
    return Appointment.objects.select_for_update().get(pk=appointment.pk)


def _refused(appointment: Appointment, rule: str) -> InputError:
    return InputError(
        value=f"rendez-vous {appointment.get_state_display()}", rule=rule, remedy="Rechargez la page pour le voir."
    )


def _journal(appointment: Appointment, by: User | None, what: str) -> None:
    day = timezone.localtime(appointment.starts_at)
    record(by=by, action=Action.CHANGE, subject=appointment.person, detail=f"{what} : {day:%d/%m/%Y %H:%M}")
