"""Reads of appointments, of what fills an adviser's time, and of what stays free in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from allant.parameters import parameter
from allant.web.accounts.models import Organisation, User
from allant.web.agenda.enums import AppointmentState, SessionState
from allant.web.agenda.models import Appointment, BusyTime, Meeting, Opening
from allant.web.agenda.slots import Hours, Slot, Span, free_slots
from allant.web.people.models import Beneficiary

LONGEST = timedelta(hours=12)
"""Of an appointment or a date of a workshop: bounds how far back an overlap is looked for."""
TAKES_TIME = (AppointmentState.BOOKED, AppointmentState.HELD, AppointmentState.NO_SHOW)
WITH_NAMES = ("person", "adviser", "reception_point")


def appointments_of(person: Beneficiary, organisation: Organisation) -> QuerySet[Appointment]:
    """Return every appointment of a person with an organisation, the latest first."""
    return (
        Appointment.objects.filter(person=person, organisation=organisation)
        .select_related(*WITH_NAMES)
        .order_by("-starts_at", "-pk")
    )


def appointments_between(
    organisation: Organisation, adviser: User | None, start: datetime, end: datetime
) -> QuerySet[Appointment]:
    """Return the appointments that start in a time, in order: an adviser's, or the whole team's."""
    found = Appointment.objects.filter(organisation=organisation, starts_at__gte=start, starts_at__lt=end)
    if adviser is not None:
        found = found.filter(adviser=adviser)
    return found.select_related(*WITH_NAMES).order_by("starts_at", "pk")


def next_appointment(person: Beneficiary, organisation: Organisation) -> Appointment | None:
    """Return the next meeting that is booked, or None."""
    booked = appointments_of(person, organisation).filter(state=AppointmentState.BOOKED)
    return booked.filter(ends_at__gt=timezone.now()).order_by("starts_at").first()


def meetings_between(
    organisation: Organisation, leader: User | None, start: datetime, end: datetime
) -> QuerySet[Meeting]:
    """Return the dates of workshops in a time: those that somebody leads, or every one."""
    found = Meeting.objects.filter(organisation=organisation, starts_at__gte=start, starts_at__lt=end)
    found = found.exclude(session__state=SessionState.CANCELLED)
    if leader is not None:
        found = found.filter(session__leaders=leader)
    return found.select_related("session__reception_point").order_by("starts_at", "pk")


def busy_between(adviser: User, start: datetime, end: datetime) -> QuerySet[BusyTime]:
    """Return what an adviser's outside calendar holds in a time."""
    return BusyTime.objects.filter(adviser=adviser, ends_at__gt=start, starts_at__lt=end)


@dataclass(frozen=True, slots=True)
class Taken:
    """A time at which an adviser is not free, and what they are doing, in few words."""

    starts_at: datetime
    ends_at: datetime
    what: str


def taken_by(
    organisation: Organisation, adviser: User, start: datetime, end: datetime, *, but: Appointment | None = None
) -> list[Taken]:
    """Return what an adviser is already taken by in a time: meetings, workshops, and their outside calendar."""
    near = start - LONGEST
    appointments = appointments_between(organisation, adviser, near, end).filter(
        ends_at__gt=start, state__in=TAKES_TIME
    )
    meetings = meetings_between(organisation, adviser, near, end).filter(ends_at__gt=start)
    busy = busy_between(adviser, start, end)
    found = [
        *(Taken(each.starts_at, each.ends_at, each.person.short_name) for each in appointments if each != but),
        *(Taken(each.starts_at, each.ends_at, each.session.title) for each in meetings),
        *(Taken(each.starts_at, each.ends_at, "agenda extérieur") for each in busy),
    ]
    return sorted(found, key=lambda each: (each.starts_at, each.ends_at))


def openings_of(organisation: Organisation, adviser: User | None = None) -> QuerySet[Opening]:
    """Return the weekly hours of an adviser, or of everybody, in the order of the week."""
    openings = Opening.objects.filter(organisation=organisation).select_related("adviser", "reception_point")
    return openings if adviser is None else openings.filter(adviser=adviser)


def hours_of(openings: Iterable[Opening]) -> list[Hours]:
    """Return weekly hours as the plain values that slots are computed from."""
    return [
        Hours(each.weekday, each.starts, each.ends, each.slot_min, each.from_on, each.until_on, each.reception_point)
        for each in openings
    ]


def slots_of(
    organisation: Organisation,
    adviser: User,
    *,
    from_at: datetime,
    until: datetime | None = None,
    at_most: int | None = None,
    but: Appointment | None = None,
) -> list[Slot]:
    """Return the slots of an adviser that are still free, from a moment on."""
    until = until or from_at + timedelta(days=int(parameter("agenda/slots_horizon")))
    hours = hours_of(openings_of(organisation, adviser))
    if not hours:
        return []
    taken: list[Span] = [
        (each.starts_at, each.ends_at) for each in taken_by(organisation, adviser, from_at, until, but=but)
    ]
    return free_slots(hours, taken, from_at=from_at, until=until, at_most=at_most)
