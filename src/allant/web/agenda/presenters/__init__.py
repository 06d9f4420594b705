"""Plain values for the pages of the agenda, one module per page."""

from allant.web.agenda.presenters.appointments import (
    appointment_page,
    appointment_row,
    enrolment_row,
    moment_words,
    overlap_words,
)
from allant.web.agenda.presenters.places import places_page
from allant.web.agenda.presenters.rota import rota_page
from allant.web.agenda.presenters.sessions import found_people, session_page, session_row, sheet_page, sign_page
from allant.web.agenda.presenters.tabs import tabs
from allant.web.agenda.presenters.tasks import filters, task_row, task_rows
from allant.web.agenda.presenters.week import Asked, day_page, slot_choices, slot_words, week_page

__all__ = [
    "Asked",
    "appointment_page",
    "appointment_row",
    "day_page",
    "enrolment_row",
    "filters",
    "found_people",
    "moment_words",
    "overlap_words",
    "places_page",
    "rota_page",
    "session_page",
    "session_row",
    "sheet_page",
    "sign_page",
    "slot_choices",
    "slot_words",
    "tabs",
    "task_row",
    "task_rows",
    "week_page",
]
