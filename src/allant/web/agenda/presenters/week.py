"""A week and a day of an adviser, or of the whole team, as a page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allant.web.accounts.models import Organisation, User
from allant.web.agenda import clock, queries
from allant.web.agenda.enums import AppointmentState
from allant.web.agenda.models import Appointment, BusyTime, Meeting, Opening
from allant.web.agenda.slots import Slot
from allant.web.ui.formatting import date as date_words
from allant.web.ui.formatting import hour as hour_words
from allant.web.ui.formatting import weekday_and_day

LANGUAGE = "fr"
WORKING_DAYS = 5
TONES = {
    AppointmentState.HELD: "go",
    AppointmentState.NO_SHOW: "stop",
    AppointmentState.CANCELLED_BY_PERSON: "neutral",
    AppointmentState.CANCELLED_BY_TEAM: "neutral",
    AppointmentState.MOVED: "neutral",
}
GONE = (AppointmentState.CANCELLED_BY_PERSON, AppointmentState.CANCELLED_BY_TEAM, AppointmentState.MOVED)


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose agenda, around which day; without anybody it is the whole team's."""

    organisation: Organisation
    adviser: User | None
    day: date

    def address(self, route: str, day: date | None = None) -> str:
        """Return the same agenda around another day."""
        who = self.adviser.pk if self.adviser else "equipe"
        return f"{reverse(route)}?{urlencode({'jour': (day or self.day).isoformat(), 'qui': who})}"


@dataclass(slots=True)
class Item:
    """One line of a day."""

    starts_at: datetime
    ends_at: datetime
    kind: str
    title: str
    url: str = ""
    note: str = ""
    place: str = ""
    adviser: str = ""
    state: str = ""
    tone: str = ""
    overlaps: bool = False
    appointment: Appointment | None = None


@dataclass(slots=True)
class Day:
    """One day: who receives where, and what happens."""

    day: date
    is_today: bool
    hours: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)


def hours_words(start: datetime, end: datetime) -> str:
    """Write from when to when something lasts, as the clocks show it."""
    first, last = start.astimezone(clock.PARIS), end.astimezone(clock.PARIS)
    return f"{hour_words(first, LANGUAGE)}–{hour_words(last, LANGUAGE)}"


def slot_words(slot: Slot) -> str:
    """Write a free time: its day, its hour and its place."""
    place = f" · {slot.place.name}" if slot.place else ""
    day = weekday_and_day(slot.starts_at, LANGUAGE).capitalize()
    return f"{day}, {hour_words(slot.starts_at, LANGUAGE)}{place}"


def slot_choices(slots: Iterable[Slot]) -> list[tuple[str, str]]:
    """Return free times as values of a form, with their words."""
    return [(slot.starts_at.isoformat(), slot_words(slot)) for slot in slots]


def days(asked: Asked, wanted: list[date], *, now: datetime, with_free: bool) -> list[Day]:
    """Return days with all that happens in them, in order, at a constant number of queries."""
    start, end = clock.start_of(wanted[0]), clock.start_of(wanted[-1] + timedelta(days=1))
    appointments = queries.appointments_between(asked.organisation, asked.adviser, start, end)
    items = [_of_appointment(each, asked) for each in appointments if each.state != AppointmentState.MOVED]
    items += [_of_meeting(each) for each in queries.meetings_between(asked.organisation, asked.adviser, start, end)]
    openings = list(queries.openings_of(asked.organisation, asked.adviser))
    if asked.adviser is not None:
        items += [_of_busy(each, start) for each in queries.busy_between(asked.adviser, start, end)]
        _note_overlaps(items)
        if with_free and openings and end > now:
            items += _free(asked, max(start, now), end)
    found = {day: Day(day, day == clock.day_of(now), _hours_on(openings, day, asked)) for day in wanted}
    for item in sorted(items, key=lambda each: (each.starts_at, each.ends_at)):
        found[max(clock.day_of(item.starts_at), wanted[0])].items.append(item)
    return list(found.values())


def _of_appointment(appointment: Appointment, asked: Asked) -> Item:
    kind = appointment.get_kind_display()
    note = f"{appointment.purpose} · {kind}" if appointment.purpose else kind
    state = AppointmentState(appointment.state)
    return Item(
        appointment.starts_at,
        appointment.ends_at,
        "gone" if state in GONE else "appointment",
        appointment.person.short_name,
        reverse("agenda:appointment", args=[appointment.pk]),
        note[:1].upper() + note[1:],
        appointment.place,
        "" if asked.adviser else appointment.adviser.full_name,
        "" if state == AppointmentState.BOOKED else appointment.get_state_display().capitalize(),
        TONES.get(state, ""),
        appointment=appointment,
    )


def _of_meeting(meeting: Meeting) -> Item:
    return Item(
        meeting.starts_at,
        meeting.ends_at,
        "workshop",
        meeting.session.title,
        reverse("agenda:sheet", args=[meeting.pk]),
        _("Atelier · feuille de présence"),
        meeting.session.place,
        state=_("Feuille close") if meeting.closed_at else "",
        tone="go",
    )


def _of_busy(busy: BusyTime, start: datetime) -> Item:
    return Item(max(busy.starts_at, start), busy.ends_at, "busy", _("Pris ailleurs"))


def _free(asked: Asked, start: datetime, end: datetime) -> list[Item]:
    """Return the free slots that follow each other at the same place as one line."""
    lines: list[Item] = []
    for slot in queries.slots_of(asked.organisation, asked.adviser, from_at=start, until=end):
        last = lines[-1] if lines else None
        if last is not None and last.ends_at == slot.starts_at and last.place == slot.place.name:
            last.ends_at = slot.ends_at
        else:
            lines.append(Item(slot.starts_at, slot.ends_at, "free", _("Libre"), place=slot.place.name))
    return lines


def _note_overlaps(items: list[Item]) -> None:
    timed = sorted((each for each in items if each.kind != "gone"), key=lambda each: each.starts_at)
    latest: Item | None = None
    for item in timed:
        if latest is not None and item.starts_at < latest.ends_at:
            item.overlaps = latest.overlaps = True
        if latest is None or item.ends_at > latest.ends_at:
            latest = item


def _hours_on(openings: Iterable[Opening], day: date, asked: Asked) -> list[str]:
    return [
        f"{each.reception_point.name}, {_clock(each.starts)}–{_clock(each.ends)}"
        + ("" if asked.adviser else f" : {each.adviser.full_name}")
        for each, hours in zip(openings, queries.hours_of(openings), strict=True)
        if hours.are_open_on(day)
    ]


def _clock(at: Any) -> str:
    return hour_words(at, LANGUAGE)


def week_page(asked: Asked, *, now: datetime) -> dict[str, Any]:
    """A whole week; Saturday and Sunday only when something happens in them."""
    week = clock.week_of(asked.day)
    shown = days(asked, week, now=now, with_free=True)
    shown = [each for each in shown if each.day.weekday() < WORKING_DAYS or each.items]
    return {
        "title": _("Semaine du %(day)s") % {"day": date_words(week[0], LANGUAGE)},
        "lead": _summary(shown),
        "days": shown,
        "today": next((each for each in shown if each.is_today), None),
        "is_empty": not any(each.items or each.hours for each in shown),
        **_around(asked, "agenda:week", week[0] - timedelta(days=7), week[0] + timedelta(days=7), clock.day_of(now)),
    }


def day_page(asked: Asked, *, now: datetime) -> dict[str, Any]:
    """One day, line by line."""
    shown = days(asked, [asked.day], now=now, with_free=True)
    one = timedelta(days=1)
    return {
        "title": weekday_and_day(asked.day, LANGUAGE).capitalize(),
        "lead": _summary(shown),
        "day": shown[0],
        **_around(asked, "agenda:day", asked.day - one, asked.day + one, clock.day_of(now)),
    }


def _around(asked: Asked, route: str, before: date, after: date, today: date) -> dict[str, Any]:
    return {
        "asked": asked,
        "before_url": asked.address(route, before),
        "after_url": asked.address(route, after),
        "today_url": asked.address(route, today),
    }


def _summary(shown: list[Day]) -> str:
    kinds = [item.kind for each in shown for item in each.items]
    meetings, workshops = kinds.count("appointment"), kinds.count("workshop")
    if not meetings and not workshops:
        return _("Aucun rendez-vous.")
    words = [ngettext("%(n)d rendez-vous", "%(n)d rendez-vous", meetings) % {"n": meetings}]
    if workshops:
        words.append(ngettext("%(n)d atelier", "%(n)d ateliers", workshops) % {"n": workshops})
    return ", ".join(words) + "."
