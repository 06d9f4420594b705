"""Free slots: quick arithmetic against a slow twin, and the two nights when the clock changes."""

import datetime
import itertools
from datetime import UTC, date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allant.errors import InputError
from allant.web.agenda import clock
from allant.web.agenda.slots import Hours, free_slots, merged

MINUTE = timedelta(minutes=1)
SUNDAY = 6
SUMMER_ENDS, SUMMER_BEGINS = date(2026, 10, 25), date(2027, 3, 28)
MONDAY = date(2026, 11, 23)


def hours(weekday=0, starts=time(9), ends=time(12), slot_min=60, from_on=date(2026, 1, 1), until_on=None):
    return Hours(weekday, starts, ends, slot_min, from_on, until_on, "Centre")


def found(openings, taken, day, days=1, **options):
    start = clock.start_of(day)
    return free_slots(openings, taken, from_at=start, until=clock.start_of(day + timedelta(days=days)), **options)


def clocks(slots):
    return [f"{each.starts_at:%H:%M}–{each.ends_at:%H:%M}" for each in slots]


def slow_twin(openings, taken, from_at, until):
    """Look at every minute of every slot."""

    taken = [(start.astimezone(UTC), end.astimezone(UTC)) for start, end in taken]

    def is_taken(minute):
        return any(start <= minute < end for start, end in taken)

    slots = {}
    day = from_at.date() - timedelta(days=1)
    while day <= until.date() + timedelta(days=1):
        for each in openings:
            if each.are_open_on(day):
                start = clock.moment(day, each.starts).astimezone(UTC)
                while start + each.slot_min * MINUTE <= clock.moment(day, each.ends).astimezone(UTC):
                    end = start + each.slot_min * MINUTE
                    within = from_at.astimezone(UTC) <= start and end <= until.astimezone(UTC)
                    if within and not any(is_taken(start + rank * MINUTE) for rank in range(each.slot_min)):
                        slots.setdefault(start, end)
                    start = end
        day += timedelta(days=1)
    return sorted(slots.items())


WEEK_MIN = 7 * 24 * 60
minutes = st.integers(0, WEEK_MIN - 1)
spans = st.tuples(minutes, st.integers(1, 300))


def at(monday, minute):
    return clock.later(clock.start_of(monday), minute)


openings_drawn = st.builds(
    hours,
    weekday=st.integers(0, 6),
    starts=st.sampled_from([time(1, 30), time(9), time(13, 15)]),
    ends=st.sampled_from([time(14), time(17, 45)]),
    slot_min=st.sampled_from([20, 45, 60]),
    from_on=st.sampled_from([date(2026, 1, 1), date(2026, 11, 25)]),
    until_on=st.sampled_from([None, date(2026, 11, 26)]),
)


@pytest.mark.parametrize("monday", [MONDAY, date(2026, 10, 19), date(2027, 3, 22)])
@given(openings=st.lists(openings_drawn, max_size=3), taken=st.lists(spans, max_size=6), start=minutes)
def test_quick_and_slow_find_the_same_slots(monday, openings, taken, start):
    taken = [(at(monday, minute), at(monday, minute + length)) for minute, length in taken]
    start = at(monday, start)
    until = clock.later(start, 4 * 24 * 60)
    quick = free_slots(openings, taken, from_at=start, until=until)
    assert [each.starts_at.astimezone(UTC) for each in quick] == [
        each for each, _end in slow_twin(openings, taken, start, until)
    ]


def test_slot_is_free_between_two_meetings_that_touch_it():
    taken = [(clock.moment(MONDAY, time(9)), clock.moment(MONDAY, time(10)))]
    taken += [(clock.moment(MONDAY, time(11)), clock.moment(MONDAY, time(12)))]
    assert clocks(found([hours()], taken, MONDAY)) == ["10:00–11:00"]


def test_meeting_of_one_minute_takes_the_whole_slot():
    taken = [(clock.moment(MONDAY, time(10, 59)), clock.moment(MONDAY, time(11)))]
    assert clocks(found([hours()], taken, MONDAY)) == ["09:00–10:00", "11:00–12:00"]


def test_rest_of_the_hours_too_short_for_a_slot_is_left_out():
    assert clocks(found([hours(ends=time(10, 30))], [], MONDAY)) == ["09:00–10:00"]


def test_no_more_slots_are_looked_for_than_asked():
    far = free_slots([hours()], [], from_at=clock.start_of(MONDAY), until=clock.start_of(date(9000, 1, 1)), at_most=4)
    assert [each.starts_at.date() for each in far] == [MONDAY] * 3 + [MONDAY + timedelta(days=7)]


def test_hours_hold_between_their_first_and_last_day():
    week = timedelta(days=7)
    dated = hours(from_on=MONDAY + week, until_on=MONDAY + week)
    days = {each.starts_at.date() for each in found([dated], [], MONDAY, days=28)}
    assert days == {MONDAY + week}


def test_night_when_winter_time_comes_has_an_hour_more():
    slots = found([hours(SUNDAY, time(1), time(4))], [], SUMMER_ENDS)
    assert clocks(slots) == ["01:00–02:00", "02:00–02:00", "02:00–03:00", "03:00–04:00"]
    assert all(clock.minutes_between(each.starts_at, each.ends_at) == 60 for each in slots)


def test_night_when_summer_time_comes_has_an_hour_less():
    slots = found([hours(SUNDAY, time(1), time(4))], [], SUMMER_BEGINS)
    assert clocks(slots) == ["01:00–03:00", "03:00–04:00"]
    assert all(clock.minutes_between(each.starts_at, each.ends_at) == 60 for each in slots)


@pytest.mark.parametrize("night", [SUMMER_ENDS, SUMMER_BEGINS])
def test_hours_of_the_day_after_a_change_are_those_on_the_clock(night):
    before, after = night - timedelta(days=1), night + timedelta(days=1)
    for day in (before, night, after):
        assert clocks(found([hours(day.weekday())], [], day)) == ["09:00–10:00", "10:00–11:00", "11:00–12:00"]


def test_hour_that_clocks_skip_cannot_be_typed():
    with pytest.raises(InputError, match="Choisissez 3 h 30"):
        clock.typed_moment(SUMMER_BEGINS, time(2, 30))


def test_hour_that_comes_twice_is_the_first():
    assert clock.typed_moment(SUMMER_ENDS, time(2, 30)).utcoffset() == timedelta(hours=2)


def test_meeting_across_the_change_lasts_as_long_as_time_that_passes():
    start = clock.moment(SUMMER_ENDS, time(1, 30))
    assert clock.later(start, 120).isoformat() == "2026-10-25T02:30:00+01:00"


def test_week_holds_the_seven_days_of_a_change():
    week = clock.week_of(SUMMER_BEGINS)
    assert (week[0], week[-1]) == (date(2027, 3, 22), SUMMER_BEGINS)
    assert clock.start_of(week[-1]) - clock.start_of(week[0]) == datetime.timedelta(days=6)


@given(st.lists(spans, max_size=8))
def test_merged_spans_cover_the_same_minutes_and_never_touch(taken):
    taken = [
        (at(MONDAY, minute).astimezone(UTC), at(MONDAY, minute + length).astimezone(UTC)) for minute, length in taken
    ]
    blocks = merged(taken)
    assert all(first[1] < second[0] for first, second in itertools.pairwise(blocks))
    for start, end in taken:
        assert any(first <= start and end <= last for first, last in blocks)
