"""Reads of the agenda, one module per noun."""

from allant.web.agenda.queries.appointments import (
    Taken,
    appointments_between,
    appointments_of,
    busy_between,
    hours_of,
    meetings_between,
    next_appointment,
    openings_of,
    slots_of,
    taken_by,
)
from allant.web.agenda.queries.calendars import feed_behind, feed_of, outside_calendar
from allant.web.agenda.queries.people import case_numbers, people_followed, people_named
from allant.web.agenda.queries.places import booked_at, places_of
from allant.web.agenda.queries.sessions import (
    attendance_of,
    enrolments_of,
    enrolments_of_person,
    line_of,
    meetings_of,
    no_shows_of,
    sessions_listed,
    sessions_to_join,
    sheet_of,
)
from allant.web.agenda.queries.tasks import TaskFilter, last_done, open_tasks, tasks_due, tasks_listed, tasks_of

__all__ = [
    "Taken",
    "TaskFilter",
    "appointments_between",
    "appointments_of",
    "attendance_of",
    "booked_at",
    "busy_between",
    "case_numbers",
    "enrolments_of",
    "enrolments_of_person",
    "feed_behind",
    "feed_of",
    "hours_of",
    "last_done",
    "line_of",
    "meetings_between",
    "meetings_of",
    "next_appointment",
    "no_shows_of",
    "open_tasks",
    "openings_of",
    "outside_calendar",
    "people_followed",
    "people_named",
    "places_of",
    "sessions_listed",
    "sessions_to_join",
    "sheet_of",
    "slots_of",
    "taken_by",
    "tasks_due",
    "tasks_listed",
    "tasks_of",
]
