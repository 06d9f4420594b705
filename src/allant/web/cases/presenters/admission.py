"""The decision on the page of a case, its own page, and the waiting list."""

from datetime import date
from typing import Any

from django.core.paginator import Page
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from allant.web.cases.enums import Decision, Support
from allant.web.cases.models import Admission, Case
from allant.web.cases.presenters.words import LANGUAGE, UNKNOWN, sentence
from allant.web.ui.formatting import date as date_words
from allant.web.ui.formatting import days_long

DECISION_TONES = {Decision.WAITING: "sun", Decision.REFUSED: "stop"}


def admission_part(case: Case) -> dict[str, Any]:
    """What was decided, since when, what was decided before, and whether the support rests."""
    admissions = list(case.admissions.all())
    current = next((each for each in admissions if each.ended_on is None), None)
    suspension = case.suspensions.filter(ends_on=None).first()
    return {
        "decision": _decision(current) if current else None,
        "former_decisions": [_former(each) for each in admissions if each.ended_on is not None],
        "suggestion_text": _suggestion(case),
        "suspension_text": _("Suspendu depuis le %(day)s : %(reason)s.")
        % {"day": date_words(suspension.starts_on, LANGUAGE), "reason": suspension.get_reason_display()}
        if suspension
        else "",
    }


def _decision(admission: Admission) -> dict[str, str]:
    words = sentence(admission.get_decision_display())
    if admission.refusal_reason:
        words += _(" : %(reason)s") % {"reason": admission.get_refusal_reason_display()}
    since = _("inscrit le %(day)s") if admission.decision == Decision.WAITING else _("décidé le %(day)s")
    return {
        "words": words,
        "since": sentence(since % {"day": date_words(admission.decided_on, LANGUAGE)}),
        "note": admission.note,
        "tone": DECISION_TONES.get(Decision(admission.decision), "go"),
    }


def _former(admission: Admission) -> str:
    return _("%(decision)s, du %(start)s au %(end)s") % {
        "decision": sentence(admission.get_decision_display()),
        "start": date_words(admission.decided_on, LANGUAGE),
        "end": date_words(admission.ended_on, LANGUAGE),
    }


def _suggestion(case: Case) -> str:
    if not case.suggested_support:
        return ""
    return _("Le bilan suggère : %(support)s.") % {"support": Support(case.suggested_support).label}


def decision_page(case: Case) -> dict[str, Any]:
    """The page where one decides."""
    return {"case": case, "suggestion_text": _suggestion(case)}


def waiting_list_page(page: Page, left: list[Admission]) -> dict[str, Any]:
    """Who waits, since when, and who left the list."""
    today = timezone.localdate()
    return {
        "page": page,
        "rows": [_waiting_row(each, today) for each in page],
        "left": [
            {
                "name": str(each.case),
                "url": reverse("cases:case", args=[each.case_id]),
                "left_on": each.ended_on,
                "waited": days_long((each.ended_on - each.decided_on).days, LANGUAGE),
                "next": sentence(str(Decision(each.next_decision).label)) if each.next_decision else UNKNOWN,
            }
            for each in left
        ],
    }


def _waiting_row(admission: Admission, today: date) -> dict[str, Any]:
    case = admission.case
    return {
        "name": str(case),
        "url": reverse("cases:case", args=[case.pk]),
        "decide_url": reverse("cases:decide", args=[case.pk]),
        "commune": case.beneficiary.commune or _("hors du territoire ou inconnue"),
        "since": admission.decided_on,
        "waited": days_long((today - admission.decided_on).days, LANGUAGE),
        "adviser": case.adviser or _("personne encore"),
        "note": admission.note,
    }
