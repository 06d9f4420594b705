"""The category of an observed exit, by rules held as data."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, get_args

from allant.errors import ParameterError
from allant.parameters import parameter, rules

__all__ = ["DYNAMIC", "Category", "ExitCategory", "RawExit", "category_of"]

Category = Literal["durable", "transition", "positive", "undetermined", "other"]
DYNAMIC: frozenset[Category] = frozenset({"durable", "transition", "positive"})
"""`sorties dynamiques`: the three together. `positive` is one of them, though it is widely said for the total."""

_RULES = "outcomes/exit_categories"
_LASTING = "outcomes/lasting_contract_months"
_MONTHS = ("unknown", "longer", "not_longer")


@dataclass(frozen=True, slots=True)
class RawExit:
    """What was observed. `contract` is empty without a job; `contract_months` is None when unknown or unlimited."""

    outcome: str
    contract: str = ""
    contract_months: float | None = None


@dataclass(frozen=True, slots=True)
class ExitCategory:
    """The category, and the sentence that says why, in French."""

    code: Category
    reason_fr: str

    @property
    def is_dynamic(self) -> bool | None:
        """Whether it counts among `sorties dynamiques`; None as long as the exit does not say enough."""
        return None if self.code == "undetermined" else self.code in DYNAMIC


@dataclass(frozen=True, slots=True)
class _Rule:
    """One line of the table."""

    category: ExitCategory
    since: date
    outcomes: frozenset[str]
    contracts: frozenset[str]
    months: str

    def holds(self, exit_: RawExit, lasting_months: float) -> bool:
        return (
            (not self.outcomes or exit_.outcome in self.outcomes)
            and (not self.contracts or exit_.contract in self.contracts)
            and (not self.months or self.months == _length(exit_.contract_months, lasting_months))
        )


def category_of(exit_: RawExit, on: date | None = None) -> ExitCategory:
    """Return the category of an exit by the rules in force on a day.

    The first rule of `outcomes/exit_categories` whose outcome, contract and length all hold decides. A length is
    `longer` when contract_months > lasting_contract_months.

    Parameters
    ----------
    exit_ : RawExit
        What was observed; `contract_months` in months, at least 0.
    on : date, optional
        Day of the exit; the latest rules without it. Before the first rules, those first rules apply: an older exit
        is read with the words that came after it.

    Returns
    -------
    ExitCategory
        Never absent: what fits nowhere is `other`, what does not say enough is `undetermined`.

    Sources
    -------
    Definitions of exits in insertion by economic activity: see the table.
    """
    table = _table()
    day = max(on, min(rule.since for rule in table)) if on is not None else None
    lasting = parameter(_LASTING, day)
    in_force = [rule for rule in table if day is None or rule.since <= day]
    return next(rule.category for rule in in_force if rule.holds(exit_, lasting))


def _length(months: float | None, lasting_months: float) -> str:
    if months is None:
        return "unknown"
    return "longer" if months > lasting_months else "not_longer"


@cache
def _table() -> tuple[_Rule, ...]:
    table = tuple(_read(rule) for rule in rules(_RULES).rules)
    last = table[-1]
    if last.outcomes or last.contracts or last.months or last.since > min(rule.since for rule in table):
        raise _refused(last.category.code, "the last rule holds for everything, from the first day on.")
    return table


def _read(rule: Any) -> _Rule:
    category, since, months = rule.get("category"), rule.get("since"), rule.get("months", "")
    if category not in get_args(Category):
        raise _refused(category, f"a category is one of {', '.join(get_args(Category))}.")
    if not isinstance(since, date) or not isinstance(rule.get("reason_fr"), str):
        raise _refused(category, "each rule has `since`, a day, and `reason_fr`, a sentence.")
    if months and months not in _MONTHS:
        raise _refused(months, f"`months` is one of {', '.join(_MONTHS)}.")
    return _Rule(
        category=ExitCategory(category, rule["reason_fr"]),
        since=since,
        outcomes=frozenset(rule.get("outcomes", ())),
        contracts=frozenset(rule.get("contracts", ())),
        months=months,
    )


def _refused(value: object, rule: str) -> ParameterError:
    return ParameterError(value=value, rule=f"In {_RULES}, {rule}", remedy="Correct the table.")
