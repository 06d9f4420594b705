"""What a person may do with their own appointment, without an account: cancel it, or choose another free time."""

from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from allant.errors import InputError
from allant.parameters import parameter
from allant.web.accounts.models import User
from allant.web.agenda.actions.appointments import cancel, move
from allant.web.agenda.enums import AppointmentState
from allant.web.agenda.models import Appointment
from allant.web.agenda.queries import slots_of
from allant.web.agenda.slots import Slot


def deadline(appointment: Appointment) -> datetime:
    """Return the moment up to which the person decides alone; afterwards they call."""
    return appointment.starts_at.astimezone(UTC) - timedelta(hours=int(parameter("agenda/self_service_deadline")))


def may_change(appointment: Appointment, *, now: datetime) -> bool:
    """May the person still move or cancel it on their own?"""
    return appointment.state == AppointmentState.BOOKED and now < deadline(appointment)


def slots_for(appointment: Appointment, *, now: datetime, at_most: int | None = None) -> list[Slot]:
    """Return the free times of the same adviser from which the person may choose."""
    earliest = now + timedelta(hours=int(parameter("agenda/self_service_deadline")))
    return slots_of(appointment.organisation, appointment.adviser, from_at=earliest, at_most=at_most, but=appointment)


@transaction.atomic
def person_cancels(*, appointment: Appointment, now: datetime | None = None) -> None:
    """The person calls their appointment off."""
    _refuse_too_late(appointment, now or timezone.now())
    cancel(appointment=appointment, by=None, by_person=True)


@transaction.atomic
def person_moves(*, appointment: Appointment, starts_at: datetime, now: datetime | None = None) -> Appointment:
    """The person takes another free time of the same adviser; refused when it has just been taken."""
    now = now or timezone.now()
    _refuse_too_late(appointment, now)
    # Two people may want the same time: whoever locks the adviser first has it.
    User.objects.select_for_update().get(pk=appointment.adviser_id)
    slot = next((each for each in slots_for(appointment, now=now) if each.starts_at == starts_at), None)
    if slot is None:
        raise InputError(
            value=f"{timezone.localtime(starts_at):%d/%m/%Y %H:%M}",
            rule="Ce créneau n’est plus libre.",
            remedy="Choisissez-en un autre.",
        )
    return move(
        appointment=appointment,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        reception_point=slot.place,
        address="",
        by=None,
    )


def _refuse_too_late(appointment: Appointment, now: datetime) -> None:
    if not may_change(appointment, now=now):
        hours = int(parameter("agenda/self_service_deadline"))
        raise InputError(
            value=f"{timezone.localtime(appointment.starts_at):%d/%m/%Y %H:%M}",
            rule=f"Un rendez-vous se change ici jusqu’à {hours} heures avant.",
            remedy="Appelez la plateforme.",
        )
