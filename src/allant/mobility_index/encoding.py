"""From the codes of answers to the row of bytes that the kernel reads."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from allant.errors import AnswerError
from allant.mobility_index.compiled import RESERVED, CompiledScale

__all__ = ["encode", "unknown_item", "unknown_option"]


def encode(compiled: CompiledScale, answers: Mapping[str, str | None]) -> NDArray[np.uint8]:
    """Return the row of an answer matrix for the answers of one person.

    Parameters
    ----------
    compiled : CompiledScale
        The scale that the answers belong to.
    answers : mapping of str to str
        Option code of each item answered; `na` irrelevant, `dk` does not know; empty, `None` or absent: missing.

    Returns
    -------
    uint8[items]

    Raises
    ------
    AnswerError
        An item or an option that the scale does not know.
    """
    codes = compiled.codes
    # As many answers as items, and each item found: no answer is left over, so nothing more need be compared.
    complete = len(answers) == len(codes)
    try:
        row = bytearray(
            map(dict.__getitem__, codes.values(), map(answers.__getitem__ if complete else answers.get, codes))
        )
    except (KeyError, TypeError):
        raise _refusal(compiled, answers) from None
    if not complete and not answers.keys() <= codes.keys():
        raise _refusal(compiled, answers)
    return np.frombuffer(row, dtype=np.uint8)


def _refusal(compiled: CompiledScale, answers: Mapping[str, str | None]) -> AnswerError:
    for item in answers:
        if item not in compiled.codes:
            return unknown_item(compiled, item)
    item, option = next(pair for pair in answers.items() if not _knows(compiled.codes[pair[0]], pair[1]))
    return unknown_option(compiled, item, option)


def _knows(codes: Mapping[str | None, int], option: object) -> bool:
    return isinstance(option, str | None) and option in codes


def unknown_item(compiled: CompiledScale, item: object) -> AnswerError:
    """Return the error for an item that the scale does not have."""
    return AnswerError(
        value=item,
        rule=f"cette question n’existe pas dans la grille {compiled.scale.grid}.",
        remedy=f"Questions possibles : {', '.join(compiled.items)}.",
    )


def unknown_option(compiled: CompiledScale, item: str, option: object, where: str = "") -> AnswerError:
    """Return the error for an answer that the item does not have; `where` says in which row of which file."""
    options = [code for code in compiled.codes[item] if code and code not in RESERVED]
    reserved = [code for code in RESERVED if code]
    return AnswerError(
        value=option,
        rule=f"cette réponse n’existe pas pour la question {item} de la grille {compiled.scale.grid}{where}.",
        remedy=f"Réponses possibles : {', '.join([*options, *reserved])} ; ou vide si la réponse manque.",
    )
