"""Reminders of appointments: planned when one is booked, written by the worker, taken back when it changes."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.db import transaction

from allant.errors import InputError
from allant.parameters import parameter
from allant.web.accounts.models import Organisation
from allant.web.agenda import words
from allant.web.agenda.enums import AppointmentState
from allant.web.agenda.models import Appointment
from allant.web.messaging import actions as messaging
from allant.web.messaging.enums import Channel
from allant.web.messaging.models import Message
from allant.web.people.models import Beneficiary
from allant.web.people.queries import contact_language

AT_ONCE = 200
"""Reminders written in one pass: the worker has other things to do, and comes back."""
EVERY = timedelta(minutes=15)


def planned_for(person: Beneficiary, starts_at: datetime, *, now: datetime) -> datetime | None:
    """Return when a reminder is due; None when the appointment is so near that it has just been agreed upon."""
    due = starts_at.astimezone(UTC) - lead(messaging.best_channel(person))
    return due if due > now else None


def lead(channel: str) -> timedelta:
    """Return how long before an appointment its reminder leaves: a letter takes its time."""
    name = "agenda/letter_lead" if channel == Channel.LETTER else "agenda/reminder_lead"
    return timedelta(days=int(parameter(name)))


def send_due(now: datetime) -> int:
    """Write the reminders that are due; return how many. Done twice, it writes each once."""
    due = Appointment.objects.filter(
        state=AppointmentState.BOOKED, reminded_at=None, remind_at__lte=now, starts_at__gt=now
    )
    return sum(_remind(pk, now) for pk in list(due.order_by("remind_at").values_list("pk", flat=True)[:AT_ONCE]))


@transaction.atomic
def _remind(pk: int, now: datetime) -> bool:
    appointment = Appointment.objects.select_for_update().get(pk=pk)
    if appointment.state != AppointmentState.BOOKED or appointment.reminded_at is not None:
        return False
    channel = messaging.best_channel(appointment.person)
    if now < appointment.starts_at - lead(channel):
        # A letter was planned, and since then there is a quicker way.
        appointment.remind_at = appointment.starts_at - lead(channel)
        appointment.save(update_fields=["remind_at"])
        return False
    key = reminder_key(appointment)
    language = contact_language(appointment.person)
    send(
        appointment.person,
        appointment.organisation,
        channel,
        lambda way: words.of_appointment("appointment-reminder", appointment, way, language),
        key,
        language=language,
    )
    appointment.reminded_at = now
    appointment.save(update_fields=["reminded_at"])
    return True


def call_off(*, appointment: Appointment) -> None:
    """Take a reminder back, unless it has left."""
    messaging.cancel(key=reminder_key(appointment))


def reminder_key(appointment: Appointment) -> str:
    """Return the key of the reminder of an appointment at its time."""
    return f"appointment-{appointment.pk}-reminder-{appointment.starts_at.astimezone(UTC):%Y%m%dT%H%MZ}"


def send(
    person: Beneficiary,
    organisation: Organisation,
    channel: str,
    write: Callable[[str], words.Words],
    key: str,
    *,
    language: str,
) -> Message:
    """Write a message by the best way; by letter when the address turns out not to be one."""
    for way in (channel, Channel.LETTER):
        said = write(way)
        try:
            with transaction.atomic():
                return messaging.send(
                    organisation=organisation,
                    person=person,
                    channel=way,
                    subject=said.subject,
                    body=said.body,
                    language=language,
                    key=key,
                    about="agenda",
                )
        except InputError:
            if way == Channel.LETTER:
                raise
    raise AssertionError("A letter is always possible.")
