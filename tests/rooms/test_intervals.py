"""Quantities between a low and a high bound."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

import allant.intervals
from allant.errors import InputError
from allant.intervals import Estimate

amounts = st.floats(0, 1e6)
estimates = st.builds(lambda three: Estimate(*sorted(three)), st.tuples(amounts, amounts, amounts))


@pytest.mark.parametrize(
    "bounds", [(2.0, 1.0, 3.0), (1.0, 3.0, 2.0), (float("nan"), 1.0, 2.0), (1.0, 2.0, float("nan"))]
)
def test_bounds_that_cross_or_are_no_numbers_are_refused(bounds):
    with pytest.raises(InputError, match="se suivent"):
        Estimate(*bounds)


@given(estimates, estimates)
def test_sum_and_product_hold_every_sum_and_product_of_their_parts(first, second):
    for one, other in zip(
        (first.low, first.central, first.high), (second.low, second.central, second.high), strict=True
    ):
        assert (first + second).low <= one + other <= (first + second).high
        assert first.by(second).low <= one * other <= first.by(second).high


@given(st.lists(estimates, min_size=1, max_size=5))
def test_span_holds_each_candidate(candidates):
    span = Estimate.spanning(candidates)
    assert all(span.low <= each.low and each.high <= span.high for each in candidates)
    assert min(each.central for each in candidates) <= span.central * (1 + 1e-12)


def test_span_of_equal_candidates_is_the_candidate_despite_rounding():
    assert (0.1 + 0.1 + 0.1) / 3 > 0.1
    assert Estimate.spanning([Estimate.exactly(0.1)] * 3) == Estimate.exactly(0.1)


@given(estimates, estimates)
def test_lesser_of_two_is_never_above_either(first, second):
    lesser = first.at_most(second)
    assert (lesser.low, lesser.central, lesser.high) == (
        min(first.low, second.low),
        min(first.central, second.central),
        min(first.high, second.high),
    )


def test_nothing_adds_up_to_nothing():
    assert Estimate.total([]) == Estimate.exactly(0)
    assert Estimate.total([Estimate(1, 2, 3)] * 3) == Estimate(3, 6, 9)


def test_examples_of_the_module_hold():
    result = doctest.testmod(allant.intervals)
    assert result.attempted > 3
    assert result.failed == 0
