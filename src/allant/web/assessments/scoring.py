"""Carries answers to the index and keeps the result with everything it was computed from."""

from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from typing import Any

from django.utils import timezone

import allant
from allant.mobility_index import CompiledScale, IndexResult, compile_scale, score
from allant.parameters import parameter, paths
from allant.questionnaire import fill_skipped
from allant.sources.grids import read_grid
from allant.web.assessments.models import Assessment, Score
from allant.web.assessments.queries import current_answers, values
from allant.web.assessments.surroundings import DECLARED, Surroundings, surroundings_of


@cache
def compiled(grid_id: str) -> CompiledScale:
    """Return the scored side of a grid, ready for the kernel; made once per process."""
    return compile_scale(read_grid(grid_id).scale)


def scored_answers(grid_id: str, answers: Mapping[str, str]) -> dict[str, str]:
    """Return the answers that count: those to scored items, with what skipped questions count as."""
    grid = read_grid(grid_id)
    scored = {item.code for item in grid.scale.items}
    filled = fill_skipped(grid.questionnaire, answers)
    return {code: value for code, value in filled.items() if code in scored}


def result(grid_id: str, answers: Mapping[str, str], environment: float | None = None) -> IndexResult:
    """Return the index of answers that are not kept (the public test, a question "what if")."""
    return score(compiled(grid_id), scored_answers(grid_id, answers), environment)


def unsaved_score(assessment: Assessment, answers: Mapping[str, str], around: Surroundings = DECLARED) -> Score:
    """Return the result of a finished filling, ready to be stored."""
    used = scored_answers(assessment.grid, answers)
    computed = score(compiled(assessment.grid), used, around.value)
    return Score(
        assessment=assessment,
        engine_version=allant.__version__,
        grid=assessment.grid,
        grid_checksum=assessment.grid_checksum,
        environment=around.value,
        environment_source=around.source,
        environment_network=around.network,
        environment_told=dict(around.told),
        entry_environment=around.at_entry,
        answers=used,
        parameters=used_parameters(),
        index=computed.index,
        low=computed.low,
        high=computed.high,
        is_partial=computed.partial,
        dimensions=[asdict(each) for each in computed.dimensions],
        computed_at=assessment.finished_at or timezone.now(),
    )


def store(assessment: Assessment) -> Score:
    """Compute the result of a filling from its current answers and store it beside the former ones."""
    answers = values(current_answers(assessment))
    computed = unsaved_score(assessment, answers, surroundings_of(assessment))
    computed.computed_at = timezone.now()
    computed.save()
    return computed


@cache
def used_parameters() -> dict[str, Any]:
    """Return the dated values that the index rests on today, by path."""
    return {path: parameter(path) for path in paths() if path.startswith("mobility_index/")}
