"""What would the index become if a solution raised some items?"""

from collections.abc import Mapping
from dataclasses import dataclass

from allant.mobility_index.compiled import CompiledScale
from allant.mobility_index.encoding import unknown_item, unknown_option
from allant.mobility_index.scale import ScaleItem
from allant.mobility_index.scoring import IndexResult, score

__all__ = ["Lever", "lever"]


@dataclass(frozen=True, slots=True)
class Lever:
    """What one solution would bring.

    Attributes
    ----------
    before, after : IndexResult
    gain : float or None
        Index points, never negative; `None` without index.
    raised : tuple of str
        Items that the solution raises for this person.
    """

    before: IndexResult
    after: IndexResult
    gain: float | None
    raised: tuple[str, ...]


def lever(
    compiled: CompiledScale,
    answers: Mapping[str, str | None],
    reachable: Mapping[str, str],
    environment: float | None = None,
    environment_after: float | None = None,
) -> Lever:
    """Return the index of a person if a solution raised some of their items.

    An item is raised only where its answer has a lower credit than the one the solution can bring. What does not apply
    stays so; what was not answered stays unknown, since nobody knows whether it would rise.

    Parameters
    ----------
    compiled : CompiledScale
    answers, environment
        As for `score`.
    reachable : mapping of str to str
        For each item that the solution acts on, the option it can bring the person to.
    environment_after : float, optional
        Value of the environment with the solution, 0-1; ignored below `environment`.

    Returns
    -------
    Lever

    Raises
    ------
    AnswerError
        An item or an option that the scale does not know, or an environment outside 0-1.
    """
    raised = tuple(item for item, option in reachable.items() if _is_raised(compiled, item, answers.get(item), option))
    surroundings = environment
    if environment is not None and environment_after is not None:
        surroundings = max(environment, environment_after)
    before = score(compiled, answers, environment)
    after = score(compiled, {**answers, **{item: reachable[item] for item in raised}}, surroundings)
    gain = None if before.index is None or after.index is None else after.index - before.index
    return Lever(before, after, gain, raised)


def _is_raised(compiled: CompiledScale, code: str, answer: str | None, option: str) -> bool:
    if code not in compiled.columns:
        raise unknown_item(compiled, code)
    known = _credits(compiled.scale.items[compiled.columns[code]])
    if option not in known:
        raise unknown_option(compiled, code, option)
    return answer in known and known[answer] < known[option]


def _credits(item: ScaleItem) -> dict[str | None, float]:
    return {option.code: option.credit for option in item.options}
