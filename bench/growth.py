"""How the time of scoring grows with the number of persons: ten times the persons, ten times the time."""

import itertools
from time import perf_counter

import numpy as np

from allant.mobility_index import score_matrix
from bench.material import THREADS, answers, compiled
from bench.result import Result, result

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)


def run() -> list[Result]:
    """Time each size, and compare with ten times the time of the size below."""
    scale = compiled()
    seconds = {}
    for size in SIZES:
        matrix = answers(np.random.default_rng(4), size)
        runs = []
        for _ in range(3):
            start = perf_counter()
            score_matrix(scale, matrix, threads=THREADS)
            runs.append(perf_counter() - start)
        seconds[size] = min(runs)
    return [
        result(
            "growth with the number of persons",
            seconds[size],
            f"10 × the time of {smaller:,}",
            10 * seconds[smaller],
            size,
        )
        for smaller, size in itertools.pairwise(SIZES)
    ]
