"""Does a rule held as data apply to this person?

A rule has `when: {all: [...], any: [...]}`: every condition of `all` and, where there is an `any`, at least one of
its own. An empty `when` always holds. What is not measured, not answered or not asked makes a condition false.

| condition | holds when |
|---|---|
| `{dimension: D, below: x}` / `at_least: x` / both | the component's value (0 to 1) is below x / at least x |
| `{index_below: x}`, `{index_at_least: x}` | the index (0 to 100) is below x, at least x |
| `{item: I, is: [option, …]}` | the answer that counts for the item is one of the options |
| `{lowest: [D, …]}` | one of these components has the lowest value of all that are measured |
| `{dimensions_below: x, at_least: n}` | n components or more are below x |
| `{not_measured_at_least: n}` | n components or more are not measured |
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from allant.advice.situation import Situation
from allant.errors import ParameterError

__all__ = ["When", "read_when"]

Test = Callable[[Situation], bool]


@dataclass(frozen=True, slots=True)
class When:
    """The conditions of one rule."""

    all_of: tuple[Test, ...]
    any_of: tuple[Test, ...]

    def holds(self, situation: Situation) -> bool:
        """Tell whether the rule applies to `situation`."""
        every = all(test(situation) for test in self.all_of)
        return every and (not self.any_of or any(test(situation) for test in self.any_of))


def read_when(given: object, rule: str) -> When:
    """Read the conditions of the rule called `rule`.

    Raises
    ------
    ParameterError
        A condition that none of the forms above describes.
    """
    if not isinstance(given, dict) or not set(given) <= {"all", "any"}:
        raise _refused(given, rule)
    return When(
        all_of=tuple(_read_test(condition, rule) for condition in given.get("all", ())),
        any_of=tuple(_read_test(condition, rule) for condition in given.get("any", ())),
    )


def _read_test(condition: Mapping[str, Any], rule: str) -> Test:
    if not isinstance(condition, dict) or not all(_well_typed(key, value) for key, value in condition.items()):
        raise _refused(condition, rule)
    keys = set(condition)
    if "dimension" in keys and keys - {"dimension"} and keys <= {"dimension", "below", "at_least"}:
        return lambda situation: _within(
            situation.value_of(condition["dimension"]), condition.get("below"), condition.get("at_least")
        )
    if keys and keys <= {"index_below", "index_at_least"}:
        return lambda situation: _within(situation.index, condition.get("index_below"), condition.get("index_at_least"))
    if keys == {"item", "is"}:
        return lambda situation: _answer(situation, condition["item"]) in condition["is"]
    if keys == {"lowest"}:
        return lambda situation: _is_lowest(situation, condition["lowest"])
    if keys == {"dimensions_below", "at_least"}:
        return lambda situation: (
            sum(value < condition["dimensions_below"] for _, value in situation.measured()) >= condition["at_least"]
        )
    if keys == {"not_measured_at_least"}:
        return lambda situation: (
            len(situation.dimensions) - len(situation.measured()) >= condition["not_measured_at_least"]
        )
    raise _refused(condition, rule)


def _well_typed(key: str, value: object) -> bool:
    if key in {"dimension", "item"}:
        return isinstance(value, str)
    if key in {"is", "lowest"}:
        return isinstance(value, list) and bool(value) and all(isinstance(name, str) for name in value)
    return isinstance(value, int | float) and not isinstance(value, bool)


def _within(value: float | None, below: float | None, at_least: float | None) -> bool:
    return value is not None and (below is None or value < below) and (at_least is None or value >= at_least)


def _answer(situation: Situation, code: str) -> str | None:
    item = situation.item(code)
    return None if item is None else item.answer


def _is_lowest(situation: Situation, codes: list[str]) -> bool:
    measured = situation.measured()
    lowest = min((value for _, value in measured), default=None)
    return any(code in codes and value == lowest for code, value in measured)


def _refused(condition: object, rule: str) -> ParameterError:
    return ParameterError(
        value=condition,
        rule=f"The rule {rule!r} has a condition that is not understood.",
        remedy="Write it in one of the forms listed in allant/advice/conditions.py.",
    )
