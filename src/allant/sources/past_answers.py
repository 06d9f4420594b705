"""Understand the answers of a past bilan: columns named by code or by the words of a question, cells by option."""

from collections.abc import Iterator, Mapping

from allant.errors import InputError
from allant.questionnaire import Question, Questionnaire, check_answer
from allant.questionnaire.structure import DO_NOT_KNOW, NOT_APPLICABLE
from allant.sources.names import comparable

__all__ = ["answers_of", "unknown_columns"]

LANGUAGE = "fr"
RESERVED = {
    "ne sait pas": DO_NOT_KNOW,
    "ne souhaite pas repondre": DO_NOT_KNOW,
    "nsp": DO_NOT_KNOW,
    "sans objet": NOT_APPLICABLE,
    "non concerne": NOT_APPLICABLE,
}
"""Words of spreadsheets for the answers that every question may have."""


def answers_of(questionnaire: Questionnaire, cells: Mapping[str, str]) -> tuple[dict[str, str], list[InputError]]:
    """Return the answers of one bilan by question, and what is wrong with the others.

    Parameters
    ----------
    questionnaire
        The questions of the grid.
    cells
        Column title -> cell. A title is the code of a question or its words, long or short; a cell is the code of an
        option or its words. Columns of no question are left out: see `unknown_columns`.
    """
    named = _by_title(questionnaire)
    answers: dict[str, str] = {}
    wrong: list[InputError] = []
    for title, cell in cells.items():
        question = named.get(comparable(title))
        if question is None:
            continue
        try:
            answer = check_answer(question, _code(question, cell))
        except InputError as error:
            options = ", ".join(option.label.in_language(LANGUAGE).text for option in question.options)
            remedy = f"Écrivez l’un de : {options}." if options else error.remedy
            wrong.append(InputError(value=cell, rule=f"« {title} » : {error.rule}", remedy=remedy))
            continue
        if answers.setdefault(question.code, answer) != answer:
            wrong.append(
                InputError(
                    value=cell,
                    rule=f"« {title} » : une autre colonne répond autrement à la même question.",
                    remedy="Gardez une des deux colonnes.",
                )
            )
    return answers, wrong


def unknown_columns(questionnaire: Questionnaire, titles: Iterator[str]) -> tuple[str, ...]:
    """Return the titles that name no question, in order, each once."""
    named = _by_title(questionnaire)
    return tuple(dict.fromkeys(title for title in titles if comparable(title) not in named))


def _by_title(questionnaire: Questionnaire) -> dict[str, Question]:
    named: dict[str, Question] = {}
    for question in questionnaire.questions:
        texts = [question.label, *([question.short] if question.short else [])]
        for title in (question.code, *(text.in_language(LANGUAGE).text for text in texts)):
            named.setdefault(comparable(title), question)
    return named


def _code(question: Question, cell: str) -> str:
    """Return the code that the words of an option stand for; other words as they are."""
    words = comparable(cell)
    for option in question.options:
        if words in {comparable(option.code), comparable(option.label.in_language(LANGUAGE).text)}:
            return option.code
    return RESERVED.get(words, cell) if question.type == "choice" else cell
