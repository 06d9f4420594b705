"""What the agenda writes to people, in their language: when, where, with whom, and never why."""

from dataclasses import dataclass

from django.utils import timezone

from allant.web.agenda.models import Appointment, Enrolment
from allant.web.messaging import texts
from allant.web.messaging.enums import Channel
from allant.web.ui.formatting import hour, weekday_and_day


@dataclass(frozen=True, slots=True)
class Words:
    """A message before it is sent."""

    subject: str
    body: str


def of_appointment(code: str, appointment: Appointment, channel: str, language: str) -> Words:
    """Remind of an appointment, or say that it was moved or cancelled, in the text of this code."""
    local = timezone.localtime(appointment.starts_at)
    subject, body = texts.compose(
        code,
        language,
        channel=channel,
        name=appointment.person.first_name,
        adviser=appointment.adviser.full_name,
        day=local.date(),
        hour=local.time(),
        place=_place(appointment, channel),
        organisation=appointment.organisation.name,
        phone=appointment.organisation.phone,
    )
    return Words(subject, body)


def of_workshop(code: str, enrolment: Enrolment, channel: str, language: str) -> Words:
    """Say that somebody has a place in a workshop, or that it is cancelled, in the text of this code."""
    session = enrolment.session
    first = timezone.localtime(session.starts_at)
    subject, body = texts.compose(
        code,
        language,
        channel=channel,
        name=enrolment.person.first_name,
        title=session.title,
        day=first.date(),
        hour=first.time(),
        dates=" · ".join(_when(each.starts_at, language) for each in session.meetings.order_by("starts_at")),
        place=session.place,
        programme="" if channel == Channel.SMS else session.programme,
        organisation=session.organisation.name,
        phone=session.organisation.phone,
    )
    return Words(subject, body)


def _when(at, language: str) -> str:
    local, spoken = timezone.localtime(at), texts.spoken(language)
    return f"{weekday_and_day(local, spoken)}, {hour(local, spoken)}"


def _place(appointment: Appointment, channel: str) -> str:
    point = appointment.reception_point
    if point is None:
        return appointment.address
    how = f" ({point.how_to_come})" if point.how_to_come and channel != Channel.SMS else ""
    return f"{point.name}, {point.address}{how}"
