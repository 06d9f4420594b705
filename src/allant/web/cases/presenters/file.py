"""The page of one case."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from allant.web.assessments import comparison, counsel
from allant.web.assessments import presenters as assessments
from allant.web.assessments.models import Handover, Score
from allant.web.cases.enums import Moment
from allant.web.cases.models import Case, CaseAssessment, Exit
from allant.web.cases.presenters.admission import admission_part
from allant.web.cases.presenters.appointments import next_up
from allant.web.cases.presenters.exits import exit_part
from allant.web.cases.presenters.pathway import pathway_part
from allant.web.cases.presenters.tabs import case_tabs
from allant.web.cases.presenters.words import LANGUAGE, UNKNOWN, index_cell, lever_words
from allant.web.ui.formatting import date as date_words
from allant.web.ui.formatting import phone as phone_words


def case_page(case: Case, bilans: list[tuple[CaseAssessment, Score | None]]) -> dict[str, Any]:
    """The whole file on one page."""
    by_moment = {link.moment: (link, score) for link, score in bilans}
    exit_ = Exit.objects.filter(case=case).first()
    pathway = pathway_part(case)
    latest = next((score for link, score in reversed(bilans) if score and link.moment != Moment.TEST), None)
    return {
        "case": case,
        "name": str(case),
        "lead": _lead(case, exit_),
        "crumbs": [(_("Dossiers"), reverse("cases:list")), (str(case), "")],
        "identity": _identity(case),
        "case_tabs": case_tabs(case, current="cases:case"),
        "edit_url": reverse("cases:edit", args=[case.pk]),
        "exit_url": reverse("cases:exit", args=[case.pk]),
        "bilans": [_bilan_row(link, score) for link, score in bilans],
        "proposals": _proposals(latest, {step.solution for step in pathway["steps"]}) if not exit_ else [],
        "gain": _gain(by_moment),
        "next_up": next_up(case),
        **pathway,
        **admission_part(case),
        **exit_part(case, exit_),
        **_actions(case, by_moment, exit_),
    }


def _lead(case: Case, exit_: Exit | None) -> str:
    opened = _("Ouvert le %(day)s") % {"day": date_words(case.opened_on, LANGUAGE)}
    adviser = (
        _("suivi par %(name)s") % {"name": case.adviser} if case.adviser else _("personne ne suit encore ce dossier")
    )
    ended = _(" · sortie le %(day)s") % {"day": date_words(exit_.exited_on, LANGUAGE)} if exit_ else ""
    return f"{opened} · {adviser}{ended}"


def _identity(case: Case) -> list[tuple[str, str]]:
    person = case.beneficiary
    return [
        (_("Naissance"), date_words(person.birth_date, LANGUAGE) if person.birth_date else UNKNOWN),
        (_("Téléphone"), phone_words(person.phone) if person.phone else UNKNOWN),
        (_("Courriel"), person.email or UNKNOWN),
        (_("Commune"), str(person.commune) if person.commune else _("hors du territoire ou inconnue")),
        (_("Arrivée"), str(case.prescriber) if case.prescriber else case.get_source_display()),
    ]


def _bilan_row(link: CaseAssessment, score: Score | None) -> dict[str, Any]:
    if link.moment == Moment.TEST or link.assessment.finished_at:
        url = reverse("cases:bilan-result", args=[link.assessment_id])
    else:
        url = reverse("cases:bilan", args=[link.assessment_id])
    return {
        "label": link.get_moment_display().capitalize(),
        "day": link.assessment.finished_at or link.assessment.started_at,
        "by": link.assessment.by or _("la personne"),
        "index": index_cell(score) if link.assessment.finished_at else _("en cours"),
        "url": url,
    }


def _proposals(score: Score | None, taken: set[str]) -> list[dict[str, Any]]:
    if score is None:
        return []
    return [
        {
            "code": step.solution.code,
            "kind": step.solution.kind,
            "label": step.solution.label.in_language(LANGUAGE),
            "why": lever_words(step.gain),
        }
        for step in counsel.for_score(score).steps
        if step.solution.code not in taken
    ]


def _gain(by_moment: dict[str, tuple[CaseAssessment, Score | None]]) -> dict[str, str] | None:
    link, after = by_moment.get(Moment.EXIT, (None, None))
    before = by_moment.get(Moment.ENTRY, (None, None))[1]
    if link is None or before is None or after is None:
        return None
    compared = comparison.of_scores(before, after)
    return {
        "sentence": comparison.sentence(compared),
        "note": comparison.note(compared),
        "url": reverse("cases:bilan-result", args=[link.assessment_id]),
    }


def _actions(
    case: Case, by_moment: dict[str, tuple[CaseAssessment, Score | None]], exit_: Exit | None
) -> dict[str, Any]:
    """The one thing to do next, and the one after."""
    start = {"label": _("Commencer le bilan d’entrée"), "url": reverse("cases:bilan-new", args=[case.pk])}
    leave = {"label": _("Enregistrer la sortie"), "url": reverse("cases:exit", args=[case.pk])}
    draft = next(
        (link for link, _score in by_moment.values() if not link.assessment.finished_at and link.moment != Moment.TEST),
        None,
    )
    if exit_:
        return {"main_action": None, "second_action": None}
    if draft is not None:
        url = reverse("cases:bilan", args=[draft.assessment_id])
        return {"main_action": {"label": _("Reprendre le bilan"), "url": url}, "second_action": None}
    if Moment.ENTRY not in by_moment:
        return {"main_action": start, "second_action": leave}
    if Moment.EXIT not in by_moment:
        again = {"label": _("Faire un nouveau bilan"), "url": start["url"]}
        return {"main_action": again, "second_action": leave}
    return {"main_action": leave, "second_action": None}


def received_test(handover: Handover) -> dict[str, str]:
    """What a test that was just opened says."""
    score = handover.assessment.scores.first()
    return {
        "sentence": assessments.index_words(score.index, score.low, score.high),
        "profile": counsel.for_score(score).profile.label.in_language(LANGUAGE),
    }
