"""Carries answers and the index to the advice room: profile, what blocks, first steps with their gain."""

from collections.abc import Mapping

from allant.advice import Advice, AnsweredItem, DimensionValue, Situation, advise, candidates, solutions
from allant.mobility_index import IndexResult, lever
from allant.sources.grids import read_grid
from allant.web.assessments import scoring
from allant.web.assessments.models import Score


def for_answers(grid_id: str, answers: Mapping[str, str]) -> tuple[IndexResult, Advice]:
    """Return the index and the advice of answers that are not kept."""
    used = scoring.scored_answers(grid_id, answers)
    computed = scoring.result(grid_id, answers)
    values = {each.code: each.value for each in computed.dimensions}
    return computed, _advice(grid_id, used, computed.index, values, None)


def for_score(score: Score) -> Advice:
    """Return the advice of a stored result."""
    values = {each["code"]: each["value"] for each in score.dimensions}
    return _advice(score.grid, score.answers, score.index, values, score.environment)


def situation(
    grid_id: str,
    used: Mapping[str, str],
    *,
    index: float | None = None,
    values: Mapping[str, float | None] | None = None,
) -> Situation:
    """Return what the advice room needs to know; `used` holds the answers that count (`scoring.scored_answers`)."""
    return Situation(
        index=index,
        dimensions=tuple(DimensionValue(code, value) for code, value in (values or {}).items()),
        items=_items(grid_id, used),
    )


def _advice(
    grid_id: str,
    used: Mapping[str, str],
    index: float | None,
    values: Mapping[str, float | None],
    environment: float | None,
) -> Advice:
    here = situation(grid_id, used, index=index, values=values)
    return advise(here, _gains(grid_id, used, index, here, environment))


def _items(grid_id: str, answers: Mapping[str, str]) -> tuple[AnsweredItem, ...]:
    return tuple(
        AnsweredItem(
            code=item.code,
            dimension=item.dimension,
            weight=item.weight,
            answer=answers.get(item.code),
            credit=credit_of.get(answers.get(item.code, "")),
            credits=credit_of,
        )
        for item in read_grid(grid_id).scale.items
        for credit_of in [{option.code: option.credit for option in item.options}]
    )


def _gains(
    grid_id: str, answers: Mapping[str, str], index: float | None, here: Situation, environment: float | None
) -> dict[str, float]:
    """Return the points that each solution open to this person would bring."""
    if index is None:
        return {}
    compiled = scoring.compiled(grid_id)
    levers = {
        each.solution.code: lever(compiled, answers, each.raises, environment=environment).gain
        for each in candidates(here, solutions())
    }
    return {code: gain for code, gain in levers.items() if gain is not None}
