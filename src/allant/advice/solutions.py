"""What can help this person, what would each solution raise, and which come first?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast, get_args

from allant.advice.conditions import When, read_when
from allant.advice.rules import read_name, read_words
from allant.advice.situation import Situation, Words
from allant.errors import ParameterError
from allant.parameters import rules

__all__ = ["Candidate", "Solution", "Step", "StepKind", "candidates", "first_steps", "read_solutions", "solutions"]

_PATH = "advice/solutions"

StepKind = Literal[
    "advice",
    "material_help",
    "training",
    "workshop",
    "accompanied_trip",
    "repair",
    "rental",
    "licence",
    "aid",
    "loan",
    "purchase",
]


@dataclass(frozen=True, slots=True)
class Solution:
    """Something that can help: how, at what effort and delay (in words, `basis` says where these come from).

    `raises` gives, for each item it can raise, the option that it can bring the person to.
    """

    code: str
    kind: StepKind
    label: Words
    how: Words
    effort: Words
    delay: Words
    basis: str
    raises: Mapping[str, str]
    when: When
    external_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A solution that would help this person: `raises` holds only the items it would really raise for them."""

    solution: Solution
    raises: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """A step to take first: the answers it raises are its reason; `gain` is in points of the index, if known."""

    solution: Solution
    raises: Mapping[str, str]
    gain: float | None


@cache
def solutions() -> tuple[Solution, ...]:
    """Return the solutions that the parameters hold."""
    return read_solutions(rules(_PATH).rules)


def read_solutions(table: Sequence[Mapping[str, Any]]) -> tuple[Solution, ...]:
    """Read solutions from rules; raise ParameterError where one is incomplete, unknown in kind or there twice."""
    read = tuple(_read(rule) for rule in table)
    codes = [solution.code for solution in read]
    for code in codes:
        if codes.count(code) > 1:
            raise ParameterError(value=code, rule=f"{_PATH} has this solution twice.", remedy="Keep one of them.")
    return read


def candidates(situation: Situation, table: Sequence[Solution]) -> tuple[Candidate, ...]:
    """Return the solutions offered to this person which would raise at least one of their answers.

    Only answered items are raised, and never lowered: an item already as good as what the solution brings is left
    out, and so is an item that the grid does not have.
    """
    offered = (
        Candidate(solution, _raised(situation, solution)) for solution in table if solution.when.holds(situation)
    )
    return tuple(candidate for candidate in offered if candidate.raises)


def first_steps(
    situation: Situation, offered: Sequence[Candidate], gains: Mapping[str, float], limit: int
) -> tuple[Step, ...]:
    """Choose the steps to take first.

    Parameters
    ----------
    situation : Situation
    offered : sequence of Candidate
        What `candidates` returned.
    gains : mapping of str to float
        Points of the index that each solution would bring, by its code. Where the index is not measured: empty, and
        solutions that help the lowest component come first.
    limit : int
        How many steps at most.

    Returns
    -------
    tuple of Step
        The largest gain first; ties go to the solution that helps the lowest component, then to the order given. A
        solution all of whose items are already raised as far by a step before it is left out.
    """
    ranked = sorted(
        offered, key=lambda candidate: (-gains.get(candidate.solution.code, 0), _lowest_helped(situation, candidate))
    )
    chosen: list[Step] = []
    reached: dict[str, float] = {}
    for candidate in ranked:
        credit = {code: _credit(situation, code, option) for code, option in candidate.raises.items()}
        if len(chosen) < limit and any(credit[code] > reached.get(code, 0) for code in credit):
            chosen.append(Step(candidate.solution, candidate.raises, gains.get(candidate.solution.code)))
            reached.update({code: max(credit[code], reached.get(code, 0)) for code in credit})
    return tuple(chosen)


def _read(rule: Mapping[str, Any]) -> Solution:
    code, kind, raises = read_name(rule, "code", _PATH), read_name(rule, "kind", _PATH), rule.get("raises")
    if kind not in get_args(StepKind):
        raise ParameterError(
            value=kind,
            rule=f"The solution {code!r} is of an unknown kind.",
            remedy=f"Use one of: {', '.join(get_args(StepKind))}.",
        )
    if not isinstance(raises, dict) or not raises or not all(isinstance(option, str) for option in raises.values()):
        raise ParameterError(
            value=raises,
            rule=f"The solution {code!r} raises nothing, or not to an option.",
            remedy="Write `raises: {item: option}`.",
        )
    return Solution(
        code=code,
        kind=cast(StepKind, kind),
        label=read_words(rule, "label", _PATH),
        how=read_words(rule, "how", _PATH),
        effort=read_words(rule, "effort", _PATH),
        delay=read_words(rule, "delay", _PATH),
        basis=read_name(rule, "basis", _PATH),
        raises=dict(raises),
        when=read_when(rule.get("when"), code),
        external_codes=tuple(rule.get("external_codes", ())),
    )


def _raised(situation: Situation, solution: Solution) -> dict[str, str]:
    raised = {}
    for code, option in solution.raises.items():
        item = situation.item(code)
        if item is not None and item.credit is not None and item.credit < _credit(situation, code, option):
            raised[code] = option
    return raised


def _credit(situation: Situation, code: str, option: str) -> float:
    item = situation.item(code)
    if item is None or option not in item.credits:
        raise ParameterError(
            value=option,
            rule=f"A solution raises the item {code!r} to an option that the grid does not have.",
            remedy=f"Correct `raises` in {_PATH}.",
        )
    return item.credits[option]


def _lowest_helped(situation: Situation, candidate: Candidate) -> float:
    helped = {item.dimension for item in situation.items if item.code in candidate.raises}
    return min((value for code, value in situation.measured() if code in helped), default=1)
