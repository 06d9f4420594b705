"""What blocks this person, what slows them down, and through which answers?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from allant.advice.rules import read_name, read_words
from allant.advice.situation import Situation, Words
from allant.errors import ParameterError
from allant.parameters import rules

__all__ = ["Barrier", "BarrierItem", "BarrierWords", "barrier_words", "barriers_of", "read_barrier_words"]

_LEVELS = "advice/barrier_levels"
_SENTENCES = "advice/barriers"


@dataclass(frozen=True, slots=True)
class BarrierItem:
    """An answer that weighs on a component; `shortfall` is what it takes from the component's value (0 to 1)."""

    code: str
    answer: str
    shortfall: float


@dataclass(frozen=True, slots=True)
class Barrier:
    """A component that blocks or slows down, and the answers behind it, the heaviest first."""

    dimension: str
    value: float
    level: str
    level_label: Words
    sentence: Words
    items: tuple[BarrierItem, ...]


@dataclass(frozen=True, slots=True)
class BarrierWords:
    """Levels (code, upper limit in 0 to 1, label) from the strongest down, and what is said of each component."""

    levels: tuple[tuple[str, float, Words], ...]
    sentences: Mapping[str, Words]


@cache
def barrier_words() -> BarrierWords:
    """Return the levels and sentences that the parameters hold."""
    return read_barrier_words(rules(_LEVELS).rules, rules(_SENTENCES).rules)


def read_barrier_words(levels: Sequence[Mapping[str, Any]], sentences: Sequence[Mapping[str, Any]]) -> BarrierWords:
    """Read levels and sentences; raise ParameterError where the limits of the levels do not rise from 0 to 1."""
    limits = [limit for level in levels if isinstance(limit := level.get("below"), float) and 0 < limit <= 1]
    if len(limits) != len(levels) or limits != sorted(set(limits)) or not limits:
        raise ParameterError(
            value=limits,
            rule=f"The limits of {_LEVELS} rise between 0 and 1.",
            remedy="Give each level a `below`, larger than that of the level before.",
        )
    return BarrierWords(
        levels=tuple(
            (read_name(level, "code", _LEVELS), level["below"], read_words(level, "label", _LEVELS)) for level in levels
        ),
        sentences={
            read_name(rule, "dimension", _SENTENCES): read_words(rule, "sentence", _SENTENCES) for rule in sentences
        },
    )


def barriers_of(situation: Situation, words: BarrierWords) -> tuple[Barrier, ...]:
    """Return the components below the highest limit, the lowest value first.

    The items of a barrier are those answered whose credit is below that same limit, ordered by what they take from
    the component: `weight * (1 - credit) / sum of the answered weights`.

    Raises
    ------
    ParameterError
        A component for which the parameters have no sentence.
    """
    found = [
        _barrier(situation, dimension, value, words)
        for dimension, value in situation.measured()
        if value < words.levels[-1][1]
    ]
    return tuple(sorted(found, key=lambda barrier: barrier.value))


def _barrier(situation: Situation, dimension: str, value: float, words: BarrierWords) -> Barrier:
    if dimension not in words.sentences:
        raise ParameterError(
            value=dimension,
            rule=f"{_SENTENCES} has no sentence for this component.",
            remedy="Add a rule for it.",
        )
    level, _, label = next(entry for entry in words.levels if value < entry[1])
    return Barrier(
        dimension=dimension,
        value=value,
        level=level,
        level_label=label,
        sentence=words.sentences[dimension],
        items=_items(situation, dimension, words.levels[-1][1]),
    )


def _items(situation: Situation, dimension: str, limit: float) -> tuple[BarrierItem, ...]:
    answered = [item for item in situation.items if item.dimension == dimension and item.credit is not None]
    total = sum(item.weight for item in answered)
    weighing = [
        BarrierItem(item.code, item.answer or "", item.weight * (1 - item.credit) / total)
        for item in answered
        if item.credit is not None and item.credit < limit
    ]
    return tuple(sorted(weighing, key=lambda item: -item.shortfall))
