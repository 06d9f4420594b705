"""What becomes of the rows that a platform keeps of a person when their case goes to another one.

Whatever speaks of a person and of an organisation at once is decided here, or by the app that holds it when it starts:

    from allant.web.cases import carrying

    carrying.register(Request, goes_while_unanswered)
"""

from collections.abc import Callable

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from allant.web.accounts.models import Organisation, User
from allant.web.agenda import actions as agenda
from allant.web.agenda.enums import AppointmentState, TaskKind
from allant.web.agenda.models import Appointment, Task
from allant.web.cases.models import Case, DuplicatePair, MergeRecord
from allant.web.documents.models import Document, Paper
from allant.web.messaging import actions as messaging
from allant.web.messaging.enums import State
from allant.web.messaging.models import Message, PersonalLink
from allant.web.people import search
from allant.web.people.models import FseEntry, SearchKey
from allant.web.ui.formatting import hour, weekday_and_day

Carry = Callable[[Case, Organisation, User], None]
"""Takes the case, already the new platform's, the platform that it leaves, and who accepted it."""
_RULES: dict[type[Model], Carry] = {}
OF_THE_FORMER_TEAM = (TaskKind.RETURN, TaskKind.MESSAGE)
"""Tasks that stay: a vehicle comes back to whom it belongs, and a message is that of who wrote it."""


def register(model: type[Model], carry: Carry) -> None:
    """Say what becomes of the rows of a model; they are seen to in the order of registration."""
    _RULES[model] = carry


def decided() -> set[type[Model]]:
    """Return the models whose rows are decided upon."""
    return set(_RULES)


def carry_all(case: Case, former: Organisation, by: User) -> None:
    """Let each kind of rows go or stay."""
    for carry in _RULES.values():
        carry(case, former, by)


def stays(case: Case, former: Organisation, by: User) -> None:
    """Leave the rows with who made them."""


def _messages(case: Case, former: Organisation, by: User) -> None:
    """What has not left yet no longer does: the new team writes in its own name."""
    waiting = Message.objects.filter(person=case.beneficiary_id, organisation=former)
    for message in waiting.filter(state__in=[State.WAITING, State.FAILED]):
        messaging.cancel_message(message=message, by=by)


def _appointments(case: Case, former: Organisation, by: User) -> None:
    """Call off what the former team had planned; the person is told, and the new team is asked to plan it again."""
    planned = Appointment.objects.filter(
        person=case.beneficiary_id, organisation=former, state=AppointmentState.BOOKED, starts_at__gt=timezone.now()
    )
    for each in planned.select_related("person", "organisation", "moved_from"):
        agenda.cancel(appointment=each, by=by, reason=_("Dossier confié à %(team)s") % {"team": case.organisation})
        agenda.raise_task(
            organisation=case.organisation,
            kind=TaskKind.APPOINTMENT,
            title=_("Redonner le rendez-vous prévu le %(when)s avec %(team)s") % {"when": _when(each), "team": former},
            due_on=timezone.localdate(),
            person=case.beneficiary,
            assignee=case.adviser,
            address=reverse("cases:appointments", args=[case.pk]),
            key=f"appointment-{each.pk}-again",
            by=by,
        )


def _when(appointment: Appointment) -> str:
    local = timezone.localtime(appointment.starts_at)
    return _("%(day)s à %(hour)s") % {"day": weekday_and_day(local.date(), "fr"), "hour": hour(local, "fr")}


def _tasks(case: Case, former: Organisation, by: User) -> None:
    still_open = Task.objects.filter(
        person=case.beneficiary_id, organisation=former, done_at=None, dropped_at=None
    ).exclude(kind__in=OF_THE_FORMER_TEAM)
    still_open.update(organisation=case.organisation, assignee=None)


def _documents(case: Case, former: Organisation, by: User) -> None:
    Document.objects.filter(person=case.beneficiary_id, organisation=former).update(organisation=case.organisation)


def _links(case: Case, former: Organisation, by: User) -> None:
    """The address that a person was given goes on opening their page."""
    links = PersonalLink.objects.filter(person=case.beneficiary_id, organisation=former, revoked_at=None)
    links.update(organisation=case.organisation)


def _search(case: Case, former: Organisation, by: User) -> None:
    search.index(case.beneficiary)


for _model, _carry in (
    (Message, _messages),
    (Task, _tasks),
    (Appointment, _appointments),
    (Document, _documents),
    (PersonalLink, _links),
    (SearchKey, _search),
    (Paper, stays),
    (FseEntry, stays),
    (DuplicatePair, stays),
    (MergeRecord, stays),
):
    register(_model, _carry)
