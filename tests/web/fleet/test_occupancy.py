"""Days taken and free, against a slow twin that looks at every day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from allant.web.fleet.occupancy import Span, days_taken, first_free_day, is_free

START = date(2026, 1, 1)
days = st.integers(0, 40).map(lambda n: START + timedelta(days=n))
spans = st.builds(lambda first, length: Span(first, first + timedelta(days=length)), days, st.integers(0, 12))


def every_day(span):
    return {span.first + timedelta(days=n) for n in range(span.days)}


@given(st.lists(spans, max_size=6), spans)
def test_days_taken_are_those_that_a_look_at_each_day_finds(taken, window):
    found = set().union(*(every_day(span) for span in taken)) & every_day(window)
    assert days_taken(taken, window) == len(found)


@given(st.lists(spans, max_size=6), spans)
def test_free_is_no_day_in_common(taken, wanted):
    assert is_free(taken, wanted) == all(not every_day(span) & every_day(wanted) for span in taken)


@given(st.lists(spans, max_size=6), days)
def test_first_free_day_is_free_and_none_is_earlier(taken, since):
    found, day = set().union(*(every_day(span) for span in taken)), since
    while day in found:
        day += timedelta(days=1)
    assert first_free_day(taken, since) == day


def test_span_that_ends_before_it_starts_counts_no_day():
    assert Span(START, START - timedelta(days=3)).days == 0
    assert Span(START, START).days == 1
