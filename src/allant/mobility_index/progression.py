"""What changed between two bilans of one person, and is it more than noise?"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from allant.errors import InputError
from allant.mobility_index.compiled import ENVIRONMENT, CompiledScale
from allant.mobility_index.decomposition import (
    ComponentContribution,
    State,
    contributions,
    log_mean,
    measured_shares,
    state,
)
from allant.mobility_index.scoring import IndexResult, checked_environment, score

__all__ = ["Assessment", "Difference", "EnvironmentSource", "NotComparable", "Progression", "ThreeParts", "compare"]

EnvironmentSource = Literal["computed", "estimated", "declared"]


@dataclass(frozen=True, slots=True)
class Assessment:
    """One bilan, as scoring needs it.

    Attributes
    ----------
    grid : str
        Grid and version, e.g. `fr-2026.1`.
    answers : mapping of str to str
    environment : float or None
        Value of the environment, 0-1, when it was computed or estimated; `None` when its items are answered.
    environment_source : str
        `computed` on loaded networks, `estimated` without, or `declared` by answers.
    """

    grid: str
    answers: Mapping[str, str | None]
    environment: float | None = None
    environment_source: EnvironmentSource = "declared"


@dataclass(frozen=True, slots=True)
class Difference:
    """One reason not to compare: what differs, and what it is on each side."""

    what: Literal["grid", "environment_source", "components", "no_index"]
    entry: str
    exit: str


@dataclass(frozen=True, slots=True)
class NotComparable:
    """Two bilans whose difference would not mean anything, and why."""

    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class ThreeParts:
    """Index points that come from the person, from the network (new lines, new timetable), from the place (a move)."""

    person: float
    network: float
    place: float


@dataclass(frozen=True, slots=True)
class Progression:
    """The change between two comparable bilans.

    Attributes
    ----------
    entry, exit : IndexResult
    delta : float
        Index points gained.
    standard_error : float
        Of `delta`, in index points, from the error of answers alone: facts and a given environment have none.
    noise : float
        What chance alone would rarely exceed, in index points: 1.645 standard errors.
    beyond_noise : bool
        Whether `|delta|` exceeds `noise`.
    components : tuple of ComponentContribution
        Their points sum to `delta`.
    from_facts : float
        Points brought by items checked on paper: a part of `delta` that is never noise.
    from_environment : float
        Points brought by the environment where its value was given: never noise either.
    answered_once : float
        Points that come from items answered at one end only.
    parts : ThreeParts or None
        Present when the entry environment was recomputed on the exit network.
    """

    entry: IndexResult
    exit: IndexResult
    delta: float
    standard_error: float
    noise: float
    beyond_noise: bool
    components: tuple[ComponentContribution, ...]
    from_facts: float
    from_environment: float
    answered_once: float
    parts: ThreeParts | None


def compare(
    compiled: CompiledScale,
    entry: Assessment,
    exit_: Assessment,
    *,
    entry_environment_on_exit_network: float | None = None,
) -> Progression | NotComparable:
    """Return what changed between two bilans, or why they cannot be compared.

    `SE² = Σ_i (∂I/∂a_i)² · 2 σ_i²`, the squared slope averaged over both ends; an item answered at one end counts at
    that end only. The sampling of items concerns one index, not a change on the same items.

    Parameters
    ----------
    compiled : CompiledScale
        The grid of both bilans.
    entry, exit_ : Assessment
    entry_environment_on_exit_network : float, optional
        What the environment would have been at entry, 0-1, on the network of the day of exit.

    Returns
    -------
    Progression or NotComparable

    Raises
    ------
    AnswerError
        An answer that the grid does not know, or an environment outside 0-1.
    InputError
        Two bilans of one grid, compared with another grid.

    Sources
    -------
    N. S. Jacobson and P. Truax, "Clinical significance", Journal of Consulting and Clinical Psychology 59 (1991).
    """
    if entry.grid != exit_.grid:
        return NotComparable((Difference("grid", entry.grid, exit_.grid),))
    if entry.grid != compiled.scale.grid:
        raise InputError(
            value=entry.grid,
            rule=f"ces bilans ne sont pas de la grille {compiled.scale.grid}.",
            remedy="Comparez-les avec leur propre grille.",
        )
    before = score(compiled, entry.answers, entry.environment)
    after = score(compiled, exit_.answers, exit_.environment)
    differences = tuple(_differences(entry, exit_, before, after))
    if differences or before.index is None or after.index is None:
        return NotComparable(differences)
    first = state(compiled, before.index, before, entry.answers)
    second = state(compiled, after.index, after, exit_.answers)
    is_given = entry.environment is not None
    components = contributions(compiled, first, second, is_given=is_given)
    error = math.sqrt(_error_variance(compiled, first, is_given) + _error_variance(compiled, second, is_given))
    delta = after.index - before.index
    noise = compiled.noise_multiplier * error
    return Progression(
        entry=before,
        exit=after,
        delta=delta,
        standard_error=error,
        noise=noise,
        beyond_noise=abs(delta) > noise,
        components=components,
        from_facts=math.fsum(item.points for part in components for item in part.items if item.kind == "fact"),
        from_environment=math.fsum(part.points for part in components if part.is_given),
        answered_once=math.fsum(part.answered_once for part in components),
        parts=_three_parts(compiled, components, (first, second), entry, exit_, entry_environment_on_exit_network),
    )


def _differences(entry: Assessment, exit_: Assessment, before: IndexResult, after: IndexResult) -> list[Difference]:
    found = []
    sources = (_source(entry), _source(exit_))
    if sources[0] != sources[1] or (entry.environment is None) != (exit_.environment is None):
        found.append(Difference("environment_source", *sources))
    if before.not_measured != after.not_measured:
        found.append(Difference("components", ";".join(before.not_measured), ";".join(after.not_measured)))
    elif before.index is None:
        found.append(Difference("no_index", ";".join(before.not_measured), ";".join(after.not_measured)))
    return found


def _source(assessment: Assessment) -> EnvironmentSource:
    return "declared" if assessment.environment is None else assessment.environment_source


def _error_variance(compiled: CompiledScale, side: State, is_given: bool) -> float:
    """Return the variance of one index that comes from the error of answers: Σ (∂I/∂a_i)² σ_i²."""
    shares = measured_shares(compiled, side)
    if is_given:
        del shares[ENVIRONMENT]
    answered = [item for item in compiled.scale.items if item.code in side.credits and item.dimension in shares]
    totals = {code: math.fsum(item.weight for item in answered if item.dimension == code) for code in shares}
    slopes = {
        code: side.index * share / max(side.values[code], compiled.floor) / totals[code]
        for code, share in shares.items()
    }
    return math.fsum(
        (slopes[item.dimension] * item.weight) ** 2 * compiled.answer_variances[item.code] for item in answered
    )


def _three_parts(
    compiled: CompiledScale,
    components: tuple[ComponentContribution, ...],
    sides: tuple[State, State],
    entry: Assessment,
    exit_: Assessment,
    recomputed: float | None,
) -> ThreeParts | None:
    if recomputed is None or entry.environment is None or exit_.environment is None:
        return None
    first, second = sides
    share = measured_shares(compiled, second)[ENVIRONMENT]
    scale = log_mean(second.index, first.index) * share
    start, middle, end = (
        math.log(max(checked_environment(compiled, value), compiled.floor))
        for value in (entry.environment, recomputed, exit_.environment)
    )
    person = math.fsum(part.points for part in components if not part.is_given)
    return ThreeParts(person=person, network=scale * (middle - start), place=scale * (end - middle))
