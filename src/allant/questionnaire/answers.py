"""Is this answer valid, and what do all the answers count as once the skipped questions are filled in?"""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from allant.errors import AnswerError
from allant.nir import holds_nir
from allant.questionnaire.logic import form_state
from allant.questionnaire.structure import DO_NOT_KNOW, NOT_APPLICABLE, Question, Questionnaire

__all__ = ["check_answer", "fill_skipped"]

_SPACES = re.compile(r"\s")


def check_answer(question: Question, value: str) -> str:
    """Return `value` in the form in which it is kept.

    Parameters
    ----------
    question : Question
    value : str
        What was typed or chosen. For a choice: an option code, `na` or `dk` where the question allows them. For a
        number: with a comma or a point, thousands spaced or not. Empty means no answer.

    Returns
    -------
    str
        The option code; the number with a point (`"1240.5"`); the text without spaces around it; `""` for no answer.

    Raises
    ------
    AnswerError
        The question does not know this answer; the message is in French, for the person who answers.
    """
    text = value.strip()
    if not text:
        return ""
    if (text == DO_NOT_KNOW and question.allows_dk) or (text == NOT_APPLICABLE and question.allows_na):
        return text
    if question.type == "choice":
        return _check_choice(question, text)
    return _check_number(text) if question.type == "number" else _check_open(text)


def fill_skipped(questionnaire: Questionnaire, answers: Mapping[str, str]) -> dict[str, str]:
    """Return the answers as they count for a score: each question that is not asked counts as its rule says.

    An answer given to a question before it was locked is replaced here, and only here: the caller keeps the original,
    which counts again if the question opens again. Missing answers stay missing.

    Raises
    ------
    AnswerError
        An answer is given to a question that the questionnaire does not have.
    """
    return dict(form_state(questionnaire, answers).counted)


def _check_choice(question: Question, text: str) -> str:
    known = [option.code for option in question.options]
    if text not in known:
        allowed = known + [DO_NOT_KNOW] * question.allows_dk + [NOT_APPLICABLE] * question.allows_na
        raise AnswerError(
            value=text,
            rule=f"Cette réponse n’existe pas pour la question « {question.code} ».",
            remedy=f"Choisissez une de ces réponses : {', '.join(allowed)}.",
        )
    return text


def _check_number(text: str) -> str:
    try:
        number = Decimal(_SPACES.sub("", text).replace(",", "."))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise AnswerError(
            value=text,
            rule="Cette réponse doit être un nombre.",
            remedy="Écrivez seulement des chiffres, par exemple 12 ou 12,5.",
        )
    return format(number, "f")


def _check_open(text: str) -> str:
    if holds_nir(text):
        raise AnswerError(
            value="…",
            rule="Ce texte contient un numéro qui ressemble à un numéro de sécurité sociale.",
            remedy="Enlevez ce numéro : nous n’avons pas le droit de le garder.",
        )
    return text
