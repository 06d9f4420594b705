"""What a team keeps of a case that it leaves: what it did itself, as it stood that day, and nothing written after."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from allant.web.accounts.models import Organisation
from allant.web.agenda.models import Appointment
from allant.web.cases.models import Case, NoteDraft, Transfer
from allant.web.cases.timeline import Moment, moments_of
from allant.web.messaging.models import Message
from allant.web.ui.formatting import date as date_words

LANGUAGE = "fr"
STEPS = "Étapes"


def left_behind(case: Case, team: Organisation) -> list[dict[str, str]]:
    """Return lines of plain text: later changes of the case cannot reach them."""
    lines = [
        _line(moment.at, moment.kind, moment.title, moment.text)
        for moment in moments_of(case)
        if moment.kind != _(STEPS) and _is_by(moment, team)
    ]
    return [*lines, *_steps(case), *_appointments(case, team), *_messages(case, team), *_drafts(case, team)]


def _is_by(moment: Moment, team: Organisation) -> bool:
    return moment.by is not None and moment.by.organisation_id == team.pk


def _steps(case: Case) -> list[dict[str, str]]:
    """The steps of the pathway, except those that an earlier team had left to this one as they stand."""
    before = {
        (line["key"], line["text"])
        for transfer in Transfer.objects.filter(case=case).exclude(left_behind=[])
        for line in transfer.left_behind
        if line.get("key")
    }
    lines = []
    for step in case.steps.all():
        day = step.done_on or step.planned_on
        line = _line(day, _(STEPS), step.label, str(step.get_state_display())) | {"key": f"step-{step.pk}"}
        if (line["key"], line["text"]) not in before:
            lines.append(line)
    return lines


def _appointments(case: Case, team: Organisation) -> list[dict[str, str]]:
    found = Appointment.objects.filter(person=case.beneficiary_id, organisation=team).select_related("adviser")
    return [_line(each.starts_at, _("Rendez-vous"), str(each.get_kind_display()), str(each.adviser)) for each in found]


def _messages(case: Case, team: Organisation) -> list[dict[str, str]]:
    """The text is read where it is kept, by its number: it is erased there, once and for all."""
    found = Message.objects.filter(person=case.beneficiary_id, organisation=team)
    return [
        _line(each.created_at, _("Messages"), each.subject or _("Message"), "") | {"message": str(each.pk)}
        for each in found
    ]


def _drafts(case: Case, team: Organisation) -> list[dict[str, str]]:
    found = NoteDraft.objects.filter(case=case, author__organisation=team)
    return [_line(each.saved_at, _("Notes"), _("Brouillon non envoyé"), each.fields.get("text", "")) for each in found]


def _line(at: Any, kind: str, title: str, text: str) -> dict[str, str]:
    day = timezone.localdate(at) if hasattr(at, "tzinfo") else at
    return {"when": date_words(day, LANGUAGE) if day else "", "kind": kind, "title": title, "text": text}
