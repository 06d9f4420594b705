"""The arithmetic of the index, written once for one person and for millions.

`component` turns the answers to one component into its value, the share answered and its variance; `conclude` turns the
sums over the components into the index and its interval. `score_row` scores one person with these two. `score_rows`
scores many persons with the same two, except that what a pattern of answers gives may be read from a table that
`component` itself filled (`fill_patterns`): millions of persons share a few thousand patterns.

With numba the functions are compiled when this module is imported (and kept in its cache), never during a call; without
it the very same functions run as plain Python. No fast-math and no matrix library: the order of the operations is the
one written here, so that a person scored alone and the same person among millions get the same bits.

Arguments that every function shares:

matrix
    uint8[persons, items]: codes of answers, in the order of the items of the grid.
bounds
    uint64[components + 1]: where the items of each component start in `layout` and `items`.
layout
    uint64[items, 2]: the column of `matrix` that holds the item, and how many codes the item knows.
items
    float64[items, 2 + codes]: the weight of the item, the variance of an answer to it, then the credit of each code.
rules
    float64[5]: the parameters, in the order of `RULES`; the lowest and highest index as shares of 100.

Places are unsigned so that the compiled code need not ask, at each access, whether to count from the end.
"""

import math
from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "CODES",
    "DETAILS",
    "DK",
    "FIRST_OPTION",
    "IS_COMPILED",
    "MISSING",
    "NA",
    "PATTERN",
    "RULES",
    "SCORES",
    "Bytes",
    "Floats",
    "Integers",
    "Places",
    "fill_patterns",
    "score_row",
    "score_rows",
]

MISSING, DK, NA = 0, 1, 2
"""Codes of the reserved answers: none, does not know, does not apply."""

FIRST_OPTION = NA + 1
"""Code of the first option of an item; the others follow in their order."""

COLUMN, CODES = 0, 1
WEIGHT, ERROR_VARIANCE, CREDITS = 0, 1, 2
VALUE, LOG, SPREAD = 0, 1, 2

RULES = ("min_answered_share", "component_floor", "lowest_index", "highest_index", "noise_multiplier")
MIN_SHARE, FLOOR, LOWEST, HIGHEST, MULTIPLIER = range(len(RULES))

SCORES = ("index", "low", "high")
DETAILS = ("value", "answered_share", "variance")
PATTERN = ("value", "log", "spread")
"""Columns of what the functions fill: scores of a person, details of a component, cell of a pattern."""

Bytes: TypeAlias = NDArray[np.uint8]
Floats: TypeAlias = NDArray[np.float64]
Integers: TypeAlias = NDArray[np.int64]
Places: TypeAlias = NDArray[np.uint64]
Place: TypeAlias = np.uint64

FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])

try:
    import numba
except ImportError:
    IS_COMPILED = False
else:
    IS_COMPILED = True


def kernel(signature: str) -> Callable[[FunctionT], FunctionT]:
    """Compile the function for exactly this signature, now; leave it as it is where numba is not installed."""
    if not IS_COMPILED:
        return lambda function: function
    compiler: Any = numba.njit(signature, cache=True, nogil=True, error_model="numpy")
    return cast("Callable[[FunctionT], FunctionT]", compiler)


@kernel("UniTuple(f8, 3)(u1[:, ::1], u8, u8, u8, u8[:, ::1], f8[:, ::1], f8[::1])")
def component(
    matrix: Bytes, person: int, first: Place, last: Place, layout: Places, items: Floats, rules: Floats
) -> tuple[float, float, float]:
    """Return the value, the share answered and the variance of the component of items `first` to `last`.

    NaN stands for a value that is not measured, and for the variance of a single answer, which nobody knows.
    """
    applicable = answered = credit_sum = errors = 0.0
    count = 0
    for item in range(first, last):
        code = matrix[person, layout[item, COLUMN]]
        weight = items[item, WEIGHT]
        if code != NA:
            applicable += weight
            if code >= FIRST_OPTION:
                count += 1
                answered += weight
                credit_sum += weight * items[item, CREDITS + code]
                errors += weight * weight * items[item, ERROR_VARIANCE]
    share = answered / applicable if applicable > 0.0 else 0.0
    if count == 0 or share < rules[MIN_SHARE]:
        return math.nan, share, math.nan
    value = credit_sum / answered
    if count == 1:
        return value, share, math.nan
    # Without item i the value moves by w_i (D - a_i) / (W - w_i): the jackknife is the spread of these shifts.
    shifts = squares = 0.0
    for item in range(first, last):
        code = matrix[person, layout[item, COLUMN]]
        if code >= FIRST_OPTION:
            weight = items[item, WEIGHT]
            shift = weight * (value - items[item, CREDITS + code]) / (answered - weight)
            shifts += shift
            squares += shift * shift
    jackknife = max(squares - shifts * shifts / count, 0.0) * (count - 1) / count
    return value, share, jackknife + errors / (answered * answered)


@kernel("UniTuple(f8, 2)(f8, f8, f8[::1])")
def terms(value: float, variance: float, rules: Floats) -> tuple[float, float]:
    """Return what a component brings to the index: the logarithm of its floored value, and its relative variance."""
    floored = max(value, rules[FLOOR])
    return math.log(floored), variance / (floored * floored)


@kernel("UniTuple(f8, 3)(f8, f8, f8, i8, f8[::1])")
def conclude(
    weight: float, log_sum: float, spread: float, unmeasured: int, rules: Floats
) -> tuple[float, float, float]:
    """Return the index and its two bounds, from weighted sums over the measured components; NaN where there is none."""
    if unmeasured > 1 or weight == 0.0:
        return math.nan, math.nan, math.nan
    share = math.exp(log_sum / weight)
    if math.isnan(spread):
        return 100.0 * share, math.nan, math.nan
    held = min(max(share, rules[LOWEST]), rules[HIGHEST])
    logit_error = share * math.sqrt(spread) / (weight * held * (1.0 - held))
    stretch = math.exp(rules[MULTIPLIER] * logit_error)
    low = 100.0 * held / (held + (1.0 - held) * stretch)
    high = 100.0 * held * stretch / (held * stretch + 1.0 - held)
    return 100.0 * share, low, high


@kernel("UniTuple(f8, 3)(u1[:, ::1], u8, f8, i8, u8[::1], u8[:, ::1], f8[:, ::1], f8[::1], f8[::1], f8[:, ::1])")
def score_row(
    matrix: Bytes,
    person: int,
    environment: float,
    environment_component: int,
    bounds: Places,
    layout: Places,
    items: Floats,
    component_weights: Floats,
    rules: Floats,
    details: Floats,
) -> tuple[float, float, float]:
    """Return the index of one person and its bounds; fill `details` with value, share answered and variance."""
    weight = log_sum = spread = 0.0
    unmeasured = 0
    for k in range(len(component_weights)):
        if k == environment_component and not math.isnan(environment):
            value, share, variance = environment, 1.0, 0.0
        else:
            value, share, variance = component(matrix, person, bounds[k], bounds[k + 1], layout, items, rules)
        details[k, 0] = value
        details[k, 1] = share
        details[k, 2] = variance
        if math.isnan(value):
            unmeasured += 1
        else:
            log, relative = terms(value, variance, rules)
            weight += component_weights[k]
            log_sum += component_weights[k] * log
            spread += component_weights[k] * component_weights[k] * relative
    return conclude(weight, log_sum, spread, unmeasured, rules)


@kernel("void(u8, u8, u8[:, ::1], f8[:, ::1], f8[::1], f8[:, ::1])")
def fill_patterns(first: Place, last: Place, layout: Places, items: Floats, rules: Floats, table: Floats) -> None:
    """Fill `table` with value, logarithm and relative variance of every pattern of answers to one component.

    A pattern numbers the codes of the items in mixed radix, the last item counting the units.
    """
    row = np.zeros((1, len(layout)), dtype=np.uint8)
    for pattern in range(len(table)):
        rest = pattern
        for back in range(1, last - first + 1):
            codes = int(layout[last - back, CODES])
            row[0, layout[last - back, COLUMN]] = rest % codes
            rest //= codes
        value, _, variance = component(row, 0, first, last, layout, items, rules)
        log, relative = terms(value, variance, rules)
        table[pattern, VALUE] = value
        table[pattern, LOG] = log
        table[pattern, SPREAD] = relative


@kernel(
    "i8(u8, u8, u1[:, ::1], f8[::1], i8, u8[::1], u8[:, ::1], f8[:, ::1], f8[::1], f8[::1],"
    " i8[::1], f8[:, ::1], f8[:, ::1], f8[:, ::1])"
)
def score_rows(
    start: int,
    stop: int,
    matrix: Bytes,
    environment: Floats,
    environment_component: int,
    bounds: Places,
    layout: Places,
    items: Floats,
    component_weights: Floats,
    rules: Floats,
    table_starts: Integers,
    table: Floats,
    scores: Floats,
    values: Floats,
) -> int:
    """Score the persons `start` to `stop` into `scores` and `values`; return the first with an unknown code, or -1.

    A component whose `table_starts` is negative has no table and is computed.
    """
    for person in range(start, stop):
        weight = log_sum = spread = 0.0
        unmeasured = 0
        for k in range(len(component_weights)):
            first, last = bounds[k], bounds[k + 1]
            pattern = np.uint64(0)
            for item in range(first, last):
                code = matrix[person, layout[item, COLUMN]]
                if code >= layout[item, CODES]:
                    return person
                pattern = pattern * layout[item, CODES] + code
            if k == environment_component and not math.isnan(environment[person]):
                value = environment[person]
                log, relative = terms(value, 0.0, rules)
            elif table_starts[k] >= 0:
                place = np.uint64(table_starts[k]) + pattern
                value, log, relative = table[place, VALUE], table[place, LOG], table[place, SPREAD]
            else:
                value, _, variance = component(matrix, person, first, last, layout, items, rules)
                log, relative = terms(value, variance, rules)
            values[person, k] = value
            if math.isnan(value):
                unmeasured += 1
            else:
                weight += component_weights[k]
                log_sum += component_weights[k] * log
                spread += component_weights[k] * component_weights[k] * relative
        scores[person, 0], scores[person, 1], scores[person, 2] = conclude(weight, log_sum, spread, unmeasured, rules)
    return -1
