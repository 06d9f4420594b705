"""Where the distance between two indices comes from, component by component and item by item.

The log-mean Divisia method (LMDI): exact, and the same whatever the order in which components and items are taken.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from allant.mobility_index.compiled import ENVIRONMENT, CompiledScale
from allant.mobility_index.scale import ItemKind
from allant.mobility_index.scoring import IndexResult, score

__all__ = ["ComponentContribution", "Explanation", "ItemContribution", "explain"]


@dataclass(frozen=True, slots=True)
class ItemContribution:
    """How many index points one item brings."""

    code: str
    kind: ItemKind
    points: float


@dataclass(frozen=True, slots=True)
class ComponentContribution:
    """How many index points one component brings; `points` is the sum of the items and of `answered_once`.

    Attributes
    ----------
    code : str
    points : float
    items : tuple of ItemContribution
        Items answered on both sides; empty when the value of the component was given instead of answered.
    answered_once : float
        What comes from items answered on one side only.
    is_given : bool
        Whether the value of the component was given on both sides.
    """

    code: str
    points: float
    items: tuple[ItemContribution, ...]
    answered_once: float
    is_given: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """What keeps one index below 100.

    Attributes
    ----------
    result : IndexResult
    missing_points : float
        `100 - index`; the sum of the components.
    components : tuple of ComponentContribution
        Points that each component, and each of its items, would bring if it were complete.
    """

    result: IndexResult
    missing_points: float
    components: tuple[ComponentContribution, ...]


@dataclass(frozen=True, slots=True)
class State:
    """One side of a comparison: the index, the value of each measured component, the credit of each answered item."""

    index: float
    values: Mapping[str, float]
    credits: Mapping[str, float]


def explain(
    compiled: CompiledScale, answers: Mapping[str, str | None], environment: float | None = None
) -> Explanation | None:
    """Return the points that separate one index from 100, component by component and item by item.

    Parameters
    ----------
    compiled : CompiledScale
    answers, environment
        As for `score`.

    Returns
    -------
    Explanation or None
        `None` without index: nothing to explain.

    Raises
    ------
    AnswerError
        As for `score`.

    Sources
    -------
    B. W. Ang, "LMDI decomposition approach: a guide for implementation", Energy Policy 86 (2015).
    """
    result = score(compiled, answers, environment)
    if result.index is None:
        return None
    reached = state(compiled, result.index, result, answers)
    complete = State(100.0, dict.fromkeys(reached.values, 1.0), dict.fromkeys(reached.credits, 1.0))
    components = contributions(compiled, reached, complete, is_given=environment is not None)
    return Explanation(result, 100 - result.index, components)


def state(compiled: CompiledScale, index: float, result: IndexResult, answers: Mapping[str, str | None]) -> State:
    """Return the side of a comparison that a result makes."""
    known = {item.code: {option.code: option.credit for option in item.options} for item in compiled.scale.items}
    return State(
        index=index,
        values={dimension.code: dimension.value for dimension in result.dimensions if dimension.value is not None},
        credits={
            item: known[item][option]
            for item, option in answers.items()
            if option is not None and option in known[item]
        },
    )


def contributions(
    compiled: CompiledScale, first: State, second: State, *, is_given: bool
) -> tuple[ComponentContribution, ...]:
    """Return what each measured component brings from `first` to `second`, which measure the same components.

    `L(I1, I0) · W_k · ln(D_k1 / D_k0)` for component k, with values held above the floor; an item brings the part of
    it that its share of the movement of `D_k` makes. `is_given`: the environment is a given value, without items.
    """
    shares = measured_shares(compiled, first)
    scale = log_mean(second.index, first.index)
    return tuple(
        _contribution(compiled, code, scale * share, first, second, is_given=is_given and code == ENVIRONMENT)
        for code, share in shares.items()
    )


def measured_shares(compiled: CompiledScale, side: State) -> dict[str, float]:
    """Return the weight of each measured component in the index, rescaled to sum to 1."""
    weights = {d.code: d.weight for d in compiled.scale.dimensions if d.code in side.values}
    total = math.fsum(weights.values())
    return {code: weight / total for code, weight in weights.items()}


def log_mean(a: float, b: float) -> float:
    """Return the logarithmic mean of two positive numbers, `(a - b) / ln(a / b)`, exact where a and b are close."""
    distance = (a - b) / (a + b)
    return (a + b) / 2 if distance == 0 else (a + b) / 2 * distance / math.atanh(distance)


def _contribution(
    compiled: CompiledScale, code: str, scale: float, first: State, second: State, *, is_given: bool
) -> ComponentContribution:
    before, after = first.values[code], second.values[code]
    held_before, held_after = max(before, compiled.floor), max(after, compiled.floor)
    slope = scale / log_mean(held_after, held_before)
    points = slope * (held_after - held_before)
    if is_given:
        return ComponentContribution(code, points, (), 0.0, is_given=True)
    if (held_before, held_after) != (before, after):
        # Below the floor a component does not move the index: its items share what the part above the floor brings.
        slope = points / (after - before) if after != before else 0.0
    items = [item for item in compiled.scale.items if item.dimension == code]
    both = [item for item in items if item.code in first.credits and item.code in second.credits]
    total = math.fsum(item.weight for item in both)
    answered_both = tuple(
        ItemContribution(
            item.code,
            item.kind,
            slope * item.weight * (second.credits[item.code] - first.credits[item.code]) / total,
        )
        for item in both
    )
    once = any((item.code in first.credits) != (item.code in second.credits) for item in items)
    rest = points - math.fsum(item.points for item in answered_both) if once else 0.0
    return ComponentContribution(code, points, answered_both, rest, is_given=False)
