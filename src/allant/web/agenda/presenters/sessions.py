"""Workshops: the list, one of them, its sheets."""

from collections.abc import Callable, Container, Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allant.web.agenda.enums import EnrolmentState, Presence, SessionState
from allant.web.agenda.models import Attendance, Enrolment, Meeting, Session
from allant.web.agenda.presenters.appointments import moment_words
from allant.web.agenda.presenters.week import hours_words
from allant.web.ui.formatting import date as date_words
from allant.web.ui.formatting import hour as hour_words
from allant.web.ui.formatting import weekday_and_day

LANGUAGE = "fr"
PRESENCE_TONES = {Presence.PRESENT: "go", Presence.ABSENT: "stop", Presence.EXCUSED: "neutral"}
Local = Callable[[datetime], datetime]


def session_row(session: Session, *, local: Local) -> dict[str, Any]:
    """One line of the list; expects the counts of the query."""
    left = session.capacity - session.enrolled
    state, tone = _state(session, left)
    return {
        "url": reverse("agenda:session", args=[session.pk]),
        "title": session.title,
        "when": moment_words(local(session.starts_at)).capitalize(),
        "place": session.place,
        "places": _("%(enrolled)d sur %(capacity)d") % {"enrolled": session.enrolled, "capacity": session.capacity},
        "state": state,
        "tone": tone,
        "pk": session.pk,
    }


def _state(session: Session, left: int) -> tuple[str, str]:
    if session.state == SessionState.CANCELLED:
        return _("Annulé"), "stop"
    if session.waiting:
        return ngettext("%(n)d personne attend", "%(n)d personnes attendent", session.waiting) % {
            "n": session.waiting
        }, "sun"
    if left <= 0:
        return _("Complet"), "sun"
    return ngettext("%(n)d place libre", "%(n)d places libres", left) % {"n": left}, "go"


def session_page(
    session: Session, enrolments: Iterable[Enrolment], meetings: Iterable[Meeting], *, local: Local, now: datetime
) -> dict[str, Any]:
    """One workshop: when and where, who has a place, who waits."""
    enrolments, meetings = list(enrolments), list(meetings)
    placed = [each for each in enrolments if each.state == EnrolmentState.ENROLLED]
    waiting = [each for each in enrolments if each.state == EnrolmentState.WAITING]
    return {
        "session": session,
        "crumbs": [(_("Ateliers"), reverse("agenda:sessions")), (session.title, "")],
        "lead": moment_words(local(session.starts_at)).capitalize() + (f" · {session.place}" if session.place else ""),
        "placed": placed,
        "waiting": waiting,
        "places": _("%(enrolled)d places prises sur %(capacity)d")
        % {
            "enrolled": len(placed),
            "capacity": session.capacity,
        },
        "dates": [_date(each, now, local) for each in meetings],
        "to_invite": sum(each.person_id is not None and each.invited_at is None for each in placed),
        "is_cancelled": session.state == SessionState.CANCELLED,
        "leaders": ", ".join(str(each) for each in session.leaders.all()),
        "sheet_url": _sheet_of_the_day(meetings, now, local),
    }


def _date(meeting: Meeting, now: datetime, local: Local) -> dict[str, Any]:
    return {
        "day": weekday_and_day(local(meeting.starts_at), LANGUAGE).capitalize(),
        "hours": hours_words(meeting.starts_at, meeting.ends_at),
        "url": reverse("agenda:sheet", args=[meeting.pk]),
        "print_url": reverse("agenda:sheet-print", args=[meeting.pk]),
        "is_closed": meeting.closed_at is not None,
    }


def _sheet_of_the_day(meetings: list[Meeting], now: datetime, local: Local) -> str:
    """Return the sheet that waits to be filled: of the first date that has come and is not closed."""
    today = local(now).date()
    due = next((each for each in meetings if each.closed_at is None and local(each.starts_at).date() <= today), None)
    return reverse("agenda:sheet", args=[due.pk]) if due else ""


def sheet_page(meeting: Meeting, lines: list[tuple[Enrolment, Attendance | None]], *, local: Local) -> dict[str, Any]:
    """The sheet of one date."""
    day = date_words(local(meeting.starts_at), LANGUAGE)
    return {
        "meeting": meeting,
        "session": meeting.session,
        "title": _("Feuille de présence du %(day)s") % {"day": day},
        "lead": f"{meeting.session.title} · {hours_words(meeting.starts_at, meeting.ends_at)}"
        + (f" · {meeting.session.place}" if meeting.session.place else ""),
        "crumbs": [
            (_("Ateliers"), reverse("agenda:sessions")),
            (meeting.session.title, reverse("agenda:session", args=[meeting.session_id])),
            (day, ""),
        ],
        "lines": [_line(meeting, enrolment, noted, local) for enrolment, noted in lines],
        "presences": Presence.choices,
        "closed": _closed(meeting, local) if meeting.closed_at else "",
    }


def _line(meeting: Meeting, enrolment: Enrolment, noted: Attendance | None, local: Local) -> dict[str, Any]:
    return {
        "pk": enrolment.pk,
        "who": enrolment.who,
        "organisation": enrolment.organisation_name,
        "presence": noted.presence if noted else "",
        "words": noted.get_presence_display().capitalize() if noted else _("pas encore notée"),
        "tone": PRESENCE_TONES[Presence(noted.presence)] if noted else "neutral",
        "sign_url": reverse("agenda:sheet-sign", args=[meeting.pk, enrolment.pk]),
        "signed": _signed_words(meeting, noted, local) if noted and noted.signed_at else "",
        "path": noted.signature_path if noted else "",
        "typed": noted.signed_name if noted else "",
    }


def _signed_words(meeting: Meeting, noted: Attendance, local: Local) -> str:
    """Write when somebody signed; on the day itself the hour is enough."""
    at, day = local(noted.signed_at), local(meeting.starts_at).date()
    if at.date() == day:
        return _("Signé à %(hour)s") % {"hour": hour_words(at, LANGUAGE)}
    return _("Signé le %(when)s") % {"when": moment_words(at)}


def sign_page(meeting: Meeting, line: tuple[Enrolment, Attendance | None], *, local: Local) -> dict[str, Any]:
    """The page on which one person signs."""
    page = sheet_page(meeting, [line], local=local)
    *before, (day, _here) = page["crumbs"]
    when = f"{weekday_and_day(local(meeting.starts_at), LANGUAGE)}, {hours_words(meeting.starts_at, meeting.ends_at)}"
    return page | {
        "line": page["lines"][0],
        "when": when.capitalize(),
        "crumbs": [*before, (day, reverse("agenda:sheet", args=[meeting.pk])), (line[0].who, "")],
    }


def _closed(meeting: Meeting, local: Local) -> str:
    return _("Feuille close par %(name)s le %(when)s. Elle ne change plus.") % {
        "name": meeting.closed_by,
        "when": moment_words(local(meeting.closed_at)),
    }


def found_people(people: Iterable[Any], taken: Container[int]) -> list[dict[str, Any]]:
    """Return the people that a search found, and which of them already take part."""
    return [
        {"pk": each.pk, "name": str(each), "born": date_words(each.birth_date, LANGUAGE), "is_in": each.pk in taken}
        for each in people
    ]
