"""White zones and shares of a territory."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from allant.errors import InputError
from allant.reach import territory_reach

COUNT = st.integers(0, 10**6).map(float)
CELLS = st.lists(st.tuples(COUNT, COUNT, COUNT), min_size=1, max_size=30)


def plain(cells, white_below):
    """A slow and obvious twin: one cell after the other."""
    white = total = weighted = 0.0
    for without, by_car, people in cells:
        if by_car == 0:
            continue
        share = min(1, without / by_car)
        white += people if share < white_below else 0
        weighted += share * people
        total += people
    return white, weighted / total if total else None


@given(CELLS, st.floats(0, 1))
def test_people_count_as_in_a_plain_loop(cells, white_below):
    without, by_car, people = np.array(cells).T
    found = territory_reach(without, by_car, white_below, people)
    white, mean = plain(cells, white_below)
    assert found.white_people == pytest.approx(white)
    assert (found.mean_share is None) == (mean is None)
    assert mean is None or found.mean_share == pytest.approx(mean, rel=1e-6, abs=1e-9)


def test_where_a_car_reaches_nothing_nothing_is_said():
    found = territory_reach(np.array([5.0, 1.0]), np.array([0.0, 2.0]), 0.6, np.array([10.0, 30.0]))
    assert math.isnan(found.share[0])
    assert found.is_white.tolist() == [False, True]
    assert found.white_people == 30
    assert found.mean_share == 0.5


def test_unknown_people_are_no_people_counted():
    found = territory_reach(np.array([1.0, 9.0]), np.array([10.0, 10.0]), 0.2)
    assert found.white_people is None
    assert found.people_below(0.5) is None
    assert found.mean_share == pytest.approx(0.5)


@pytest.mark.parametrize("broken", [np.array([-1.0, 2.0]), np.array([math.nan, 2.0]), np.array([1.0])])
def test_counts_that_cannot_be_are_refused(broken):
    with pytest.raises(InputError):
        territory_reach(broken, np.array([1.0, 1.0]), 0.1)
