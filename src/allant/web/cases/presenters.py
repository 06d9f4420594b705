"""Turns cases, bilans and figures into plain values for templates."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allant.parameters import parameter
from allant.questionnaire import Questionnaire
from allant.sources.grids import read_grid
from allant.web.assessments import comparison, counsel
from allant.web.assessments import presenters as assessments
from allant.web.assessments.models import Handover, Score
from allant.web.assessments.queries import latest_score
from allant.web.cases import queries
from allant.web.cases.enums import Moment, StepState, Support
from allant.web.cases.models import Case, CaseAssessment, Exit
from allant.web.journal.models import Entry
from allant.web.ui.formatting import date as date_words
from allant.web.ui.formatting import number, signed_points
from allant.web.ui.formatting import phone as phone_words

LANGUAGE = "fr"
STEP_TONES = {StepState.PLANNED: "neutral", StepState.UNDER_WAY: "sun", StepState.DONE: "go", StepState.DROPPED: "stop"}
UNKNOWN = "non renseigné"


def stage(case: Case) -> tuple[str, str]:
    """Where a case stands, in words, with its tone. Expects the annotations of `queries`."""
    if hasattr(case, "exit"):
        return _("Terminé"), "neutral"
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


def case_page(case: Case, bilans: list[tuple[CaseAssessment, Score | None]]) -> dict[str, Any]:
    """The whole file on one page."""
    by_moment = {link.moment: (link, score) for link, score in bilans}
    exit_ = Exit.objects.filter(case=case).first()
    steps = list(case.steps.all())
    latest = next((score for link, score in reversed(bilans) if score and link.moment != Moment.TEST), None)
    for step in steps:
        step.tone = STEP_TONES[StepState(step.state)]
    return {
        "case": case,
        "name": str(case),
        "lead": _lead(case, exit_),
        "crumbs": [(_("Dossiers"), reverse("cases:list")), (str(case), "")],
        "identity": _identity(case),
        "edit_url": reverse("cases:edit", args=[case.pk]),
        "exit_url": reverse("cases:exit", args=[case.pk]),
        "bilans": [_bilan_row(link, score) for link, score in bilans],
        "steps": steps,
        "proposals": _proposals(latest, {step.solution for step in steps}) if not exit_ else [],
        "exit_facts": _exit_facts(exit_) if exit_ else [],
        "gain": _gain(by_moment),
        **_support(case),
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


def index_cell(score: Score | None) -> str:
    """An index with what makes it honest."""
    if score is None or score.index is None:
        return _("non mesuré")
    words = number(score.index, LANGUAGE, 0)
    shown = assessments.margin(score.index, score.low, score.high)
    if shown is not None:
        words += f" ({number(shown[0], LANGUAGE, 0)}–{number(shown[1], LANGUAGE, 0)})"
    return f"{words}, {_('partiel')}" if score.is_partial else words


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


def lever_words(gain: float | None) -> str:
    """What a solution would bring, if it succeeds."""
    if gain is None:
        return _("Gain non mesuré")
    return _("Environ %(gain)s si elle réussit") % {"gain": signed_points(gain, LANGUAGE, 0)}


def _exit_facts(exit_: Exit) -> list[tuple[str, str]]:
    facts = [
        (_("Sortie le"), date_words(exit_.exited_on, LANGUAGE)),
        (_("Ce qui s’est passé"), _sentence(exit_.get_outcome_display())),
    ]
    if exit_.outcome_on:
        facts.append((_("Depuis le"), date_words(exit_.outcome_on, LANGUAGE)))
    if exit_.contract:
        months = _(" de %(count)d mois") % {"count": exit_.contract_months} if exit_.contract_months else ""
        facts.append((_("Contrat"), f"{exit_.get_contract_display()}{months}"))
    if exit_.hours_per_week:
        facts.append(
            (
                _("Heures par semaine"),
                number(exit_.hours_per_week.normalize(), LANGUAGE, 0 if exit_.hours_per_week % 1 == 0 else 1),
            )
        )
    if exit_.note:
        facts.append((_("Précision"), exit_.note))
    if exit_.no_assessment_reason:
        facts.append((_("Pas de bilan de sortie"), _sentence(exit_.get_no_assessment_reason_display())))
    return facts


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


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


def _support(case: Case) -> dict[str, str]:
    texts = {"decision_text": "", "suggestion_text": ""}
    if case.decided_support:
        texts["decision_text"] = _("%(support)s, décidé le %(day)s.") % {
            "support": str(Support(case.decided_support).label).capitalize(),
            "day": date_words(case.decided_on, LANGUAGE),
        }
        if case.decision_reason:
            texts["decision_text"] += f" {case.decision_reason}"
    if case.suggested_support:
        texts["suggestion_text"] = _("Le bilan suggère : %(support)s.") % {
            "support": Support(case.suggested_support).label
        }
    return texts


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


def journal_lines(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Lines of the journal; what one person did to the same thing in a row on one day is told once."""
    told = []
    for entry in entries:
        thing, _colon, topic = entry.detail.partition("\u00a0: ")
        kind = (timezone.localdate(entry.at), entry.by_id, entry.action, thing)
        if topic and told and told[-1]["kind"] == kind:
            told[-1]["topics"].append(topic)
        else:
            told.append({"entry": entry, "kind": kind, "thing": thing, "topics": [topic] if topic else []})
    return told


def received_test(handover: Handover) -> dict[str, str]:
    """What a test that was just opened says."""
    score = handover.assessment.scores.first()
    return {
        "sentence": assessments.index_words(score.index, score.low, score.high),
        "profile": counsel.for_score(score).profile.label.in_language(LANGUAGE),
    }


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


def _pct(value: float | None) -> float | None:
    return None if value is None else 100 * value


def _actions_after(link: CaseAssessment) -> dict[str, Any]:
    if hasattr(link.case, "exit") or link.moment == Moment.TEST:
        return {"main_action": None}
    if link.moment == Moment.EXIT:
        return {"main_action": {"label": _("Enregistrer la sortie"), "url": reverse("cases:exit", args=[link.case_id])}}
    plan = f"{reverse('cases:case', args=[link.case_id])}#parcours"
    return {"main_action": {"label": _("Construire le parcours"), "url": plan}}


def platform_figures(figures: queries.PlatformFigures) -> dict[str, Any]:
    """The counts of a platform; small ones are hidden, and an unknown gain is not a zero."""
    smallest = int(parameter("cases/smallest_shown_count"))

    def is_small(count: int) -> bool:
        return 0 < count < smallest

    def shown(count: int, other: int = 0) -> str:
        if is_small(count):
            return _("moins de %d") % smallest
        # The total is shown: a small part would be found by subtraction if the other part were.
        return _("masqué") if is_small(other) and not is_small(figures.people) else number(count, LANGUAGE)

    hides_gain = figures.median_gain is None or figures.exits_measured < smallest
    return {
        "name": figures.organisation.name,
        "territory": str(figures.organisation.territory or ""),
        "people": shown(figures.people),
        "open_cases": shown(figures.open_cases, figures.exits),
        "exits": shown(figures.exits, figures.open_cases),
        "exits_measured": shown(figures.exits_measured),
        "median_gain": _("non connu") if hides_gain else signed_points(figures.median_gain, LANGUAGE, 1),
        "gain_note": _("sur %(measured)s sorties mesurées aux deux bouts, parmi %(exits)s")
        % {"measured": shown(figures.exits_measured), "exits": shown(figures.exits, figures.open_cases)},
    }
