"""Writes of the exit, which is corrected or undone but never lost, and of the news of the months after."""

from datetime import date
from typing import Any

from django.db import transaction
from django.forms.models import model_to_dict
from django.urls import reverse
from django.utils import timezone

from allant.web.accounts.models import User
from allant.web.agenda.actions import drop_task, raise_task, settle_task
from allant.web.agenda.enums import TaskKind
from allant.web.cases.enums import AnsweredBy, Attempt, ExitChange
from allant.web.cases.follow_ups import due_dates, task_key
from allant.web.cases.models import Case, Exit, FollowUp, FollowUpAnswer, FollowUpAttempt, FormerExit
from allant.web.journal.actions import record
from allant.web.journal.models import Action

OBSERVED = [
    "exited_on",
    "outcome",
    "outcome_on",
    "contract",
    "contract_months",
    "hours_per_week",
    "note",
    "no_assessment_reason",
]


@transaction.atomic
def record_exit(*, exit_: Exit, by: User | None, asks_from: date | None = None) -> Exit:
    """Record how the support ended, and plan to ask for news; a correction keeps what was said before.

    With `asks_from`, news that was due before that day is not asked for: a past that is imported.
    """
    former = Exit.objects.select_for_update().filter(case=exit_.case).first()
    if former is not None:
        if model_to_dict(former, OBSERVED) == model_to_dict(exit_, OBSERVED):
            return former
        _keep(former, ExitChange.CORRECTED, by)
        exit_.pk, exit_.recorded_at = former.pk, timezone.now()
    exit_.recorded_by = by
    exit_.save()
    _plan_follow_ups(exit_, asks_from)
    record(
        by=by, action=Action.CHANGE, subject=exit_.case, detail="sortie corrigée" if former else "sortie enregistrée"
    )
    return exit_


@transaction.atomic
def reopen(*, case: Case, by: User) -> None:
    """Undo an exit that was recorded by mistake; what it said is kept beside, and news that came is too."""
    gone = Exit.objects.select_for_update().filter(case=case).first()
    if gone is None:
        return
    _keep(gone, ExitChange.UNDONE, by)
    said = f"sortie annulée : {gone.get_outcome_display()}, {gone.exited_on:%d/%m/%Y}"
    gone.delete()
    for follow_up in _unheard(case):
        drop_task(key=task_key(follow_up))
        follow_up.delete()
    record(by=by, action=Action.ERASE, subject=case, detail=said)


def _keep(exit_: Exit, change: str, by: User | None) -> FormerExit:
    observed = {name: getattr(exit_, name) for name in OBSERVED}
    return FormerExit.objects.create(
        case=exit_.case,
        recorded_at=exit_.recorded_at,
        recorded_by=exit_.recorded_by,
        change=change,
        changed_by=by,
        **observed,
    )


def _unheard(case: Case) -> Any:
    """Follow-ups that nobody answered and for which nobody was tried."""
    return FollowUp.objects.filter(case=case, answers=None, attempts=None)


def _plan_follow_ups(exit_: Exit, asks_from: date | None) -> None:
    """Plan the follow-ups that are missing; a corrected date moves those without an answer, to be asked again."""
    planned = {each.months: each for each in FollowUp.objects.filter(case=exit_.case)}
    waiting = set(FollowUp.objects.filter(case=exit_.case, answers=None).values_list("pk", flat=True))
    for months, due_on in due_dates(exit_.exited_on).items():
        follow_up = planned.get(months)
        if asks_from is not None and due_on < asks_from:
            continue
        if follow_up is None:
            FollowUp.objects.create(case=exit_.case, months=months, due_on=due_on)
        elif follow_up.pk in waiting and follow_up.due_on != due_on:
            drop_task(key=task_key(follow_up))
            follow_up.due_on, follow_up.asked_at = due_on, None
            follow_up.save(update_fields=["due_on", "asked_at"])


@transaction.atomic
def answer_follow_up(*, follow_up: FollowUp, by: User | None, **said: Any) -> FollowUpAnswer:
    """Keep what was said, by the adviser (`by`) or by the person alone (None); an answer never replaces another."""
    answer = FollowUpAnswer.objects.create(
        follow_up=follow_up,
        by=AnsweredBy.PERSON if by is None else AnsweredBy.ADVISER,
        recorded_by=by,
        answered_at=timezone.now(),
        **said,
    )
    settle_task(key=task_key(follow_up), by=by)
    detail = f"nouvelles à {follow_up.months} mois : {answer.get_situation_display()}"
    record(by=by, action=Action.CHANGE, subject=follow_up.case, detail=detail)
    return answer


@transaction.atomic
def answer_by_link(*, follow_up: FollowUp, wants_call: bool, **said: Any) -> FollowUpAnswer:
    """Keep what the person answered alone; who wants to be called is called."""
    answer = answer_follow_up(follow_up=follow_up, by=None, **said)
    case = follow_up.case
    if wants_call:
        raise_task(
            organisation=case.organisation,
            kind=TaskKind.CALL,
            title="À rappeler, à sa demande",
            due_on=timezone.localdate(),
            person=case.beneficiary,
            assignee=case.adviser,
            key=f"{task_key(follow_up)}-call",
            address=reverse("cases:case", args=[case.pk]),
        )
    return answer


@transaction.atomic
def note_attempt(*, follow_up: FollowUp, how: str, on: date, by: User) -> FollowUpAttempt:
    """Note that somebody was tried in vain."""
    attempt = FollowUpAttempt.objects.create(follow_up=follow_up, how=how, on=on, recorded_by=by)
    detail = f"nouvelles à {follow_up.months} mois : sans réponse ({Attempt(how).label})"
    record(by=by, action=Action.CHANGE, subject=follow_up.case, detail=detail)
    return attempt
