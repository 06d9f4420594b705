"""What happened around a case: appointments, workshops, messages, files kept."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from allant.web.agenda.enums import AppointmentState
from allant.web.agenda.queries import appointments_of, attendance_of
from allant.web.cases.models import Case
from allant.web.cases.timeline import Moment
from allant.web.documents.queries import documents_of
from allant.web.messaging.enums import State
from allant.web.messaging.queries import messages_of

LEFT = (State.SENT, State.PRINTED)


def appointments(case: Case) -> Iterator[Moment]:
    """Appointments that took place, were missed or called off; those to come have a tab of their own."""
    closed = appointments_of(case.beneficiary, case.organisation).exclude(state=AppointmentState.BOOKED)
    for each in closed:
        yield Moment(
            each.starts_at,
            _("Rendez-vous : %(state)s") % {"state": each.get_state_display()},
            text=" · ".join(filter(None, [each.purpose, each.place])),
            url=reverse("agenda:appointment", args=[each.pk]),
            kind=_("Rendez-vous"),
            by=each.adviser,
        )


def workshops(case: Case) -> Iterator[Moment]:
    """What closed attendance sheets say of the person."""
    for each in attendance_of(case.beneficiary, case.organisation):
        yield Moment(
            each.meeting.starts_at,
            _("Atelier : %(presence)s") % {"presence": each.get_presence_display()},
            text=each.meeting.session.title,
            url=reverse("agenda:session", args=[each.meeting.session_id]),
            kind=_("Ateliers"),
        )


def messages(case: Case) -> Iterator[Moment]:
    """What was sent to the person."""
    for each in messages_of(case.beneficiary, case.organisation).filter(state__in=LEFT):
        yield Moment(
            each.settled_at,
            _("Message : %(subject)s") % {"subject": each.subject or each.get_channel_display()},
            text=each.get_channel_display(),
            url=reverse("messaging:message", args=[each.pk]),
            kind=_("Messages"),
            by=each.created_by,
        )


def documents(case: Case) -> Iterator[Moment]:
    """Files that were kept."""
    for each in documents_of(case.beneficiary, case.organisation).filter(removed_at__isnull=True):
        yield Moment(
            each.added_at,
            _("Document : %(title)s") % {"title": each.title},
            text=each.get_kind_display(),
            url=reverse("cases:papers", args=[case.pk]),
            kind=_("Documents"),
            by=each.added_by,
        )


ALL = (appointments, workshops, messages, documents)
