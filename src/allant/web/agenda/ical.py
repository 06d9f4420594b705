"""The calendar of an adviser as an iCalendar file: short names and places, never why."""

from datetime import datetime

from icalendar import Calendar, Event, Timezone, vText

from allant.web.agenda.clock import PARIS
from allant.web.agenda.enums import AppointmentState
from allant.web.agenda.models import Appointment, Meeting

MIME = "text/calendar; charset=utf-8"
PRODUCT = "-//Allant//Agenda//FR"
SHOWN = (AppointmentState.BOOKED, AppointmentState.HELD, AppointmentState.NO_SHOW)


def calendar(appointments: list[Appointment], meetings: list[Meeting], *, name: str, now: datetime) -> bytes:
    """Return the file that outside calendars read."""
    whole = Calendar()
    for key, value in {"PRODID": PRODUCT, "VERSION": "2.0", "CALSCALE": "GREGORIAN", "X-WR-CALNAME": name}.items():
        whole.add(key, value)
    # The rules of summer time travel with the file: some calendars know no zone by its name alone.
    whole.add_component(Timezone.from_tzid("Europe/Paris"))
    for each in appointments:
        kind = each.get_kind_display().capitalize()
        whole.add_component(
            _event(f"appointment-{each.pk}", each, f"{each.person.short_name} · {kind}", each.place, now)
        )
    for each in meetings:
        whole.add_component(_event(f"meeting-{each.pk}", each, each.session.title, each.session.place, now))
    return whole.to_ical()


def _event(uid: str, each: Appointment | Meeting, summary: str, place: str, now: datetime) -> Event:
    event = Event()
    event.add("UID", f"{uid}@allant")
    event.add("DTSTAMP", now)
    event.add("DTSTART", each.starts_at.astimezone(PARIS))
    event.add("DTEND", each.ends_at.astimezone(PARIS))
    event.add("SUMMARY", summary)
    event.add("CLASS", vText("PRIVATE"))
    if place:
        event.add("LOCATION", place)
    return event
