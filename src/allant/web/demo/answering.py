"""From how people really live to what they answer: errors of the size that the index assumes, and some blanks."""

from collections.abc import Mapping
from functools import cache
from random import Random
from types import MappingProxyType

from allant.mobility_index.scale import ItemKind
from allant.parameters import parameter
from allant.questionnaire import DO_NOT_KNOW, NOT_APPLICABLE, visible_questions
from allant.sources.grids import read_grid

DO_NOT_KNOW_SHARE = 0.012
"""Share of answers other than facts that are "I do not know"."""


def answers_to(
    chance: Random,
    grid_id: str,
    state: Mapping[str, str],
    *,
    already: Mapping[str, str] = MappingProxyType({}),
    missing: frozenset[str] = frozenset(),
) -> dict[str, str]:
    """Return what a person answers to a grid: only to what it asks, with errors; nothing to the open questions.

    `already` holds answers given before and kept, facts apart: these are checked on paper. `missing` are not known.
    """
    kinds = _kinds(grid_id)
    given = {
        code: true if kinds[code] is None else _answer(chance, grid_id, code, true)
        for code, true in state.items()
        if code in kinds
    }
    given |= {code: value for code, value in already.items() if kinds.get(code) not in {None, "fact"}}
    return asked_only(grid_id, given | dict.fromkeys(missing & given.keys(), DO_NOT_KNOW))


def exact_answers(grid_id: str, state: Mapping[str, str]) -> dict[str, str]:
    """Return the answers of somebody who makes no error."""
    return asked_only(grid_id, {code: value for code, value in state.items() if code in _kinds(grid_id)})


def asked_only(grid_id: str, given: Mapping[str, str]) -> dict[str, str]:
    """Return the answers to the questions that these answers leave open, in the order of the grid."""
    seen = [question.code for question in visible_questions(read_grid(grid_id).questionnaire, given)]
    return {code: given[code] for code in seen if given.get(code, NOT_APPLICABLE) != NOT_APPLICABLE}


@cache
def _kinds(grid_id: str) -> dict[str, ItemKind | None]:
    """Return the kind of each question: none for those that are not scored."""
    grid = read_grid(grid_id)
    scored = {item.code: item.kind for item in grid.scale.items}
    return {question.code: scored.get(question.code) for question in grid.questionnaire.questions}


def _answer(chance: Random, grid_id: str, question: str, true: str) -> str:
    if _kinds(grid_id)[question] == "fact":
        return true
    if chance.random() < DO_NOT_KNOW_SHARE:
        return DO_NOT_KNOW
    drawn = chance.random()
    for option, share in _slips(grid_id, question, true):
        if drawn < share:
            return option
        drawn -= share
    return true


@cache
def _slips(grid_id: str, question: str, true: str) -> tuple[tuple[str, float], ...]:
    """Return the neighbouring options and the chance of each, so that the error has the variance assumed.

    With neighbours at distances d₁ and d₂, each is given with the chance σ² / (n d²): the squared error is then σ².
    """
    item = next(each for each in read_grid(grid_id).scale.items if each.code == question)
    credit = {option.code: option.credit for option in item.options}
    if true not in credit:
        return ()
    here = credit[true]
    below = max((code for code in credit if credit[code] < here), key=credit.__getitem__, default=None)
    above = min((code for code in credit if credit[code] > here), key=credit.__getitem__, default=None)
    near = [code for code in (below, above) if code is not None]
    variance = parameter(f"mobility_index/answer_error_{item.kind}") ** 2
    return tuple((code, variance / len(near) / (credit[code] - here) ** 2) for code in near)
