"""The exit on the page of a case, and the news of the months after."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from allant import outcomes
from allant.web.cases.models import Case, Exit, FollowUp, FollowUpAnswer
from allant.web.cases.presenters.words import LANGUAGE, sentence
from allant.web.ui.formatting import date as date_words
from allant.web.ui.formatting import number

CATEGORY_WORDS = {
    "durable": gettext_lazy("Sortie dynamique : emploi durable"),
    "transition": gettext_lazy("Sortie dynamique : emploi de transition"),
    "positive": gettext_lazy("Sortie dynamique : sortie positive"),
    "undetermined": gettext_lazy("Catégorie à préciser"),
    "other": gettext_lazy("Autre sortie"),
}
CATEGORY_TONES = {"durable": "go", "transition": "go", "positive": "go", "undetermined": "sun", "other": "neutral"}


def exit_part(case: Case, exit_: Exit | None) -> dict[str, Any]:
    """What was observed, the category that is read in it, and the follow-ups."""
    follow_ups = list(case.follow_ups.prefetch_related("answers", "attempts"))
    return {
        "exit_facts": _exit_facts(exit_) if exit_ else [],
        "category": category_words(exit_) if exit_ else None,
        "follow_ups": [_follow_up_row(each) for each in follow_ups],
    }


def category_words(exit_: Exit) -> dict[str, str]:
    """The derived category, in words, with the reason why."""
    observed = outcomes.RawExit(exit_.outcome, exit_.contract, exit_.contract_months)
    category = outcomes.category_of(observed, exit_.exited_on)
    return {
        "code": category.code,
        "words": CATEGORY_WORDS[category.code],
        "reason": category.reason_fr,
        "tone": CATEGORY_TONES[category.code],
    }


def exit_page(case: Case, exit_: Exit | None) -> dict[str, Any]:
    """The form of the exit: what is recorded already, and what was recorded before."""
    former = case.former_exits.select_related("changed_by")
    return {
        "case": case,
        "is_recorded": exit_ is not None,
        "category": category_words(exit_) if exit_ else None,
        "former": [
            {
                "said": f"{sentence(each.get_outcome_display())}, {date_words(each.exited_on, LANGUAGE)}",
                "change": each.get_change_display(),
                "at": timezone.localdate(each.changed_at),
                "by": each.changed_by or "",
            }
            for each in former
        ],
    }


def _exit_facts(exit_: Exit) -> list[tuple[str, str]]:
    facts = [
        (_("Sortie le"), date_words(exit_.exited_on, LANGUAGE)),
        (_("Ce qui s’est passé"), sentence(exit_.get_outcome_display())),
    ]
    if exit_.outcome_on:
        facts.append((_("Depuis le"), date_words(exit_.outcome_on, LANGUAGE)))
    if exit_.contract:
        facts.append((_("Contrat"), _contract(exit_)))
    if exit_.hours_per_week:
        facts.append((_("Heures par semaine"), _hours(exit_)))
    if exit_.note:
        facts.append((_("Précision"), exit_.note))
    if exit_.no_assessment_reason:
        facts.append((_("Pas de bilan de sortie"), sentence(exit_.get_no_assessment_reason_display())))
    return facts


def _contract(said: Exit | FollowUpAnswer) -> str:
    months = _(" de %(count)d mois") % {"count": said.contract_months} if said.contract_months else ""
    return f"{said.get_contract_display()}{months}"


def _hours(said: Exit | FollowUpAnswer) -> str:
    return number(said.hours_per_week.normalize(), LANGUAGE, 0 if said.hours_per_week % 1 == 0 else 1)


def _follow_up_row(follow_up: FollowUp) -> dict[str, Any]:
    today = timezone.localdate()
    answers, attempts = list(follow_up.answers.all()), list(follow_up.attempts.all())
    if answers:
        state, tone = _("Répondu"), "go"
    elif follow_up.due_on > today:
        state, tone = _("Plus tard"), "neutral"
    else:
        state, tone = _("À demander"), "sun"
    return {
        "pk": follow_up.pk,
        "label": _("À %(count)d mois") % {"count": follow_up.months},
        "due_on": follow_up.due_on,
        "state": state,
        "tone": tone,
        "is_open": follow_up.due_on <= today or bool(answers),
        "answers": [answer_words(each) for each in answers],
        "attempts": ngettext("%(count)d tentative sans réponse", "%(count)d tentatives sans réponse", len(attempts))
        % {"count": len(attempts)}
        if attempts
        else "",
    }


def answer_words(answer: FollowUpAnswer) -> str:
    """One answer in a sentence: who said it, when, and what."""
    said = [answer.get_situation_display()]
    if answer.contract:
        said.append(_contract(answer))
    if answer.same_job is not None:
        said.append(_("même emploi") if answer.same_job else _("autre emploi"))
    if answer.hours_per_week:
        said.append(_("%(hours)s heures par semaine") % {"hours": _hours(answer)})
    if answer.goes_where_needed:
        said.append(_("peut aller là où il faut : %(answer)s") % {"answer": answer.get_goes_where_needed_display()})
    who = answer.get_by_display()
    day = date_words(timezone.localdate(answer.answered_at), LANGUAGE)
    return f"{sentence(', '.join(said))}. {sentence(who)}, {day}."


def follow_up_page(follow_up: FollowUp) -> dict[str, Any]:
    """The one-minute form, with what was already said or tried."""
    row = _follow_up_row(follow_up)
    attempts = [
        f"{sentence(each.get_how_display())}, {date_words(each.on, LANGUAGE)}" for each in follow_up.attempts.all()
    ]
    return {
        "follow_up": follow_up,
        "case": follow_up.case,
        "title": _("Nouvelles à %(count)d mois") % {"count": follow_up.months},
        "row": row,
        "attempts": attempts,
    }
