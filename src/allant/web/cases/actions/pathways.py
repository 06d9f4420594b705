"""Writes of the pathway: objectives, steps, time given, templates."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from allant.errors import InputError
from allant.web.accounts.models import User
from allant.web.cases.enums import ObjectiveState, StepResult, StepState
from allant.web.cases.models import Case, Objective, Step, StepSession, TemplateUse
from allant.web.cases.pathway_templates import PathwayTemplate
from allant.web.journal.actions import record
from allant.web.journal.models import Action


@transaction.atomic
def save_objective(*, objective: Objective, by: User) -> Objective:
    """Save an objective; one that is reached or given up has a date, an open one has none."""
    objective.set_on = objective.set_on or timezone.localdate()
    if objective.state == ObjectiveState.OPEN:
        objective.ended_on = None
    else:
        objective.ended_on = objective.ended_on or timezone.localdate()
    objective.save()
    record(by=by, action=Action.CHANGE, subject=objective.case, detail=f"objectif : {objective.label}"[:200])
    return objective


@transaction.atomic
def add_step(*, case: Case, by: User, **fields: Any) -> Step:
    """Add a step at the end of the pathway."""
    step = Step(case=case, position=_last_position(case) + 1, **fields)
    return save_step(step=step, by=by)


def _last_position(case: Case) -> int:
    return case.steps.aggregate(last=Max("position"))["last"] or 0


@transaction.atomic
def save_step(*, step: Step, by: User) -> Step:
    """Save a step with what its state allows: a date and a result once done, a reason when it led nowhere."""
    if step.state == StepState.DONE:
        step.done_on = step.done_on or timezone.localdate()
    else:
        step.done_on, step.result, step.result_note = None, "", ""
    if step.state != StepState.DROPPED and step.result != StepResult.NONE:
        step.obstacle, step.obstacle_note = "", ""
    elif not step.obstacle:
        raise InputError(
            value=step.label,
            rule="Une étape abandonnée ou sans résultat dit pourquoi.",
            remedy="Choisissez une raison : elle sert à améliorer l’offre.",
        )
    step.save()
    why = f" ({step.get_obstacle_display()})" if step.obstacle else ""
    record(by=by, action=Action.CHANGE, subject=step.case, detail=f"étape : {step.label}{why}"[:200])
    return step


@transaction.atomic
def resume_step(*, step: Step, by: User) -> Step:
    """Undo the end of a step that was dropped: under way when time was already given to it, else planned."""
    if step.state == StepState.DROPPED:
        step.state = StepState.UNDER_WAY if step.sessions.exists() else StepState.PLANNED
        save_step(step=step, by=by)
    return step


@transaction.atomic
def move_step(*, step: Step, up: bool, by: User) -> None:
    """Swap a step with the one before or after it."""
    others = step.case.steps
    neighbour = (
        others.filter(position__lt=step.position).order_by("-position").first()
        if up
        else others.filter(position__gt=step.position).order_by("position").first()
    )
    if neighbour is None:
        return
    step.position, neighbour.position = neighbour.position, step.position
    step.save(update_fields=["position"])
    neighbour.save(update_fields=["position"])
    record(by=by, action=Action.CHANGE, subject=step.case, detail="ordre des étapes")


@transaction.atomic
def add_time(*, step: Step, on: date, minutes: int, by: User | None) -> StepSession:
    """Note time given to the person; a step that was only planned is then under way."""
    session = StepSession.objects.create(step=step, on=on, minutes=minutes, recorded_by=by)
    if step.state == StepState.PLANNED:
        step.state = StepState.UNDER_WAY
        step.save(update_fields=["state"])
    record(by=by, action=Action.CHANGE, subject=step.case, detail=f"temps passé : {minutes} min, {step.label}"[:200])
    return session


@transaction.atomic
def remove_time(*, session: StepSession, by: User) -> None:
    """Take back time that was noted by mistake; the journal keeps what it said."""
    said = f"temps retiré : {session.minutes} min le {session.on:%d/%m/%Y}, {session.step.label}"[:200]
    session.delete()
    record(by=by, action=Action.ERASE, subject=session.step.case, detail=said)


@transaction.atomic
def apply_template(*, case: Case, template: PathwayTemplate, by: User, starts_on: date | None = None) -> TemplateUse:
    """Add the steps of a template at the end of the pathway, each at its usual delay; then they are the case's own."""
    starts_on = starts_on or timezone.localdate()
    use = TemplateUse.objects.create(case=case, template=template.code, applied_by=by)
    last = _last_position(case)
    Step.objects.bulk_create(
        Step(
            case=case,
            template_use=use,
            position=last + rank,
            kind=each.kind,
            label=each.label,
            solution=each.solution,
            planned_on=starts_on + timedelta(days=each.days),
        )
        for rank, each in enumerate(template.steps, start=1)
    )
    record(by=by, action=Action.CHANGE, subject=case, detail=f"modèle de parcours : {template.label}"[:200])
    return use


@transaction.atomic
def take_back_template(*, use: TemplateUse, by: User) -> int:
    """Take away the steps of a template that nobody has touched since; return how many."""
    untouched = use.steps.filter(state=StepState.PLANNED, sessions=None, partner="", cost_eur=None, objective=None)
    count = untouched.count()
    untouched.delete()
    use.taken_back_at = timezone.now()
    use.save(update_fields=["taken_back_at"])
    record(by=by, action=Action.ERASE, subject=use.case, detail=f"modèle de parcours retiré : {count} étapes")
    return count
