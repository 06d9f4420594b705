"""The summary for the person, in plain words and in their language."""

from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from allant.advice import solutions
from allant.web.assessments import counsel
from allant.web.assessments import presenters as assessments
from allant.web.assessments.models import Score
from allant.web.cases.before_after import before_after_words
from allant.web.cases.enums import StepState
from allant.web.cases.models import Case, CaseAssessment, Step
from allant.web.cases.papers.issuer import issuer
from allant.web.ui.formatting import date as date_words
from allant.web.ui.languages import language as language_row


def summary(case: Case, link: CaseAssessment, score: Score, *, language: str) -> tuple[str, dict[str, Any]]:
    """Return the title and the content: what was seen, what helps, what comes next, the index, who to call."""
    with translation.override(language):
        return _("Votre mobilité, en résumé"), _content(case, link, score, language)


def _content(case: Case, link: CaseAssessment, score: Score, language: str) -> dict[str, Any]:
    advice = counsel.for_score(score)
    days = {
        "name": case.beneficiary.first_name,
        "day": date_words(timezone.localdate(), language),
        "bilan": date_words(timezone.localdate(link.assessment.finished_at), language),
    }
    french = {each["title"] for each in assessments.barriers(advice, score.grid, "fr")}
    reads_french = language_row(language).html == "fr"
    seen = [
        # A grid without titles in this language gives its French ones: the sentence says it all by itself.
        {"strong": each["title"] if reads_french or each["title"] not in french else "", "text": each["sentence"]}
        for each in assessments.barriers(advice, score.grid, language)
    ]
    helps = [
        {
            "strong": step.solution.label.in_language(language),
            "text": step.solution.how.in_language(language),
        }
        for step in advice.steps
    ]
    steps = [_step(step, language) for step in case.steps.exclude(state__in=[StepState.DONE, StepState.DROPPED])]
    return {
        "issuer": issuer(case.organisation),
        "lead": _("Pour %(name)s, le %(day)s. Nous avons parlé ensemble le %(bilan)s.") % days,
        "quote": assessments.index_words(score.index, score.low, score.high),
        "parts": [
            {
                "title": _("Ce que nous avons vu"),
                "text": [advice.profile.explanation.in_language(language)] + ([] if seen else [_("Rien ne bloque.")]),
                "list": seen,
            },
            {
                "title": _("Ce qui peut aider"),
                "list": helps,
                "text": [] if helps else [_("Nous le chercherons ensemble.")],
            },
            {
                "title": _("Les prochaines étapes"),
                "steps": steps,
                "text": [] if steps else [_("Nous les choisirons ensemble.")],
            },
            *_changed(case),
            {"title": _("Qui appeler"), "facts": _reach(case)},
            {
                "title": _("Ce papier est à vous"),
                "text": [_("Vous le montrez à qui vous voulez. Le nombre sur 100 est une estimation du chemin fait.")],
            },
        ],
    }


def _changed(case: Case) -> list[dict[str, Any]]:
    changed = before_after_words(case)
    return [{"title": _("Vos trajets, avant et après"), "text": changed}] if changed else []


def _step(step: Step, language: str) -> dict[str, str]:
    """Return a step in the language of the paper, or as the adviser wrote it, in French and marked so."""
    known = next((each for each in solutions() if each.code == step.solution), None)
    when = _("prévue le %(day)s") % {"day": date_words(step.planned_on, language)} if step.planned_on else ""
    if known is not None:
        return {"strong": known.label.in_language(language), "text": when}
    is_french = language_row(language).html == "fr"
    return {"strong": step.label, "text": when} | ({} if is_french else {"lang": "fr"})


def _reach(case: Case) -> list[list[str]]:
    adviser, organisation = case.adviser, case.organisation
    rows = [
        (_("Votre conseiller ou conseillère"), str(adviser) if adviser else ""),
        (_("Plateforme"), organisation.name),
        (_("Téléphone"), organisation.phone),
        (_("Courriel"), adviser.email if adviser else organisation.email),
        (_("Adresse"), organisation.address),
    ]
    return [[label, value] for label, value in rows if value]
