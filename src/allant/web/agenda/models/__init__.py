"""Tasks, appointments, the rota, workshops, and outside calendars."""

from allant.web.agenda.models.appointments import Appointment
from allant.web.agenda.models.calendars import BusyTime, CalendarFeed
from allant.web.agenda.models.rota import Opening
from allant.web.agenda.models.sessions import Attendance, Enrolment, Meeting, Session
from allant.web.agenda.models.tasks import Task

__all__ = [
    "Appointment",
    "Attendance",
    "BusyTime",
    "CalendarFeed",
    "Enrolment",
    "Meeting",
    "Opening",
    "Session",
    "Task",
]
