"""Writes of the pathway: decision, steps, exit."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from allant.web.accounts.models import User
from allant.web.cases.enums import StepState
from allant.web.cases.models import Case, Exit, Step
from allant.web.journal.actions import record
from allant.web.journal.models import Action


@transaction.atomic
def decide_support(*, case: Case, support: str, reason: str, by: User) -> None:
    """Confirm or change the support that was suggested."""
    case.decided_support, case.decided_on, case.decision_reason = support, timezone.localdate(), reason
    case.save(update_fields=["decided_support", "decided_on", "decision_reason"])
    record(by=by, action=Action.CHANGE, subject=case, detail="décision d’accompagnement")


@transaction.atomic
def add_step(*, case: Case, by: User, **fields: Any) -> Step:
    """Add a step at the end of the pathway."""
    last = case.steps.aggregate(last=Max("position"))["last"] or 0
    step = Step(case=case, position=last + 1, **fields)
    return save_step(step=step, by=by)


@transaction.atomic
def save_step(*, step: Step, by: User) -> Step:
    """Save a step; a step that is done has a date, any other has none."""
    if step.state == StepState.DONE:
        step.done_on = step.done_on or timezone.localdate()
    else:
        step.done_on = None
    step.save()
    record(by=by, action=Action.CHANGE, subject=step.case, detail=f"étape : {step.label}"[:200])
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
def record_exit(*, exit_: Exit, by: User) -> Exit:
    """Record how the support ended."""
    exit_.recorded_by = by
    exit_.save()
    record(by=by, action=Action.CHANGE, subject=exit_.case, detail="sortie enregistrée")
    return exit_


@transaction.atomic
def reopen(*, case: Case, by: User) -> None:
    """Undo an exit that was recorded by mistake; the journal keeps what it said."""
    gone = case.exit
    said = f"sortie annulée : {gone.get_outcome_display()}, {gone.exited_on:%d/%m/%Y}"
    gone.delete()
    record(by=by, action=Action.ERASE, subject=case, detail=said)
