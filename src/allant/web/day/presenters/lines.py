"""The lines of the today page: each says who, what, since when, and the one thing to do."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allant.web.agenda.enums import AppointmentState, TaskKind
from allant.web.agenda.models import Appointment, Meeting, Task
from allant.web.assessments.models import Handover
from allant.web.cases.models import Case, CaseAssessment
from allant.web.day.presenters.found import Found
from allant.web.documents.models import Paper
from allant.web.ui.formatting import date as date_words
from allant.web.ui.formatting import days_ago_or_ahead

LANGUAGE = "fr"

Line = dict[str, Any]


def events(found: Found, *, is_team: bool) -> list[Line]:
    lines = [_appointment(each, found, is_team) for each in found.appointments]
    lines += [_meeting(each) for each in found.meetings]
    return sorted(lines, key=lambda line: line["at"])


def _appointment(appointment: Appointment, found: Found, is_team: bool) -> Line:
    state = {AppointmentState.HELD: ("go", _("Tenu")), AppointmentState.NO_SHOW: ("stop", _("Absence"))}
    tone, words = state.get(AppointmentState(appointment.state), ("", ""))
    kind = appointment.purpose or appointment.get_kind_display().capitalize()
    return {
        "at": appointment.starts_at,
        "name": str(appointment.person),
        "url": found.case_url(appointment.person_id) or reverse("agenda:appointment", args=[appointment.pk]),
        "what": f"{kind} · {appointment.adviser}" if is_team else kind,
        "place": appointment.place or (appointment.get_kind_display().capitalize() if appointment.purpose else ""),
        "badge": words,
        "tone": tone,
        "action": _("Voir"),
        "action_url": reverse("agenda:appointment", args=[appointment.pk]),
    }


def _meeting(meeting: Meeting) -> Line:
    return {
        "at": meeting.starts_at,
        "name": meeting.session.title,
        "url": reverse("agenda:session", args=[meeting.session_id]),
        "what": _("Atelier"),
        "place": meeting.session.place,
        "badge": _("Émargé") if meeting.closed_at else "",
        "tone": "go",
        "action": _("Émarger"),
        "action_url": reverse("agenda:sheet", args=[meeting.pk]),
    }


def _line(*, name: str, url: str, what: str, since: str, badge: str, tone: str, action: str, action_url: str) -> Line:
    return {
        "name": name,
        "url": url,
        "what": what,
        "since": since,
        "badge": badge,
        "tone": tone,
        "action": action,
        "action_url": action_url,
    }


def task(due: Task, found: Found) -> Line:
    days = (due.due_on - found.day).days
    url = found.case_url(due.person_id)
    address = reverse("agenda:task", args=[due.pk])
    return _line(
        name=str(due.person) if due.person else "",
        url=url,
        what=due.title,
        since=_("prévu %(when)s") % {"when": days_ago_or_ahead(days, LANGUAGE)} if days else "",
        badge=_("En retard") if days < 0 else _("Aujourd’hui"),
        tone="stop" if days < 0 else "sun",
        action=_("Répondre") if due.kind == TaskKind.FOLLOW_UP else _("Traiter"),
        action_url=due.address or address,
    )


def failures(count: int) -> Line:
    words = ngettext("%(count)d message n’est pas parti", "%(count)d messages ne sont pas partis", count)
    return _line(
        name="", url="", what=words % {"count": count}, since="", badge=_("En panne"), tone="stop",
        action=_("Voir"), action_url=reverse("messaging:messages"),
    )  # fmt: skip


def received_test(handover: Handover, found: Found) -> Line:
    since = (found.day - timezone.localdate(handover.code.redeemed_at)).days
    return _line(
        name="", url="", what=_("Test reçu, à rattacher à une personne"), since=_ago(since), badge=_("Test"),
        tone="info", action=_("Rattacher"), action_url=reverse("cases:received-test", args=[handover.pk]),
    )  # fmt: skip


def newcomer(case: Case, found: Found) -> Line:
    url = reverse("cases:case", args=[case.pk])
    source = _("orientation de %(name)s") % {"name": case.prescriber} if case.prescriber else case.get_source_display()
    return _line(
        name=str(case), url=url, what=sentence(source), since=_ago((found.day - case.opened_on).days),
        badge=_("Sans conseiller"), tone="info", action=_("Ouvrir"), action_url=url,
    )  # fmt: skip


def draft(link: CaseAssessment, found: Found) -> Line:
    since = (found.day - timezone.localdate(link.assessment.started_at)).days
    return _line(
        name=str(link.case.beneficiary),
        url=reverse("cases:case", args=[link.case_id]),
        what=sentence(str(link.get_moment_display())),
        since=_("commencé %(when)s") % {"when": days_ago_or_ahead(-since, LANGUAGE)},
        badge=_("À finir"),
        tone="sun",
        action=_("Reprendre"),
        action_url=reverse("cases:bilan", args=[link.assessment_id]),
    )


def to_begin(case: Case, found: Found) -> Line:
    return _line(
        name=str(case),
        url=reverse("cases:case", args=[case.pk]),
        what=_("Bilan d’entrée"),
        since=_("dossier ouvert %(when)s") % {"when": days_ago_or_ahead(-(found.day - case.opened_on).days, LANGUAGE)},
        badge=_("À commencer"),
        tone="info",
        action=_("Commencer"),
        action_url=reverse("cases:bilan-new", args=[case.pk]),
    )


def attestation(paper: Paper, found: Found) -> Line:
    case = found.cases.get(paper.person_id)
    days = days_ago_or_ahead((paper.valid_until - found.day).days, LANGUAGE)
    return _line(
        name=str(paper.person),
        url=found.case_url(paper.person_id),
        what=_("Attestation de diagnostic"),
        since=_("se termine %(when)s, le %(day)s") % {"when": days, "day": date_words(paper.valid_until, LANGUAGE)},
        badge=_("Bientôt"),
        tone="sun",
        action=_("Renouveler"),
        action_url=reverse("cases:papers", args=[case]) if case else reverse("cases:paper", args=[paper.pk]),
    )


def exit_(case: Case, found: Found) -> Line:
    since = (found.day - timezone.localdate(case.measured_at)).days
    return _line(
        name=str(case),
        url=reverse("cases:case", args=[case.pk]),
        what=_("Bilan de sortie fait, sortie à enregistrer"),
        since=_ago(since),
        badge=_("Sortie"),
        tone="sun",
        action=_("Enregistrer"),
        action_url=reverse("cases:exit", args=[case.pk]),
    )


def _ago(days: int) -> str:
    return days_ago_or_ahead(-days, LANGUAGE)


def sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
