"""One appointment, and those of a person."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from allant.web.agenda.enums import AppointmentState
from allant.web.agenda.models import Appointment, Enrolment
from allant.web.agenda.presenters.week import TONES, hours_words
from allant.web.agenda.queries import Taken
from allant.web.ui.formatting import date as date_words
from allant.web.ui.formatting import hour as hour_words
from allant.web.ui.formatting import weekday_and_day

LANGUAGE = "fr"


def moment_words(at: datetime) -> str:
    """Write a day and an hour: « mercredi 25 novembre, 10 h 00 »."""
    return f"{weekday_and_day(at, LANGUAGE)}, {hour_words(at, LANGUAGE)}"


def appointment_page(appointment: Appointment, *, local: datetime, now: datetime, case: int | None) -> dict[str, Any]:
    """One appointment and what can be done with it."""
    is_booked = appointment.state == AppointmentState.BOOKED
    moved_to = Appointment.objects.filter(moved_from=appointment).first()
    return {
        "appointment": appointment,
        "title": _("Rendez-vous avec %(name)s") % {"name": appointment.person},
        "lead": f"{weekday_and_day(local, LANGUAGE)}, {hours_words(local, appointment.ends_at)}".capitalize(),
        "crumbs": [(_("Agenda"), reverse("agenda:week")), (appointment.person.short_name, "")],
        "facts": _facts(appointment),
        "is_booked": is_booked,
        "has_begun": appointment.starts_at <= now,
        "can_reopen": appointment.state in {AppointmentState.HELD, AppointmentState.NO_SHOW},
        "state": appointment.get_state_display().capitalize(),
        "tone": TONES.get(AppointmentState(appointment.state), "info"),
        "case_url": reverse("cases:appointments", args=[case]) if case else "",
        "moved_to_url": reverse("agenda:appointment", args=[moved_to.pk]) if moved_to else "",
    }


def _facts(appointment: Appointment) -> list[tuple[str, str]]:
    facts = [
        (_("Avec"), str(appointment.adviser)),
        (_("Type"), appointment.get_kind_display().capitalize()),
        (_("Où"), appointment.place or _("pas de lieu")),
        (_("Objet"), appointment.purpose or _("non précisé")),
    ]
    if appointment.reason:
        facts.append((_("Motif"), appointment.reason))
    if appointment.moved_from_id:
        facts.append((_("Remplace"), _("un rendez-vous déplacé")))
    return facts


def appointment_row(appointment: Appointment, *, local: datetime) -> dict[str, Any]:
    """One line of the appointments of a person."""
    kind = appointment.get_kind_display()
    about = appointment.purpose or kind
    return {
        "url": reverse("agenda:appointment", args=[appointment.pk]),
        "day": date_words(local, LANGUAGE),
        "hours": hours_words(appointment.starts_at, appointment.ends_at),
        "about": about[:1].upper() + about[1:],
        "place": appointment.place or kind,
        "adviser": str(appointment.adviser),
        "state": appointment.get_state_display().capitalize(),
        "tone": TONES.get(AppointmentState(appointment.state), "info"),
    }


def enrolment_row(enrolment: Enrolment, *, local: datetime) -> dict[str, Any]:
    """One line of the workshops of a person."""
    return {
        "url": reverse("agenda:session", args=[enrolment.session_id]),
        "title": enrolment.session.title,
        "when": moment_words(local).capitalize(),
        "state": enrolment.get_state_display().capitalize(),
        "tone": "go" if enrolment.state == "enrolled" else "sun",
    }


def overlap_words(taken: list[Taken]) -> str:
    """Say what an appointment meets."""
    met = ", ".join(f"{each.what} ({hours_words(each.starts_at, each.ends_at)})" for each in taken)
    return _("Attention, ce moment est déjà pris : %(met)s. Le rendez-vous est quand même noté.") % {"met": met}
