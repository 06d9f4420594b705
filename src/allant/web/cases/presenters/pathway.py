"""The pathway on the page of a case, and the pages of its parts."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allant.web.cases.enums import ObjectiveState, StepState
from allant.web.cases.models import Case, Objective, Step
from allant.web.cases.pathway_templates import PathwayTemplate, pathway_template, pathway_templates
from allant.web.cases.presenters.words import LANGUAGE, sentence
from allant.web.ui.formatting import date as date_words
from allant.web.ui.formatting import days_long, duration, euros

STEP_TONES = {StepState.PLANNED: "neutral", StepState.UNDER_WAY: "sun", StepState.DONE: "go", StepState.DROPPED: "stop"}
OBJECTIVE_TONES = {ObjectiveState.OPEN: "sun", ObjectiveState.REACHED: "go", ObjectiveState.GIVEN_UP: "neutral"}
MIDDLE_DOT = " · "


def pathway_part(case: Case) -> dict[str, Any]:
    """Objectives, steps in order with their time and cost, totals, and the templates that may be applied."""
    # Said again: a model's own order is left out of a query that sums.
    counted = case.steps.annotate(minutes=Sum("sessions__minutes")).select_related("objective")
    steps = list(counted.order_by("position", "pk"))
    for step in steps:
        step.tone = STEP_TONES[StepState(step.state)]
        step.facts = MIDDLE_DOT.join(_step_facts(step))
        step.why = _why(step)
    return {
        "steps": steps,
        "objectives": [_objective_row(each) for each in case.objectives.all()],
        "totals": _totals(steps),
        "templates": [_template_row(each) for each in pathway_templates()],
        "applied": _applied(case),
    }


def _step_facts(step: Step) -> Iterable[str]:
    yield sentence(step.get_kind_display())
    if step.partner:
        yield step.partner
    if step.done_on:
        yield _("faite le %(day)s") % {"day": date_words(step.done_on, LANGUAGE)}
    elif step.planned_on and step.state != StepState.DROPPED:
        yield _("prévue le %(day)s") % {"day": date_words(step.planned_on, LANGUAGE)}
    if step.minutes:
        yield duration(step.minutes, LANGUAGE)
    if step.cost_eur:
        yield euros(step.cost_eur, LANGUAGE)
    if step.result:
        yield step.get_result_display()


def _why(step: Step) -> str:
    if not step.obstacle:
        return ""
    why = sentence(step.get_obstacle_display())
    return f"{why}{_(' : ')}{step.obstacle_note}" if step.obstacle_note else f"{why}."


def _objective_row(objective: Objective) -> dict[str, Any]:
    words = [objective.get_kind_display()]
    if not objective.wished_by_person:
        words.append(_("proposé par la plateforme"))
    if objective.ended_on:
        words.append(date_words(objective.ended_on, LANGUAGE))
    return {
        "label": objective.label,
        "note": sentence(MIDDLE_DOT.join(words)),
        "state": sentence(objective.get_state_display()),
        "tone": OBJECTIVE_TONES[ObjectiveState(objective.state)],
        "url": reverse("cases:objective", args=[objective.pk]),
    }


def _totals(steps: list[Step]) -> str:
    """The dose and the cost of a support, in a sentence; nothing is said of what nobody noted."""
    minutes = sum(step.minutes or 0 for step in steps)
    said = [_("Temps passé : %(time)s") % {"time": duration(minutes, LANGUAGE)}] if minutes else []
    costs = [step.cost_eur for step in steps if step.cost_eur is not None]
    if costs:
        said.append(_("coûts notés : %(cost)s") % {"cost": euros(sum(costs, Decimal(0)), LANGUAGE)})
        own = [step.out_of_pocket_eur for step in steps if step.out_of_pocket_eur is not None]
        if own:
            said.append(_("dont %(cost)s payés par la personne") % {"cost": euros(sum(own, Decimal(0)), LANGUAGE)})
    return sentence(", ".join(said)) + "." if said else ""


def _template_row(template: PathwayTemplate) -> dict[str, Any]:
    count = len(template.steps)
    return {
        "code": template.code,
        "label": template.label,
        "summary": template.summary,
        "is_draft": template.status == "draft",
        "facts": _("%(steps)s en %(days)s environ, %(time)s d’accompagnement")
        % {
            "steps": ngettext("%(count)d étape", "%(count)d étapes", count) % {"count": count},
            "days": days_long(template.days, LANGUAGE),
            "time": duration(template.minutes, LANGUAGE),
        },
    }


def _applied(case: Case) -> dict[str, Any] | None:
    """The latest template applied, as long as it may still be taken back in one click."""
    # By the steps of the case: joined to its uses, SQLite may begin with every planned step there is.
    planned = case.steps.filter(state=StepState.PLANNED, template_use__isnull=False)
    use = case.template_uses.filter(pk__in=planned.values("template_use"), taken_back_at=None).order_by("-pk").first()
    if use is None:
        return None
    template = pathway_template(use.template)
    return {"use": use, "label": template.label if template else use.template}


def step_page(step: Step) -> dict[str, Any]:
    """One step, with the time given to it."""
    sessions = list(step.sessions.select_related("recorded_by"))
    return {
        "step": step,
        "case": step.case,
        "sessions": [
            {"day": each.on, "time": duration(each.minutes, LANGUAGE), "by": each.recorded_by or "", "pk": each.pk}
            for each in sessions
        ],
        "time_in_all": duration(sum(each.minutes for each in sessions), LANGUAGE) if sessions else "",
    }
