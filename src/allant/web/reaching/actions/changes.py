"""Writes of what could change: it becomes steps of the pathway, and comes out of it while nobody touched them."""

from collections.abc import Iterable

from django.db import transaction

from allant.advice import Solution
from allant.web.accounts.models import User
from allant.web.cases.actions import add_step
from allant.web.cases.enums import StepState
from allant.web.cases.models import Case, Step
from allant.web.journal.actions import record
from allant.web.journal.models import Action
from allant.web.reaching.queries import steps_by_solution


@transaction.atomic
def put_into_pathway(*, case: Case, steps: Iterable[tuple[Solution, str]], by: User) -> list[Step]:
    """Add a step for each solution that the pathway lacks, each with its words; return those added."""
    Case.everything.select_for_update().get(pk=case.pk)
    there = steps_by_solution(case)
    return [
        add_step(case=case, by=by, kind=solution.kind, solution=solution.code, label=label)
        for solution, label in steps
        if solution.code not in there
    ]


@transaction.atomic
def take_out_of_pathway(*, case: Case, step_ids: Iterable[int], by: User) -> int:
    """Take away steps that were just added and that nobody has touched since; return how many."""
    steps = case.steps.filter(pk__in=list(step_ids), template_use=None).exclude(solution="")
    untouched = steps.filter(
        state=StepState.PLANNED, sessions=None, partner="", cost_eur=None, objective=None, planned_on=None
    )
    labels = list(untouched.values_list("label", flat=True))
    untouched.delete()
    if labels:
        record(by=by, action=Action.ERASE, subject=case, detail=f"étapes retirées : {', '.join(labels)}"[:200])
    return len(labels)
