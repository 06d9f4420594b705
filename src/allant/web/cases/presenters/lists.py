"""Lines of lists of cases."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allant.web.cases.enums import Decision
from allant.web.cases.models import Case
from allant.web.cases.presenters.words import LANGUAGE
from allant.web.ui.formatting import number


def stage(case: Case) -> tuple[str, str]:
    """Where a case stands, in words, with its tone. Expects the annotations of `queries`."""
    if hasattr(case, "exit"):
        return _("Terminé"), "neutral"
    if getattr(case, "is_suspended", False):
        return _("Suspendu"), "sun"
    decision = getattr(case, "decision", None)
    if decision == Decision.WAITING:
        return _("Liste d’attente"), "sun"
    if decision == Decision.REFUSED:
        return _("Refusé"), "neutral"
    if getattr(case, "has_draft", False):
        return _("Bilan en cours"), "sun"
    if case.has_entry:
        return _("Parcours en cours"), "go"
    return _("Bilan à faire"), "info"


def case_row(case: Case) -> dict[str, Any]:
    """One line of the list."""
    words, tone = stage(case)
    return {
        "url": reverse("cases:case", args=[case.pk]),
        "name": str(case),
        "commune": case.beneficiary.commune or _("hors du territoire ou inconnue"),
        "opened_on": case.opened_on,
        "steps": f"{case.steps_done}/{case.steps_in_all}" if case.steps_in_all else "–",
        "stage": words,
        "tone": tone,
        "adviser": case.adviser or _("personne encore"),
    }


def cases_found(count: int) -> str:
    """How many cases a list holds."""
    return ngettext("%(count)s dossier", "%(count)s dossiers", count) % {"count": number(count, LANGUAGE)}


def referred_row(case: Case) -> dict[str, Any]:
    """What a prescriber sees of somebody who agreed: a first name, an initial and a stage."""
    words, tone = stage(case)
    return {
        "name": case.beneficiary.short_name,
        "platform": case.organisation.name,
        "opened_on": case.opened_on,
        "stage": words,
        "tone": tone,
    }
