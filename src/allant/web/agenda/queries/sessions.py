"""Reads of workshops, of their sheets, and of who came."""

from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet

from allant.web.accounts.models import Organisation
from allant.web.agenda.enums import AppointmentState, EnrolmentState, Presence, SessionState
from allant.web.agenda.models import Appointment, Attendance, Enrolment, Meeting, Session
from allant.web.people.models import Beneficiary


def sessions_listed(organisation: Organisation, *, now: datetime, past: bool = False) -> QuerySet[Session]:
    """Return the workshops to come, the next first; or those that are over, the last first."""
    sessions = Session.objects.filter(organisation=organisation).select_related("reception_point")
    sessions = sessions.filter(ends_at__lt=now) if past else sessions.filter(ends_at__gte=now)
    counted = sessions.annotate(
        enrolled=Count("enrolments", filter=Q(enrolments__state=EnrolmentState.ENROLLED)),
        waiting=Count("enrolments", filter=Q(enrolments__state=EnrolmentState.WAITING)),
    )
    return counted.order_by("-starts_at", "-pk") if past else counted.order_by("starts_at", "pk")


def sessions_to_join(organisation: Organisation, person: Beneficiary, *, now: datetime) -> QuerySet[Session]:
    """Return the workshops that begin later, are open, and in which the person has no place yet."""
    joined = Enrolment.objects.filter(person=person).exclude(state=EnrolmentState.WITHDRAWN)
    return (
        sessions_listed(organisation, now=now)
        .filter(state=SessionState.OPEN, starts_at__gt=now)
        .exclude(pk__in=joined.values("session"))
    )


def enrolments_of(session: Session) -> QuerySet[Enrolment]:
    """Return who has a place, then who waits, each in the order of arrival."""
    return (
        session.enrolments.exclude(state=EnrolmentState.WITHDRAWN)
        .select_related("person")
        .order_by("state", "enrolled_at", "pk")
    )


def enrolments_of_person(person: Beneficiary, organisation: Organisation) -> QuerySet[Enrolment]:
    """Return the workshops of a person in an organisation, the latest first."""
    return (
        Enrolment.objects.filter(person=person, session__organisation=organisation)
        .exclude(state=EnrolmentState.WITHDRAWN)
        .select_related("session__reception_point")
        .order_by("-session__starts_at", "-pk")
    )


def sheet_of(meeting: Meeting) -> list[tuple[Enrolment, Attendance | None]]:
    """Return the lines of a sheet: everybody who has a place, with what was noted of them."""
    noted = {each.enrolment_id: each for each in meeting.attendances.select_related("marked_by")}
    lines = meeting.session.enrolments.filter(Q(state=EnrolmentState.ENROLLED) | Q(pk__in=list(noted))).select_related(
        "person"
    )
    return [(each, noted.get(each.pk)) for each in lines.order_by("enrolled_at", "pk")]


def line_of(meeting: Meeting, enrolment_id: int) -> tuple[Enrolment, Attendance | None] | None:
    """Return one line of a sheet; None of somebody who is not on it."""
    return next((line for line in sheet_of(meeting) if line[0].pk == enrolment_id), None)


def attendance_of(person: Beneficiary, organisation: Organisation | None = None) -> QuerySet[Attendance]:
    """Return what the closed sheets say of a person, the latest first: the dates they were expected at."""
    found = Attendance.objects.filter(enrolment__person=person, meeting__closed_at__isnull=False)
    if organisation is not None:
        found = found.filter(meeting__organisation=organisation)
    return found.select_related("meeting__session").order_by("-meeting__starts_at")


def no_shows_of(person: Beneficiary, organisation: Organisation) -> int:
    """Return how often a person was expected and did not come: appointments and dates of workshops."""
    missed = Appointment.objects.filter(
        person=person, organisation=organisation, state=AppointmentState.NO_SHOW
    ).count()
    return missed + attendance_of(person, organisation).filter(presence=Presence.ABSENT).count()


def meetings_of(session: Session) -> QuerySet[Meeting]:
    """Return the dates of a workshop, each with what its sheet already holds."""
    return session.meetings.select_related("closed_by").prefetch_related(
        Prefetch("attendances", queryset=Attendance.objects.select_related("enrolment"))
    )
