"""What a person is told when the team moves or cancels their appointment: once, and never what they did themselves."""

from django.utils import timezone

from allant.web.agenda import words
from allant.web.agenda.actions.reminders import send
from allant.web.agenda.models import Appointment
from allant.web.messaging import actions as messaging
from allant.web.people.queries import contact_language


def tell_cancelled(*, appointment: Appointment) -> None:
    """Say that an appointment does not take place, at the time that the person knows of."""
    known = take_back(appointment=appointment)
    if appointment.starts_at > timezone.now():
        _tell("appointment-cancelled", known, f"appointment-{appointment.pk}-cancelled")


def tell_moved(*, appointment: Appointment) -> None:
    """Say when and where an appointment is from now on."""
    known = take_back(appointment=appointment.moved_from)
    if appointment.starts_at > timezone.now() and _differ(known, appointment):
        _tell("appointment-moved", appointment, moved_key(appointment))


def take_back(*, appointment: Appointment) -> Appointment:
    """Cancel the news of moves that have not left yet; return the appointment as the person knows it."""
    while appointment.moved_from is not None and messaging.cancel(key=moved_key(appointment)):
        appointment = appointment.moved_from
    return appointment


def moved_key(appointment: Appointment) -> str:
    """Return the key of the news that an appointment replaces another."""
    return f"appointment-{appointment.pk}-moved"


def _differ(known: Appointment, now: Appointment) -> bool:
    """Is there anything to tell? What the meeting is about concerns the team alone."""
    told = ("starts_at", "reception_point_id", "address", "adviser_id", "kind")
    return any(getattr(known, name) != getattr(now, name) for name in told)


def _tell(code: str, appointment: Appointment, key: str) -> None:
    person, language = appointment.person, contact_language(appointment.person)
    send(
        person,
        appointment.organisation,
        messaging.best_channel(person),
        lambda way: words.of_appointment(code, appointment, way, language),
        key,
        language=language,
    )
