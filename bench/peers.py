"""Whom we are measured against: the same index, written with numpy, and written person by person."""

import math
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from itertools import repeat
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from allant.mobility_index import CompiledScale
from allant.mobility_index.kernel import FIRST_OPTION, NA
from bench.material import compiled

CHUNK_ROWS = 32_768
"""Small enough for the temporaries of a chunk to stay near the processor."""


class NumpyTwin:
    """The index over whole columns, chunk after chunk."""

    def __init__(self, scale: CompiledScale) -> None:
        self.scale = scale
        self.weights = np.array([item.weight for item in scale.scale.items])
        self.error_variances = np.array([scale.answer_variances[item.code] for item in scale.scale.items])
        width = FIRST_OPTION + max(len(item.options) for item in scale.scale.items)
        self.credits = np.zeros((len(scale.items), width))
        for place, item in enumerate(scale.scale.items):
            self.credits[place, FIRST_OPTION : FIRST_OPTION + len(item.options)] = [o.credit for o in item.options]
        self.columns = [
            np.array([place for place, item in enumerate(scale.scale.items) if item.dimension == code])
            for code in scale.dimensions
        ]

    def score(self, matrix: NDArray[np.uint8], threads: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return scores[n, 3] and values[n, components] like `score_matrix`."""
        scores = np.empty((len(matrix), 3))
        values = np.empty((len(matrix), len(self.columns)))
        with ThreadPoolExecutor(threads) as pool:
            list(
                pool.map(self._chunk, repeat(matrix), range(0, len(matrix), CHUNK_ROWS), repeat(scores), repeat(values))
            )
        return scores, values

    def _chunk(
        self, matrix: NDArray[np.uint8], start: int, scores: NDArray[np.float64], values: NDArray[np.float64]
    ) -> None:
        rows = slice(start, start + CHUNK_ROWS)
        with np.errstate(all="ignore"):
            parts = [self._component(matrix[rows], columns) for columns in self.columns]
            value = np.stack([part[0] for part in parts], axis=1)
            variance = np.stack([part[1] for part in parts], axis=1)
            measured = ~np.isnan(value)
            weights = np.where(measured, self.scale.component_weights, 0.0)
            weights /= weights.sum(axis=1, keepdims=True)
            floored = np.where(measured, np.maximum(value, self.scale.floor), 1.0)
            share = np.exp((weights * np.log(floored)).sum(axis=1))
            share[measured.sum(axis=1) < len(self.columns) - 1] = np.nan
            spread = (np.where(measured, weights / floored, 0.0) ** 2 * np.where(measured, variance, 0.0)).sum(axis=1)
            held = np.clip(share, self.scale.rules[2], self.scale.rules[3])
            logit = np.log(held / (1 - held))
            reach = self.scale.noise_multiplier * share * np.sqrt(spread) / (held * (1 - held))
            scores[rows, 0] = 100 * share
            scores[rows, 1] = 100 / (1 + np.exp(reach - logit))
            scores[rows, 2] = 100 / (1 + np.exp(-reach - logit))
            values[rows] = value

    def _component(
        self, matrix: NDArray[np.uint8], columns: NDArray[np.int64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        codes = matrix[:, columns]
        credit = self.credits[columns, codes]
        answered = codes >= FIRST_OPTION
        weights = answered * self.weights[columns]
        applicable = ((codes != NA) * self.weights[columns]).sum(axis=1)
        total, count = weights.sum(axis=1), answered.sum(axis=1)
        credit_sum = (weights * credit).sum(axis=1)
        value = credit_sum / total
        without = (credit_sum[:, None] - weights * credit) / (total[:, None] - weights)
        middle = np.where(answered, without, 0.0).sum(axis=1) / count
        jackknife = (count - 1) / count * np.where(answered, (without - middle[:, None]) ** 2, 0.0).sum(axis=1)
        errors = (weights**2 * self.error_variances[columns]).sum(axis=1) / total**2
        value[~(total / applicable >= self.scale.rules[0])] = np.nan
        return value, np.where(count > 1, jackknife + errors, np.nan)


class PlainScorer:
    """The index of one person at a time, in plain Python on lists prepared once."""

    def __init__(self, scale: CompiledScale) -> None:
        self.scale = scale
        self.components = [
            [
                (
                    place,
                    item.weight,
                    scale.answer_variances[item.code],
                    [0.0] * FIRST_OPTION + [option.credit for option in item.options],
                )
                for place, item in enumerate(scale.scale.items)
                if item.dimension == dimension.code
            ]
            for dimension in scale.scale.dimensions
        ]
        self.weights = [dimension.weight for dimension in scale.scale.dimensions]
        self.min_share, self.floor, self.lowest, self.highest, self.multiplier = scale.rules.tolist()

    def score(self, row: Sequence[int]) -> tuple[float, ...]:
        """Return index, low, high and the values of the components."""
        values = []
        whole = logs = spread = 0.0
        for component, weight in zip(self.components, self.weights, strict=True):
            value, variance = self._component(component, row)
            values.append(value)
            if not math.isnan(value):
                floored = max(value, self.floor)
                whole += weight
                logs += weight * math.log(floored)
                spread += (weight / floored) ** 2 * variance
        if sum(map(math.isnan, values)) > 1:
            return (math.nan, math.nan, math.nan, *values)
        share = math.exp(logs / whole)
        held = min(max(share, self.lowest), self.highest)
        stretch = math.exp(self.multiplier * share * math.sqrt(spread) / whole / (held * (1 - held)))
        low, high = held / (held + (1 - held) * stretch), held * stretch / (held * stretch + 1 - held)
        return (100 * share, 100 * low, 100 * high, *values)

    def _component(
        self, component: list[tuple[int, float, float, list[float]]], row: Sequence[int]
    ) -> tuple[float, float]:
        applicable = total = credit_sum = errors = 0.0
        answered = []
        for place, weight, error_variance, known in component:
            code = row[place]
            if code != NA:
                applicable += weight
                if code >= FIRST_OPTION:
                    credit = weight * known[code]
                    answered.append((weight, credit))
                    total += weight
                    credit_sum += credit
                    errors += weight * weight * error_variance
        if not answered or total / applicable < self.min_share:
            return math.nan, math.nan
        count = len(answered)
        if count == 1:
            return credit_sum / total, math.nan
        without = [(credit_sum - credit) / (total - weight) for weight, credit in answered]
        middle = sum(without) / count
        jackknife = (count - 1) / count * sum((value - middle) ** 2 for value in without)
        return credit_sum / total, jackknife + errors / total**2


def score_plainly(matrix: NDArray[np.uint8], threads: int) -> tuple[NDArray[np.float64], float]:
    """Return scores and values side by side, and the seconds taken, with as many processes as others have threads."""
    with ProcessPoolExecutor(threads) as pool:
        runs = list(pool.map(_score_part, np.array_split(matrix, threads)))
    return np.vstack([rows for rows, _ in runs]), max(seconds for _, seconds in runs)


def _score_part(matrix: NDArray[np.uint8]) -> tuple[NDArray[np.float64], float]:
    scorer, rows = PlainScorer(compiled()), matrix.tolist()
    start = perf_counter()
    scored = [scorer.score(row) for row in rows]
    return np.array(scored), perf_counter() - start
