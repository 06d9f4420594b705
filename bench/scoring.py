"""13 million persons, 40 items, with intervals, generated in chunks."""

import sys
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

import numpy as np

from allant.mobility_index import score_matrix
from bench.material import THREADS, answers, compiled
from bench.peers import NumpyTwin, score_plainly
from bench.result import Result, result

CHUNKS, CHUNK_PERSONS, PLAIN_PERSONS = 13, 1_000_000, 60_000


def run() -> list[Result]:
    """Time the kernel and its three peers on the same answers, chunk after chunk."""
    scale, rng = compiled(), np.random.default_rng(2026)
    twin = NumpyTwin(scale)
    ours = numpy_twin = memory = plain = 0.0
    for chunk in range(CHUNKS):
        print(f"  {chunk + 1}/{CHUNKS} million", file=sys.stderr, flush=True)
        matrix = answers(rng, CHUNK_PERSONS)
        start = perf_counter()
        table = score_matrix(scale, matrix, threads=THREADS)
        ours += perf_counter() - start
        start = perf_counter()
        scores, values = twin.score(matrix, THREADS)
        numpy_twin += perf_counter() - start
        start = perf_counter()
        _read_all(matrix)
        memory += perf_counter() - start
        np.testing.assert_allclose(scores, table.scores, rtol=1e-9, equal_nan=True)
        np.testing.assert_allclose(values, table.values, rtol=1e-9, atol=1e-12, equal_nan=True)
        if chunk == CHUNKS // 2:
            rows, plain = score_plainly(matrix[:PLAIN_PERSONS], THREADS)
            np.testing.assert_allclose(
                rows, np.hstack([table.scores, table.values])[:PLAIN_PERSONS], rtol=1e-9, atol=1e-12, equal_nan=True
            )
    count = CHUNKS * CHUNK_PERSONS
    name = "scoring with intervals, 40 items"
    return [
        result(name, ours, f"chunked numpy twin, {THREADS} threads", numpy_twin, count),
        result(
            name,
            ours,
            f"plain per-person scorer, {THREADS} processes, {PLAIN_PERSONS:,} persons scaled up",
            plain * count / PLAIN_PERSONS,
            count,
        ),
        result(name, ours, f"reading the same bytes once, {THREADS} threads (no goal)", memory, count),
    ]


def _read_all(matrix: np.ndarray) -> int:
    words = matrix.reshape(-1).view(np.uint64)
    with ThreadPoolExecutor(THREADS) as pool:
        return max(map(int, pool.map(np.bitwise_or.reduce, np.array_split(words, THREADS))))
