"""Which questions are locked by the answers to others, and is that logic sound?"""

from collections.abc import Mapping
from dataclasses import dataclass

from allant.errors import GridError
from allant.questionnaire.structure import DO_NOT_KNOW, NOT_APPLICABLE, Question, Questionnaire

__all__ = ["FormState", "check_skip_logic", "form_state"]


@dataclass(frozen=True, slots=True)
class FormState:
    """A questionnaire under given answers: what counts for each question, and which questions are not asked."""

    counted: Mapping[str, str]
    locked: frozenset[str]


def form_state(questionnaire: Questionnaire, answers: Mapping[str, str]) -> FormState:
    """Read every skip rule once, gates before what they lock.

    Parameters
    ----------
    questionnaire : Questionnaire
        Its gates come before what they lock (see `check_skip_logic`).
    answers : mapping of str to str
        Question code to answer; empty text is a missing answer.

    Returns
    -------
    FormState
        `counted` holds the answers as they count: those given, and `counts_as` for each locked question, whatever
        had been answered to it before it was locked.

    Raises
    ------
    AnswerError
        An answer is given to a question that the questionnaire does not have.
    """
    _refuse_unknown(questionnaire, answers)
    counted: dict[str, str] = {}
    locked: set[str] = set()
    for question in questionnaire.questions:
        if question.skip is not None and any(
            counted.get(condition.question) in condition.options for condition in question.skip.when
        ):
            locked.add(question.code)
            counted[question.code] = question.skip.counts_as
        elif answers.get(question.code):
            counted[question.code] = answers[question.code]
    return FormState(counted=counted, locked=frozenset(locked))


def check_skip_logic(questionnaire: Questionnaire) -> None:
    """Refuse skip rules that name nothing, run in a loop or look forward.

    Raises
    ------
    GridError
        A condition names an unknown question or option; rules form a loop; a gate comes after what it locks; a locked
        question would count as an answer it does not have.
    """
    by_code = {question.code: question for question in questionnaire.questions}
    for question in questionnaire.questions:
        if question.skip is not None:
            _check_targets(question, by_code)
            _check_counts_as(question)
    _refuse_loops(by_code)
    _refuse_late_gates(questionnaire)


def _refuse_unknown(questionnaire: Questionnaire, answers: Mapping[str, str]) -> None:
    known = {question.code for question in questionnaire.questions}
    for code in answers:
        if code not in known:
            questionnaire.question(code)


def _gates(question: Question) -> tuple[str, ...]:
    return () if question.skip is None else tuple(condition.question for condition in question.skip.when)


def _check_targets(question: Question, by_code: Mapping[str, Question]) -> None:
    if question.skip is None or not question.skip.when:
        raise GridError(
            value=question.code,
            rule="A skip rule needs at least one condition.",
            remedy="Name the question and the answers that lock this one, or remove the rule.",
        )
    for condition in question.skip.when:
        gate = by_code.get(condition.question)
        if gate is None:
            raise GridError(
                value=condition.question,
                rule=f"The skip rule of {question.code!r} names a question that does not exist.",
                remedy="Name a question of the same questionnaire.",
            )
        known = {option.code for option in gate.options} | {NOT_APPLICABLE}
        for option in condition.options:
            if option not in known:
                raise GridError(
                    value=option,
                    rule=f"The skip rule of {question.code!r} names an answer that {gate.code!r} does not have.",
                    remedy=f"Use one of: {', '.join(sorted(known))}. A missing answer never locks a question.",
                )


def _check_counts_as(question: Question) -> None:
    if question.skip is None:
        return
    counts_as = question.skip.counts_as
    known = {option.code for option in question.options} | {NOT_APPLICABLE}
    if counts_as == DO_NOT_KNOW or counts_as not in known:
        raise GridError(
            value=counts_as,
            rule=f"The locked question {question.code!r} would count as an answer that it does not have.",
            remedy=f"Use one of: {', '.join(sorted(known))}.",
        )


def _refuse_loops(by_code: Mapping[str, Question]) -> None:
    cleared: set[str] = set()

    def follow(code: str, path: tuple[str, ...]) -> None:
        if code in path:
            loop = (*path[path.index(code) :], code)
            raise GridError(
                value=" → ".join(loop),
                rule="The skip logic runs in a loop: each of these questions waits for the other.",
                remedy="Remove one of the skip rules of the loop.",
            )
        if code not in cleared:
            for gate in _gates(by_code[code]):
                follow(gate, (*path, code))
            cleared.add(code)

    for code in by_code:
        follow(code, ())


def _refuse_late_gates(questionnaire: Questionnaire) -> None:
    asked: set[str] = set()
    for question in questionnaire.questions:
        for gate in _gates(question):
            if gate not in asked:
                raise GridError(
                    value=gate,
                    rule=f"It locks {question.code!r} but is asked after it.",
                    remedy=f"Move {gate!r} before {question.code!r}.",
                )
        asked.add(question.code)
