"""The index of one person, and of many."""

import math
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from allant.errors import AnswerError
from allant.mobility_index import kernel
from allant.mobility_index.compiled import CompiledScale
from allant.mobility_index.encoding import encode
from allant.mobility_index.kernel import Bytes, Floats, Integers

__all__ = ["DimensionScore", "IndexResult", "ScoreTable", "score", "score_encoded", "score_matrix"]


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """One component of the index.

    Attributes
    ----------
    code : str
    value : float or None
        0-1, `None` when not measured.
    answered_share : float
        Share of the applicable weight that was answered, 0-1; 1 when the value was given.
    variance : float or None
        Variance of the value; `None` when not measured or when a single answer leaves it unknown.
    """

    code: str
    value: float | None
    answered_share: float
    variance: float | None


@dataclass(frozen=True, slots=True)
class IndexResult:
    """The index of one person and how sure it is.

    Attributes
    ----------
    index : float or None
        0-100; `None` when two components or more are not measured.
    low, high : float or None
        Bounds of its interval, 0-100; `None` without index, or when the variance of a component is unknown.
    partial : bool
        Whether the index rests on all components but one: never to be compared with a full one.
    not_measured : tuple of str
        Codes of the components that are not measured.
    by_attribute : tuple
        Codes, values, shares answered and variances of the components: `dimensions` attribute by attribute, which is
        how they come out of the kernel; building seven objects would cost a request as much as scoring.
    """

    index: float | None
    low: float | None
    high: float | None
    partial: bool
    not_measured: tuple[str, ...]
    by_attribute: tuple[tuple[str, ...], tuple[float | None, ...], tuple[float, ...], tuple[float | None, ...]]

    @property
    def dimensions(self) -> tuple[DimensionScore, ...]:
        """All components, in the order of the grid."""
        return tuple(map(DimensionScore, *self.by_attribute))


@dataclass(frozen=True, slots=True, eq=False)
class ScoreTable:
    """The indices of `n` persons; NaN where `IndexResult` says `None`.

    Attributes
    ----------
    scores : float64[n, 3]
        Index, lower and upper bound, 0-100.
    values : float64[n, components]
        Value of each component, 0-1.
    """

    dimensions: tuple[str, ...]
    scores: Floats
    values: Floats

    @property
    def index(self) -> Floats:
        """Index, 0-100."""
        return self.scores[:, 0]

    @property
    def low(self) -> Floats:
        """Lower bound of the interval, 0-100."""
        return self.scores[:, 1]

    @property
    def high(self) -> Floats:
        """Upper bound of the interval, 0-100."""
        return self.scores[:, 2]

    @property
    def partial(self) -> NDArray[np.bool_]:
        """Whether exactly one component is not measured."""
        exactly_one: NDArray[np.bool_] = np.isnan(self.values).sum(axis=1) == 1
        return exactly_one


def score(compiled: CompiledScale, answers: Mapping[str, str | None], environment: float | None = None) -> IndexResult:
    """Return the index of one person.

    `I = 100 · Π D_k^(W_k / Σ W)` over the measured components, `D_k = Σ w a / Σ w` over the items answered. The
    interval carries the jackknife over items and the error of answers to `I` by the delta method, on the logit scale.

    Parameters
    ----------
    compiled : CompiledScale
    answers : mapping of str to str
        See `encode`.
    environment : float, optional
        Value of the component `environment`, 0-1, taken as exact; its items are then ignored.

    Returns
    -------
    IndexResult

    Raises
    ------
    AnswerError
        An answer that the scale does not know, or an environment outside 0-1.

    Sources
    -------
    OECD/JRC, Handbook on constructing composite indicators (2008); docs/methods/mobility_index.md.
    """
    return score_encoded(compiled, encode(compiled, answers), environment)


def score_encoded(compiled: CompiledScale, row: Bytes, environment: float | None = None) -> IndexResult:
    """Return the index of one person from the row that `encode` made; same parameters and errors as `score`."""
    given = math.nan if environment is None else checked_environment(compiled, environment)
    details = np.empty((len(compiled.dimensions), len(kernel.DETAILS)))
    index, low, high = kernel.score_row(row.reshape(1, -1), 0, given, *compiled.kernel_arguments, details)
    values, shares, variances = map(tuple, details.T.tolist())
    if math.isnan(low) or math.isnan(sum(values)):
        return _incomplete(compiled, (index, low, high), values, shares, variances)
    return IndexResult(index, low, high, False, (), (compiled.dimensions, values, shares, variances))


def _incomplete(
    compiled: CompiledScale,
    scores: tuple[float, float, float],
    values: tuple[float, ...],
    shares: tuple[float, ...],
    variances: tuple[float, ...],
) -> IndexResult:
    not_measured = tuple(compress(compiled.dimensions, map(math.isnan, values)))
    index, low, high = map(_measured, scores)
    by_attribute = (compiled.dimensions, tuple(map(_measured, values)), shares, tuple(map(_measured, variances)))
    return IndexResult(index, low, high, len(not_measured) == 1, not_measured, by_attribute)


def score_matrix(
    compiled: CompiledScale,
    answers: Bytes,
    environment: Floats | None = None,
    threads: int | None = None,
) -> ScoreTable:
    """Return the indices of many persons, each bit for bit what `score` returns for that person alone.

    Parameters
    ----------
    compiled : CompiledScale
    answers : uint8[n, items]
        Rows made by `encode`, or codes taken from `compiled.codes`.
    environment : float64[n], optional
        Value of the component `environment`, 0-1; NaN for a person whose value is not given.
    threads : int, optional
        How many threads share the rows; the calling thread alone without it.

    Returns
    -------
    ScoreTable

    Raises
    ------
    AnswerError
        A code that its item does not have, or an environment outside 0-1.
    """
    count = len(answers)
    given = np.full(count, math.nan) if environment is None else _checked_environments(compiled, environment)
    matrix = np.require(answers, dtype=np.uint8, requirements=["C", "W"])
    scores, values = np.empty((count, len(kernel.SCORES))), np.empty((count, len(compiled.dimensions)))
    tables = _pattern_tables(compiled, _tabled(compiled, count))

    def run(start: int, stop: int) -> int:
        # Places of patterns too many for a table wrap around, and are not used.
        with np.errstate(over="ignore"):
            return int(
                kernel.score_rows(start, stop, matrix, given, *compiled.kernel_arguments, *tables, scores, values)
            )

    workers = threads or 1
    bounds = np.linspace(0, count, 2 * workers + 1, dtype=np.int64).tolist()
    if workers == 1:
        refused = [run(0, count)]
    else:
        with ThreadPoolExecutor(workers) as pool:
            refused = list(pool.map(run, bounds, bounds[1:]))
    for row in refused:
        if row >= 0:
            raise _unknown_code(compiled, matrix, row)
    return ScoreTable(dimensions=compiled.dimensions, scores=scores, values=values)


def checked_environment(compiled: CompiledScale, environment: float) -> float:
    """Return the value of the environment as a float; AnswerError unless the scale has one and it lies in [0, 1]."""
    if compiled.environment_component < 0:
        raise AnswerError(
            value=environment,
            rule=f"la grille {compiled.scale.grid} n’a pas de dimension « environment ».",
            remedy="Retirez cette valeur.",
        )
    if not 0 <= environment <= 1:
        raise AnswerError(
            value=environment,
            rule="la valeur de l’environnement va de 0 à 1.",
            remedy="Corrigez-la, ou laissez-la vide pour utiliser les réponses.",
        )
    return float(environment)


def _checked_environments(compiled: CompiledScale, environment: Floats) -> Floats:
    given = np.require(environment, dtype=np.float64, requirements=["C", "W"])
    outside = np.flatnonzero(~(np.isnan(given) | ((given >= 0) & (given <= 1))))
    if outside.size or (compiled.environment_component < 0 and not np.isnan(given).all()):
        checked_environment(compiled, float(given[outside[0]] if outside.size else np.nanmin(given)))
    return given


def _unknown_code(compiled: CompiledScale, matrix: Bytes, row: int) -> AnswerError:
    item = next(
        item for item, code in zip(compiled.items, matrix[row], strict=True) if code > max(_known(compiled, item))
    )
    return AnswerError(
        value=int(matrix[row, compiled.columns[item]]),
        rule=f"ce code n’existe pas pour la question {item} (ligne {row} de la matrice, en comptant de 0).",
        remedy=f"Codes possibles : 0 à {max(_known(compiled, item))}.",
    )


def _known(compiled: CompiledScale, item: str) -> set[int]:
    return set(compiled.codes[item].values())


def _tabled(compiled: CompiledScale, count: int) -> frozenset[int]:
    """Return the components whose patterns of answers are fewer than the persons: a table is then the shorter way."""
    return frozenset(k for k in range(len(compiled.dimensions)) if _pattern_count(compiled, k) < count)


def _pattern_count(compiled: CompiledScale, k: int) -> int:
    first, last = int(compiled.bounds[k]), int(compiled.bounds[k + 1])
    return math.prod(compiled.layout[first:last, kernel.CODES].tolist())


@lru_cache
def _pattern_tables(compiled: CompiledScale, tabled: frozenset[int]) -> tuple[Integers, Floats]:
    starts = np.full(len(compiled.dimensions), -1, dtype=np.int64)
    tables = [np.empty((0, len(kernel.PATTERN)))]
    for k in sorted(tabled):
        starts[k] = sum(map(len, tables))
        tables.append(np.empty((_pattern_count(compiled, k), len(kernel.PATTERN))))
        first, last = compiled.bounds[k], compiled.bounds[k + 1]
        kernel.fill_patterns(first, last, compiled.layout, compiled.item_table, compiled.rules, tables[-1])
    return starts, np.concatenate(tables)


def _measured(value: float) -> float | None:
    return None if math.isnan(value) else value
