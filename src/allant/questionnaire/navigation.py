"""Which question comes next, which came before, and how far is this person?"""

from collections.abc import Mapping
from dataclasses import dataclass

from allant.questionnaire.logic import form_state
from allant.questionnaire.structure import Question, Questionnaire

__all__ = ["Position", "next_question", "position", "previous_question", "unanswered", "visible_questions"]


@dataclass(frozen=True, slots=True)
class Position:
    """Question `number` of `total` (counted from 1, over the questions this person sees), `answered` of them done."""

    number: int
    total: int
    answered: int


def visible_questions(questionnaire: Questionnaire, answers: Mapping[str, str]) -> tuple[Question, ...]:
    """Return the questions that these answers leave open, in the order of the questionnaire."""
    locked = form_state(questionnaire, answers).locked
    return tuple(question for question in questionnaire.questions if question.code not in locked)


def unanswered(questionnaire: Questionnaire, answers: Mapping[str, str]) -> tuple[Question, ...]:
    """Return the visible questions without an answer ("do not know" is an answer)."""
    return tuple(question for question in visible_questions(questionnaire, answers) if not answers.get(question.code))


def next_question(
    questionnaire: Questionnaire, answers: Mapping[str, str], after: str | None = None
) -> Question | None:
    """Return the question to show now.

    Parameters
    ----------
    questionnaire : Questionnaire
    answers : mapping of str to str
        The answers given so far, by question code.
    after : str or None
        The question just shown: the next visible one is returned, answered or not. None: the first visible question
        without an answer, which is where somebody who comes back goes on.

    Returns
    -------
    Question or None
        None when there is nothing left to show.

    Raises
    ------
    AnswerError
        `after`, or an answer, names a question that the questionnaire does not have.
    """
    if after is None:
        return next(iter(unanswered(questionnaire, answers)), None)
    rank = _rank(questionnaire, after)
    visible = visible_questions(questionnaire, answers)
    return next((question for question in visible if _rank(questionnaire, question.code) > rank), None)


def previous_question(questionnaire: Questionnaire, answers: Mapping[str, str], before: str) -> Question | None:
    """Return the visible question just before `before`, or None when there is none."""
    rank = _rank(questionnaire, before)
    visible = visible_questions(questionnaire, answers)
    return next((question for question in reversed(visible) if _rank(questionnaire, question.code) < rank), None)


def position(questionnaire: Questionnaire, answers: Mapping[str, str], code: str) -> Position:
    """Say where the question `code` stands among those this person sees.

    The total may change from one answer to the next, since an answer may lock or open questions. A locked question
    stands where the visible question before it stands.
    """
    rank = _rank(questionnaire, code)
    visible = visible_questions(questionnaire, answers)
    return Position(
        number=sum(_rank(questionnaire, question.code) <= rank for question in visible),
        total=len(visible),
        answered=sum(bool(answers.get(question.code)) for question in visible),
    )


def _rank(questionnaire: Questionnaire, code: str) -> int:
    return questionnaire.questions.index(questionnaire.question(code))
