"""Turns what is kept of a person into plain words for them, in their language."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_noop, ngettext
from django.utils.translation import gettext as _

from allant.mobility_index import NotComparable
from allant.web.accounts.enums import Role
from allant.web.agenda.models import Appointment
from allant.web.agenda.slots import Slot
from allant.web.assessments import comparison
from allant.web.assessments import presenters as assessments
from allant.web.assessments.models import Score
from allant.web.cases.before_after import before_after_words
from allant.web.cases.enums import Moment, StepState
from allant.web.cases.models import Case, CaseAssessment
from allant.web.journal.models import Action, Entry
from allant.web.messaging.models import PersonalLink
from allant.web.messaging.presenters import direction
from allant.web.people.enums import ConsentPurpose
from allant.web.people.models import Consent
from allant.web.people.wordings import wording_of
from allant.web.personal.models import Request
from allant.web.ui.formatting import date as date_words
from allant.web.ui.formatting import hour as hour_words
from allant.web.ui.formatting import phone as phone_words
from allant.web.ui.formatting import weekday_and_day

STEP_STATES = {
    StepState.PLANNED: "todo",
    StepState.UNDER_WAY: "current",
    StepState.DONE: "done",
    StepState.DROPPED: "dropped",
}
ROLES = {
    Role.ADVISER: gettext_noop("Une personne qui conseille"),
    Role.MANAGER: gettext_noop("La personne responsable"),
    Role.PRESCRIBER: gettext_noop("Votre prescripteur"),
}
DEEDS = {
    Action.READ: gettext_noop("Lu"),
    Action.CREATE: gettext_noop("Ouvert"),
    Action.CHANGE: gettext_noop("Modifié"),
    Action.ERASE: gettext_noop("Effacé"),
}
MAY_CHANGE = (ConsentPurpose.SUPPORT, ConsentPurpose.CONTACT, ConsentPurpose.INFORM_PRESCRIBER)
"""What the person decides here. Handing a file over is agreed to when somebody asks for it."""


def _language() -> str:
    return get_language() or "fr"


def frame(link: PersonalLink, case: Case, current: str) -> dict[str, Any]:
    """What every part of the page shows: the menu and who to call."""
    places = [
        ("home", _("Ma page")),
        ("sheets", _("Mes trajets")),
        ("lessons", _("Mes leçons")),
        ("consents", _("Mes accords")),
        ("readers", _("Qui a lu mon dossier")),
        ("requests", _("Mes demandes")),
    ]
    return {
        "link": link,
        "case": case,
        "organisation": case.organisation,
        "phone": phone_words(case.organisation.phone) if case.organisation.phone else "",
        "tabs": [
            {
                "label": label,
                "url": reverse(f"personal:{name}", args=[link.pk]),
                "current": name == current,
                "count": None,
            }
            for name, label in places
        ],
    }


Bilans = list[tuple[CaseAssessment, Score | None]]


def home(case: Case, appointment: dict[str, Any] | None, bilans: Bilans) -> dict[str, Any]:
    """The first page: the next appointment, the pathway, what changed."""
    return {
        "title": _("Bonjour %(name)s") % {"name": case.beneficiary.first_name},
        "lead": _adviser_words(case),
        "appointment": appointment,
        "steps": [_step(each) for each in case.steps.all()],
        "index": index_words(bilans),
        "changed": before_after_words(case),
    }


def _adviser_words(case: Case) -> str:
    if case.adviser is None:
        return _("%(organisation)s vous accompagne.") % {"organisation": case.organisation}
    return _("%(name)s, de %(organisation)s, vous accompagne.") % {
        "name": case.adviser,
        "organisation": case.organisation,
    }


def _step(step: Any) -> dict[str, Any]:
    when = ""
    if step.done_on:
        when = date_words(step.done_on, _language())
    elif step.planned_on and step.state != StepState.DROPPED:
        when = _("prévu le %(day)s") % {"day": date_words(step.planned_on, _language())}
    return {"label": step.label, "state": STEP_STATES[StepState(step.state)], "when": when, "note": "", "url": ""}


def index_words(bilans: Bilans) -> list[str]:
    """The index before and after, in sentences; nothing before a first full result."""
    by_moment = {link.moment: score for link, score in bilans if score is not None and link.assessment.finished_at}
    entry, exit_ = by_moment.get(Moment.ENTRY), by_moment.get(Moment.EXIT)
    if entry is None or entry.index is None:
        return []
    words = [_("Au début : %(words)s") % {"words": assessments.index_words(entry.index, entry.low, entry.high)}]
    if exit_ is None or exit_.index is None:
        return words
    words.append(_("À la fin : %(words)s") % {"words": assessments.index_words(exit_.index, exit_.low, exit_.high)})
    outcome = comparison.of_scores(entry, exit_).outcome
    if isinstance(outcome, NotComparable):
        words.append(_("Ces deux mesures ne se comparent pas."))
    elif not outcome.beyond_noise:
        words.append(_("La différence est trop petite pour en être sûr."))
    elif outcome.delta > 0:
        words.append(_("Vous vous déplacez mieux qu’au début. La différence est nette."))
    else:
        words.append(_("Se déplacer est devenu plus difficile. Parlez-en avec votre conseiller ou votre conseillère."))
    return words


def appointment(found: Appointment, link: PersonalLink, *, may_change: bool) -> dict[str, Any]:
    """One appointment in words, and what the person may do."""
    start = timezone.localtime(found.starts_at)
    return {
        "pk": found.pk,
        "day": weekday_and_day(start.date(), _language()),
        "hour": hour_words(start, _language()),
        "place": found.place,
        "adviser": str(found.adviser),
        "may_change": may_change,
        "url": reverse("personal:appointment", args=[link.pk, found.pk]),
    }


def slot_days(slots: Iterable[Slot]) -> list[dict[str, Any]]:
    """Free times by day."""
    days: dict[Any, list[dict[str, str]]] = {}
    for slot in slots:
        start = timezone.localtime(slot.starts_at)
        place = str(slot.place) if slot.place else ""
        hour = {"value": slot.starts_at.isoformat(), "hour": hour_words(start, _language()), "place": place}
        days.setdefault(start.date(), []).append(hour)
    return [{"day": weekday_and_day(day, _language()), "hours": hours} for day, hours in days.items()]


def consents(case: Case, standing: Iterable[Consent]) -> list[dict[str, Any]]:
    """What the person agrees to or not, in the words that they were shown, with its day."""
    given = {each.purpose: each for each in standing if each.recipient_id in {None, case.prescriber_id}}
    rows = []
    for purpose in MAY_CHANGE:
        if purpose == ConsentPurpose.INFORM_PRESCRIBER and case.prescriber is None:
            continue
        consent = given.get(purpose)
        wording = wording_of(purpose, _language())
        rows.append(
            {
                "purpose": purpose.value,
                "text": consent.wording if consent else wording.text,
                "language": consent.language if consent else wording.language,
                "direction": direction(consent.language if consent else wording.language),
                "is_given": consent is not None,
                "when": date_words(timezone.localdate(consent.given_at), _language()) if consent else "",
                "is_draft": wording.status == "draft",
            }
        )
    return rows


def reader_days(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Who read or changed the file, day by day: the role and the organisation, not the name of who works there.

    The person learns which bodies look at their file and why; the identity of each employee is given on request where
    it is needed to use one's rights (Court of Justice of the European Union, C-579/21).
    """
    days: dict[str, list[dict[str, str]]] = {}
    for entry in entries:
        day = date_words(timezone.localdate(entry.at), _language())
        why = entry.right.partition(" : ")[2] if entry.by else ""
        line = {"deed": _(DEEDS[Action(entry.action)]), "what": entry.detail, "who": _who(entry), "why": why}
        if line not in days.setdefault(day, []):
            days[day].append(line)
    return [{"day": day, "lines": lines} for day, lines in days.items()]


def _who(entry: Entry) -> str:
    if entry.by is None:
        return _("Vous, ou le système")
    role = _(ROLES.get(Role(entry.by.role), gettext_noop("Une personne")))
    return f"{role}, {entry.by.organisation}"


def readers_summary(count: int) -> str:
    """How many lines there are, in words."""
    return ngettext("%(count)d ligne cette année.", "%(count)d lignes cette année.", count) % {"count": count}


def request_lines(asked: Iterable[Request]) -> list[dict[str, str]]:
    """What the person asked and the answers."""
    return [
        {
            "kind": str(each.get_kind_display()),
            "text": each.text,
            "when": date_words(timezone.localdate(each.asked_at), _language()),
            "answer": each.answer,
            "answered": date_words(timezone.localdate(each.answered_at), _language()) if each.answered_at else "",
        }
        for each in asked
    ]
