"""Outside calendars: busy times and nothing else, across the change of the clock; a bad file is refused by line."""

from datetime import UTC, datetime

import pytest

from allant.errors import FileError
from allant.sources.calendars import busy_times, read_busy

START, UNTIL = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)


def ics(*events):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Essai//FR"]
    for rank, event in enumerate(events):
        lines += ["BEGIN:VEVENT", f"UID:{rank}", "DTSTAMP:20260101T000000Z", *event.split("|"), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def found(*events):
    spans = busy_times(ics(*events), start=START, until=UNTIL, zone="Europe/Paris")
    return [f"{first:%Y-%m-%dT%H:%M}–{last:%H:%M}" for first, last in spans]


def test_hour_without_a_zone_is_one_of_the_clock_in_france():
    assert found("DTSTART:20260701T090000|DTEND:20260701T103000|SUMMARY:Médecin") == ["2026-07-01T07:00–08:30"]


def test_meeting_of_every_week_stays_at_its_hour_on_the_clock_when_it_changes():
    weekly = "DTSTART;TZID=Europe/Paris:20260324T090000|DURATION:PT1H|RRULE:FREQ=WEEKLY;COUNT=2"
    assert found(weekly) == ["2026-03-24T08:00–09:00", "2026-03-31T07:00–08:00"]


def test_date_that_was_taken_out_of_a_series_is_free():
    weekly = "DTSTART:20260505T090000|DURATION:PT1H|RRULE:FREQ=WEEKLY;COUNT=3|EXDATE:20260512T090000"
    assert found(weekly) == ["2026-05-05T07:00–08:00", "2026-05-19T07:00–08:00"]


def test_whole_day_of_a_change_lasts_twenty_five_hours():
    (span,) = busy_times(ics("DTSTART;VALUE=DATE:20261025"), start=START, until=UNTIL, zone="Europe/Paris")
    assert (span[1] - span[0]).total_seconds() == 25 * 3600


def test_series_without_an_end_is_followed_up_to_the_horizon():
    assert len(found("DTSTART:20200101T090000|DURATION:PT1H|RRULE:FREQ=DAILY")) == 275


@pytest.mark.parametrize("mark", ["STATUS:CANCELLED", "TRANSP:TRANSPARENT"])
def test_event_that_takes_no_time_is_left_out(mark):
    assert found(f"DTSTART:20260505T090000|DURATION:PT1H|{mark}") == []


def test_same_time_twice_is_one_busy_time():
    assert len(found("DTSTART:20260505T090000|DURATION:PT1H", "DTSTART:20260505T090000|DURATION:PT1H")) == 1


@pytest.mark.parametrize(
    ("text", "where", "rule"),
    [
        ("", "ligne 1", "BEGIN:VCALENDAR"),
        ("nom;prénom\nZoé;Roy\n", "ligne 1", "BEGIN:VCALENDAR"),
        ("BEGIN:VCALENDAR\nVERSION:2.0\nn’importe quoi\nEND:VCALENDAR", "ligne 3", "NOM:valeur"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260505T090000", "ligne 2", "jamais fermé"),
        ("BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR", "ligne 2", "ne ferme rien"),
        (ics("SUMMARY:sans début"), "événement de la ligne 4", "pas de début"),
        (ics("DTSTART:20260505T090000", "DTSTART:hier"), "événement de la ligne 9", "DTSTART"),
        (ics("DTSTART:20260505T090000|RRULE:FREQ=PARFOIS"), "événement de la ligne 4", "RRULE"),
        (ics("DTSTART:20260505T090000|RRULE:FREQ=SECONDLY"), "événement de la ligne 4", "plusieurs fois par jour"),
    ],
)
def test_bad_file_is_refused_by_line_with_the_reason(text, where, rule):
    with pytest.raises(FileError, match=rule) as refused:
        busy_times(text, start=START, until=UNTIL, zone="Europe/Paris")
    assert refused.value.value == where


def test_file_is_read_in_a_process_of_its_own():
    content = ics("DTSTART:20260701T090000|DTEND:20260701T100000").encode("utf-8-sig")
    assert read_busy(content, start=START, until=UNTIL, zone="Europe/Paris") == [
        (datetime(2026, 7, 1, 7, tzinfo=UTC), datetime(2026, 7, 1, 8, tzinfo=UTC))
    ]


def test_refusal_comes_back_from_the_other_process():
    with pytest.raises(FileError, match="BEGIN:VCALENDAR"):
        read_busy(b"PK\x03\x04", start=START, until=UNTIL, zone="Europe/Paris")
    with pytest.raises(FileError, match="UTF-8") as refused:
        read_busy(b"BEGIN:VCALENDAR\nX:\xe9\n", start=START, until=UNTIL, zone="Europe/Paris")
    assert refused.value.value == "ligne 2"


def test_series_that_never_comes_is_given_up():
    never = ["DTSTART:20260324T090000|DURATION:PT1H|RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"] * 50
    with pytest.raises(FileError, match="sans fin"):
        read_busy(ics(*never).encode(), start=START, until=UNTIL, zone="Europe/Paris", patience_s=1)
