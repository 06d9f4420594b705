"""The result of a bilan."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from allant.questionnaire import Questionnaire
from allant.sources.grids import read_grid
from allant.web.assessments import comparison, counsel
from allant.web.assessments import presenters as assessments
from allant.web.assessments.models import Score
from allant.web.assessments.queries import latest_score
from allant.web.cases import queries
from allant.web.cases.enums import Moment, Support
from allant.web.cases.models import CaseAssessment
from allant.web.cases.presenters.words import LANGUAGE
from allant.web.ui.formatting import date as date_words
from allant.web.ui.formatting import number, signed_points


def result_page(link: CaseAssessment, score: Score) -> dict[str, Any]:
    """The result of a bilan: radar and table, decomposition, levers, and the change since the entry bilan."""
    entry = queries.entry_of(link)
    before = latest_score(entry.assessment) if entry else None
    compared = comparison.of_scores(before, score) if before else None
    comparable = before if compared and compared.is_comparable else None
    questionnaire = read_grid(score.grid).questionnaire
    advice = counsel.for_score(score)
    return {
        "link": link,
        "case": link.case,
        "score": score,
        "conditions": _conditions(link),
        "is_test": link.moment == Moment.TEST,
        "title": _title(link, compared),
        "lead": _result_lead(link, entry, score),
        "crumbs": [
            (_("Dossiers"), reverse("cases:list")),
            (str(link.case), reverse("cases:case", args=[link.case_id])),
            (link.get_moment_display().capitalize(), ""),
        ],
        "index_words": assessments.index_words(score.index, score.low, score.high),
        "margin": assessments.margin(score.index, score.low, score.high),
        "entry_index": comparable.index if comparable else None,
        "compared": compared,
        "gain_sentence": comparison.sentence(compared) if compared else "",
        "gain_note": comparison.note(compared) if compared else "",
        "differences": comparison.differences(compared) if compared else [],
        "three_parts": comparison.three_parts(compared) if compared else [],
        "environment_note": _environment_note(score),
        "answers": comparison.answers(compared) if compared else [],
        "contributions": comparison.contributions(compared) if comparable else comparison.missing_points(score),
        **_bars_words(score, comparable, compared),
        "now_label": {Moment.EXIT: _("sortie"), Moment.MID: _("intermédiaire")}.get(link.moment, _("aujourd’hui")),
        "radar": _radar(score, comparable, questionnaire),
        "table": _table(score, comparable, questionnaire),
        "not_measured": [
            assessments.section_title(questionnaire, each["code"], LANGUAGE)
            for each in score.dimensions
            if each["value"] is None
        ],
        "profile": advice.profile.label.in_language(LANGUAGE),
        "profile_explanation": advice.profile.explanation.in_language(LANGUAGE),
        "barriers": assessments.barriers(advice, score.grid, LANGUAGE),
        "levers": [
            {
                "label": step.solution.label.in_language(LANGUAGE),
                "how": step.solution.how.in_language(LANGUAGE),
                "gain": step.gain,
                "kind": step.solution.kind,
                "code": step.solution.code,
            }
            for step in advice.steps
        ],
        "support_reason": advice.orientation.reason.in_language(LANGUAGE),
        "support": Support(advice.orientation.code).label,
        **_actions_after(link),
    }


def _title(link: CaseAssessment, compared: comparison.Comparison | None) -> str:
    name = link.case.beneficiary.first_name
    return _("Ce qui a changé pour %(name)s") % {"name": name} if compared else _("Où en est %(name)s") % {"name": name}


def _result_lead(link: CaseAssessment, entry: CaseAssessment | None, score: Score) -> str:
    here = f"{link.get_moment_display().capitalize()} {_day(link)}"
    start = f"{entry.get_moment_display().capitalize()} {_day(entry)} · " if entry else ""
    return f"{start}{here} · {_('grille')} {score.grid}"


def _conditions(link: CaseAssessment) -> str:
    """How the interview took place; nothing for a test or a bilan imported without it."""
    assessment = link.assessment
    words = [assessment.get_setting_display(), assessment.get_company_display()]
    return ", ".join(each for each in words if each)


def _day(link: CaseAssessment) -> str:
    return _("le %(day)s") % {
        "day": date_words((link.assessment.finished_at or link.assessment.started_at).date(), LANGUAGE)
    }


def _bars_words(score: Score, comparable: Score | None, compared: comparison.Comparison | None) -> dict[str, str]:
    if comparable and compared:
        delta = compared.outcome.delta
        return {
            "bars_title": _("D’où viennent ces points"),
            "bars_total": _("En tout"),
            "gain_badge": f"{signed_points(delta, LANGUAGE, 0)} (± {number(compared.outcome.noise, LANGUAGE, 0)})",
            "gain_tone": ("go" if delta > 0 else "stop") if compared.outcome.beyond_noise else "neutral",
        }
    return {
        "bars_title": _("Ce qui sépare cet indice de 100"),
        "bars_total": _("Jusqu’à 100, il manque"),
        "gain_badge": "",
        "gain_tone": "neutral",
    }


def _radar(score: Score, before: Score | None, questionnaire: Questionnaire) -> dict[str, Any]:
    return {
        "labels": [assessments.section_title(questionnaire, each["code"], LANGUAGE) for each in score.dimensions],
        "now": [_pct(each["value"]) for each in score.dimensions],
        "before": [_pct(each["value"]) for each in before.dimensions] if before else None,
    }


def _table(score: Score, before: Score | None, questionnaire: Questionnaire) -> list[dict[str, Any]]:
    former = {each["code"]: each["value"] for each in before.dimensions} if before else {}
    return [
        {
            "label": assessments.section_title(questionnaire, each["code"], LANGUAGE),
            "before": _pct(former.get(each["code"])),
            "now": _pct(each["value"]),
            "answered": each["answered_share"],
        }
        for each in score.dimensions
    ]


def _environment_note(score: Score) -> str:
    """Where the environment component comes from, and what it was computed on."""
    source = _("Environnement %(source)s") % {"source": score.get_environment_source_display()}
    told = score.environment_told
    if not told:
        return f"{source}."
    return _("%(source)s : %(door)s, %(day)s à %(hour)s, réseau %(network)s.") % {
        "source": source,
        "door": told["door"],
        "day": date_words(date.fromisoformat(told["day"]), LANGUAGE),
        "hour": told["hour"],
        "network": score.environment_network,
    }


def _pct(value: float | None) -> float | None:
    return None if value is None else 100 * value


def _actions_after(link: CaseAssessment) -> dict[str, Any]:
    if hasattr(link.case, "exit") or link.moment == Moment.TEST:
        return {"main_action": None}
    if link.moment == Moment.EXIT:
        return {"main_action": {"label": _("Enregistrer la sortie"), "url": reverse("cases:exit", args=[link.case_id])}}
    plan = f"{reverse('cases:case', args=[link.case_id])}#parcours"
    return {"main_action": {"label": _("Construire le parcours"), "url": plan}}
