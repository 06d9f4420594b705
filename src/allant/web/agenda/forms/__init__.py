"""Forms of the agenda, one module per noun."""

from allant.web.agenda.forms.appointments import AppointmentForm, CancelForm, SlotForm
from allant.web.agenda.forms.calendars import OutsideForm
from allant.web.agenda.forms.places import PlaceForm
from allant.web.agenda.forms.rota import EndForm, OpeningForm
from allant.web.agenda.forms.sessions import Dates, GuestForm, PresenceForm, SessionForm
from allant.web.agenda.forms.tasks import PostponeForm, TaskForm

__all__ = [
    "AppointmentForm",
    "CancelForm",
    "Dates",
    "EndForm",
    "GuestForm",
    "OpeningForm",
    "OutsideForm",
    "PlaceForm",
    "PostponeForm",
    "PresenceForm",
    "SessionForm",
    "SlotForm",
    "TaskForm",
]
