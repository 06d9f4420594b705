"""The grid in use, and drawn answers: any option as likely as another, some missing, some irrelevant."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from allant.mobility_index import CompiledScale, Scale, compile_scale
from allant.mobility_index.kernel import FIRST_OPTION, MISSING, NA
from allant.sources.grids import read_grid

__all__ = ["GRID", "ITEMS", "THREADS", "answers", "compiled", "scale"]

GRID, ITEMS = "fr-2026.1", 40
THREADS = 2
MISSING_SHARE, IRRELEVANT_SHARE = 0.04, 0.02


def scale() -> Scale:
    """Return the grid without the last items of its longest components, so that 40 are left."""
    whole = read_grid(GRID).scale
    items = list(whole.items)
    while len(items) > ITEMS:
        sizes = {dimension.code: sum(i.dimension == dimension.code for i in items) for dimension in whole.dimensions}
        longest = max(sizes, key=lambda code: sizes[code])
        items.remove([item for item in items if item.dimension == longest][-1])
    return replace(whole, items=tuple(items))


def compiled() -> CompiledScale:
    """Return the scale ready for scoring."""
    return compile_scale(scale())


def answers(rng: np.random.Generator, count: int) -> NDArray[np.uint8]:
    """Draw the answers of `count` persons."""
    options = np.array([len(item.options) for item in scale().items], np.uint8)
    matrix = rng.integers(0, options, (count, len(options)), dtype=np.uint8)
    matrix += np.uint8(FIRST_OPTION)
    luck = rng.integers(0, 256, matrix.shape, dtype=np.uint8)
    matrix[luck < 256 * MISSING_SHARE] = MISSING
    matrix[luck >= 256 * (1 - IRRELEVANT_SHARE)] = NA
    return matrix
