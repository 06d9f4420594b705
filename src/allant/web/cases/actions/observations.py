"""Writes of what was seen on the ground."""

from datetime import date

from django.db import transaction

from allant.errors import InputError
from allant.questionnaire import check_answer
from allant.sources.grids import read_grid
from allant.web.accounts.models import User
from allant.web.assessments import actions as assessments
from allant.web.assessments.models import Assessment
from allant.web.assessments.queries import current_answers
from allant.web.cases.enums import Moment
from allant.web.cases.models import Case, Observation
from allant.web.journal.actions import record
from allant.web.journal.models import Action


@transaction.atomic
def record_observation(*, case: Case, question: str, answer: str, seen_on: date, detail: str, by: User) -> Observation:
    """Keep a skill that was seen; a bilan under way that has no answer yet to this question gets it at once."""
    asked = read_grid(assessments.BILAN_GRID).questionnaire.question(question)
    observation = Observation.objects.create(
        case=case, question=question, answer=check_answer(asked, answer), seen_on=seen_on, seen_by=by, detail=detail
    )
    draft = case.case_assessments.filter(assessment__finished_at__isnull=True).exclude(moment=Moment.TEST).first()
    if draft is not None:
        propose_observations(case=case, assessment=draft.assessment)
    record(by=by, action=Action.CHANGE, subject=case, detail=f"compétence observée : {detail}"[:200])
    return observation


def propose_observations(*, case: Case, assessment: Assessment) -> int:
    """Put the latest observation of each skill in an open bilan where it has no answer; return how many.

    They wait there for the adviser to confirm each, like what the person declared in the test. Observations made
    before a bilan that was closed since are behind: that bilan has already spoken.
    """
    closed = case.case_assessments.filter(assessment__finished_at__isnull=False).exclude(moment=Moment.TEST)
    last = closed.order_by("-assessment__finished_at").values_list("assessment__finished_at", flat=True).first()
    seen = case.observations.filter(seen_on__gte=last.date()) if last else case.observations.all()
    latest = {each.question: each.answer for each in seen}
    answered = {code for code, each in current_answers(assessment).items() if each.value}
    asked = {each.code for each in read_grid(assessment.grid).questionnaire.questions}
    new = {code: answer for code, answer in latest.items() if code in asked - answered}
    assessments.propose(assessment=assessment, answers=new)
    return len(new)


@transaction.atomic
def withdraw_observation(*, observation: Observation, by: User) -> None:
    """Take back what was noted by mistake; an answer already proposed to a bilan stays, for the adviser to judge."""
    if observation.seen_by_id != by.pk:
        raise InputError(
            value=str(observation),
            rule="Seule la personne qui a noté une observation peut la retirer.",
            remedy=f"Demandez à {observation.seen_by}.",
        )
    record(by=by, action=Action.ERASE, subject=observation.case, detail=f"observation retirée : {observation}"[:200])
    observation.delete()
