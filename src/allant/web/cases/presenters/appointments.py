"""The appointments, workshops and tasks of a case."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allant.web.agenda import presenters as agenda
from allant.web.agenda import queries
from allant.web.agenda.enums import AppointmentState
from allant.web.cases.models import Case
from allant.web.cases.presenters.tabs import case_tabs

MOST_SHOWN = 50
MOST_IN_BRIEF = 3


def appointments_page(case: Case, *, now: datetime, address: str) -> dict[str, Any]:
    """What is planned with the person, what was, and what somebody has to do."""
    person, organisation = case.beneficiary, case.organisation
    every = list(queries.appointments_of(person, organisation)[:MOST_SHOWN])
    ahead = [each for each in every if each.state == AppointmentState.BOOKED and each.ends_at > now]
    rows = {each.pk: agenda.appointment_row(each, local=timezone.localtime(each.starts_at)) for each in every}
    enrolments = queries.enrolments_of_person(person, organisation)[:MOST_SHOWN]
    sessions = queries.sessions_to_join(organisation, person, now=now)
    return {
        "case": case,
        "crumbs": [(_("Dossiers"), reverse("cases:list")), (str(case), "")],
        "case_tabs": case_tabs(case, current="cases:appointments"),
        "ahead": [rows[each.pk] for each in reversed(ahead)],
        "past": [rows[each.pk] for each in every if each not in ahead],
        "enrolments": [
            agenda.enrolment_row(each, local=timezone.localtime(each.session.starts_at)) for each in enrolments
        ],
        "sessions": [agenda.session_row(each, local=timezone.localtime) for each in sessions],
        "tasks": task_rows(case),
        "no_shows": _no_shows(queries.no_shows_of(person, organisation)),
        "back": address,
    }


def task_rows(case: Case) -> list[dict[str, Any]]:
    """What somebody has to do about the person."""
    tasks = queries.tasks_of(case.beneficiary, case.organisation)[:MOST_SHOWN]
    return agenda.task_rows(tasks, timezone.localdate(), {case.beneficiary_id: case.pk})


def next_up(case: Case) -> dict[str, Any]:
    """What comes next in a case, in few lines: the next appointment and what somebody has to do."""
    appointment = queries.next_appointment(case.beneficiary, case.organisation)
    local = timezone.localtime(appointment.starts_at) if appointment else None
    return {
        "appointment": agenda.appointment_row(appointment, local=local) if appointment else None,
        "tasks": task_rows(case)[:MOST_IN_BRIEF],
        "url": reverse("cases:appointments", args=[case.pk]),
    }


def _no_shows(count: int) -> str:
    if not count:
        return ""
    return ngettext("%(n)d absence notée", "%(n)d absences notées", count) % {"n": count}
