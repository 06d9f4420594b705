"""What the agenda writes to people: when, where, with whom, and never why."""

from dataclasses import dataclass

from django.utils import timezone

from allant.web.agenda.models import Appointment, Enrolment
from allant.web.messaging import texts
from allant.web.messaging.enums import Channel
from allant.web.ui.formatting import hour, weekday_and_day

LANGUAGE = "fr"


@dataclass(frozen=True, slots=True)
class Words:
    """A message before it is sent."""

    subject: str
    body: str


def reminder(appointment: Appointment, channel: str) -> Words:
    """Remind of an appointment; an SMS says it in one line."""
    when, adviser = _when(appointment.starts_at), appointment.adviser.full_name
    place = _place(appointment)
    if channel == Channel.SMS:
        at = f", {place}" if place else ""
        return Words("Rappel", f"Rappel : rendez-vous {when} avec {adviser}{at}. {appointment.organisation}")
    return _letter(
        "Votre rendez-vous",
        appointment.person.first_name,
        f"Vous avez rendez-vous {when} avec {adviser}.",
        f"Où : {place}." if place else "",
        "Si vous ne pouvez pas venir, prévenez-nous : nous trouverons un autre moment.",
        str(appointment.organisation),
    )


def change(code: str, appointment: Appointment, channel: str, language: str) -> Words:
    """Say that an appointment was moved or cancelled (`appointment-moved`, `appointment-cancelled`)."""
    local = timezone.localtime(appointment.starts_at)
    subject, body = texts.compose(
        code,
        language,
        channel=channel,
        name=appointment.person.first_name,
        adviser=appointment.adviser.full_name,
        day=local.date(),
        hour=local.time(),
        place=_place(appointment),
        organisation=appointment.organisation.name,
        phone=appointment.organisation.phone,
    )
    return Words(subject, body)


def invitation(enrolment: Enrolment, channel: str) -> Words:
    """Say that somebody has a place in a workshop, and when it takes place."""
    session = enrolment.session
    dates = ", puis ".join(_when(each.starts_at) for each in session.meetings.order_by("starts_at"))
    if channel == Channel.SMS:
        at = f", {session.place}" if session.place else ""
        return Words("Atelier", f"Vous avez une place : {session.title}, {dates}{at}. {session.organisation}")
    return _letter(
        f"Atelier : {session.title}",
        enrolment.person.first_name,
        f"Vous avez une place à l’atelier « {session.title} », {dates}.",
        f"Où : {session.place}." if session.place else "",
        session.programme,
        "Si vous ne pouvez pas venir, prévenez-nous : quelqu’un d’autre aura la place.",
        str(session.organisation),
    )


def cancellation(enrolment: Enrolment, channel: str) -> Words:
    """Say that a workshop does not take place."""
    session = enrolment.session
    said = f"L’atelier « {session.title} » prévu {_when(session.starts_at)} est annulé."
    if channel == Channel.SMS:
        return Words("Atelier annulé", f"{said} {session.organisation}")
    return _letter("Atelier annulé", enrolment.person.first_name, said, str(session.organisation))


def _when(at) -> str:
    local = timezone.localtime(at)
    return f"le {weekday_and_day(local, LANGUAGE)} à {hour(local, LANGUAGE)}"


def _place(appointment: Appointment) -> str:
    point = appointment.reception_point
    return f"{point.name}, {point.address}" if point else appointment.address


def _letter(subject: str, first_name: str, *lines: str) -> Words:
    return Words(subject, "\n\n".join([f"Bonjour {first_name},", *(line for line in lines if line)]))
