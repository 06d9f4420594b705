"""The answers to a grid, and the tests that somebody hands over."""

from django.utils import timezone

from allant.sources.grids import read_grid
from allant.web.accounts.models import User
from allant.web.assessments import actions
from allant.web.assessments.enums import Origin
from allant.web.assessments.models import Answer, Assessment


def answers_to(grid: str, rank: int = 0, **own: str) -> dict[str, str]:
    """Return an answer to every choice question: the option of this rank (the last one beyond), or one's own."""
    choices = [each for each in read_grid(grid).questionnaire.questions if each.type == "choice"]
    given = {each.code: each.options[min(rank, len(each.options) - 1)].code for each in choices}
    return given | own


def give_answers(assessment: Assessment, answers: dict[str, str], origin: str = Origin.INTERVIEW) -> None:
    """Write first revisions without going through the pages."""
    Answer.objects.bulk_create(
        Answer(assessment=assessment, question=code, revision=1, value=value, origin=origin, at=timezone.now())
        for code, value in answers.items()
    )


def handed_over(rank: int = 1):
    """Return a test that somebody handed over, its code still open."""
    return actions.hand_over(answers=answers_to(actions.TEST_GRID, rank), language="fr", consent_wording="J’accepte.")


def received(by: User, rank: int = 1):
    """Return a test whose code this person redeemed, and which waits for its case."""
    handover = handed_over(rank)
    return actions.redeem(typed=handover.code.value, by=by)
