"""Figures, money, dates and delays, in French, in English and in Arabic."""

import datetime as dt
from decimal import Decimal

import pytest

from allant.web.ui import formatting

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (1240, f"1{NBSP}240", "1,240"),
        (1234567, f"1{NBSP}234{NBSP}567", "1,234,567"),
        (8.1, "8,1", "8.1"),
        (0, "0", "0"),
        (-3, "−3", "−3"),
        (None, "—", "—"),
    ],
)
def test_number_is_written_as_each_language_writes_it(value, french, english):
    assert formatting.number(value, "fr") == french
    assert formatting.number(value, "en-gb") == english


def test_number_is_rounded_as_people_round():
    assert formatting.number(0.25, "fr", 1) == "0,3"
    assert formatting.number(Decimal("2.5"), "fr", 0) == "3"


def test_change_carries_its_sign_and_a_real_minus():
    assert formatting.signed(8.1, "fr") == "+8,1"
    assert formatting.signed(-0.4, "fr") == "−0,4"


def test_change_that_rounds_to_zero_has_no_sign():
    assert formatting.signed(0.04, "fr") == "0,0"
    assert formatting.signed(-0.04, "fr") == "0,0"
    assert formatting.signed(-0.4, "fr", 0) == "0"


def test_points_agree_with_their_number():
    assert formatting.points(14, "fr") == f"14{NBSP}points"
    assert formatting.points(1.5, "fr") == f"1,5{NBSP}point"
    assert formatting.points(1.5, "en") == f"1.5{NBSP}points"
    assert formatting.points(1, "en") == f"1{NBSP}point"


def test_share_is_written_in_percent():
    assert formatting.percent(0.41, "fr") == f"41{NBSP}%"
    assert formatting.percent(0.415, "fr", 1) == f"41,5{NBSP}%"
    assert formatting.percent(0.41, "en") == "41%"


def test_cents_are_written_only_where_there_are_some():
    assert formatting.euros(52, "fr") == f"52{NBSP}€"
    assert formatting.euros(52.0, "fr") == f"52{NBSP}€"
    assert formatting.euros(304.6, "fr") == f"304,60{NBSP}€"
    assert formatting.euros(-1430, "en") == "−€1,430"


def test_date_is_written_in_words():
    assert formatting.date(dt.date(2026, 3, 4), "fr") == f"4{NBSP}mars{NBSP}2026"
    assert formatting.date(dt.date(2026, 9, 1), "fr") == f"1er{NBSP}septembre{NBSP}2026"
    assert formatting.date(dt.date(2026, 9, 1), "en") == f"1{NBSP}September{NBSP}2026"


def test_day_of_the_week_comes_before_the_day():
    assert formatting.weekday_and_day(dt.date(2026, 11, 22), "fr") == f"dimanche 22{NBSP}novembre"
    assert formatting.weekday_and_day(dt.date(2026, 11, 22), "en") == f"Sunday 22{NBSP}November"


def test_hour_is_written_with_its_minutes():
    assert formatting.hour(dt.time(5, 40), "fr") == f"5{NBSP}h{NBSP}40"
    assert formatting.hour(dt.time(10, 0), "fr") == f"10{NBSP}h{NBSP}00"
    assert formatting.hour(dt.time(5, 4), "en") == "5:04"


@pytest.mark.parametrize(
    ("days", "french", "english"),
    [
        (0, "aujourd’hui", "today"),
        (1, "demain", "tomorrow"),
        (-1, "hier", "yesterday"),
        (2, f"dans 2{NBSP}jours", f"in 2{NBSP}days"),
        (-6, f"il y a 6{NBSP}jours", f"6{NBSP}days ago"),
        (90, f"dans 3{NBSP}mois", f"in 3{NBSP}months"),
        (None, "—", "—"),
    ],
)
def test_delay_is_said_in_words(days, french, english):
    assert formatting.days_ago_or_ahead(days, "fr") == french
    assert formatting.days_ago_or_ahead(days, "en") == english


def test_one_day_is_singular():
    assert formatting.days_long(1, "fr") == f"1{NBSP}jour"
    assert formatting.days_long(1, "en") == f"1{NBSP}day"


# —— Arabic: the digits of the Maghreb and of France, signs that stay on the left of their number ——

LEFT = "\u200e"


def test_arabic_writes_figures_as_in_the_maghreb():
    assert formatting.number(1240.5, "ar") == f"1{NBSP}240,5"
    assert formatting.signed(8.1, "ar") == f"{LEFT}+8,1"
    assert formatting.number(-3, "ar") == f"{LEFT}−3"
    assert formatting.percent(0.41, "ar") == "41%"
    assert formatting.euros(304.6, "ar") == f"304,60{NBSP}€"


def test_arabic_writes_dates_and_hours():
    assert formatting.date(dt.date(2026, 9, 1), "ar") == f"1{NBSP}سبتمبر{NBSP}2026"
    assert formatting.weekday_and_day(dt.date(2026, 11, 22), "ar") == f"الأحد 22{NBSP}نوفمبر"
    assert formatting.hour(dt.time(5, 4), "ar") == "5:04"


@pytest.mark.parametrize(
    ("value", "written"),
    [(1, "نقطة"), (2, "نقطة"), (3, "نقاط"), (10, "نقاط"), (11, "نقطة"), (100, "نقطة"), (103, "نقاط"), (3.5, "نقطة")],
)
def test_arabic_points_agree_with_their_number(value, written):
    assert formatting.points(value, "ar") == f"{formatting.number(value, 'ar')}{NBSP}{written}"


@pytest.mark.parametrize(
    ("days", "written"),
    [
        (0, "اليوم"),
        (1, "غدًا"),
        (-1, "أمس"),
        (2, "بعد يومين"),
        (6, f"بعد 6{NBSP}أيام"),
        (-12, f"قبل 12{NBSP}يومًا"),
        (90, f"بعد 3{NBSP}أشهر"),
    ],
)
def test_arabic_delay_is_said_in_words(days, written):
    assert formatting.days_ago_or_ahead(days, "ar") == written


def test_easy_french_writes_figures_as_french_does():
    assert formatting.date(dt.date(2026, 9, 1), "fr-simple") == formatting.date(dt.date(2026, 9, 1), "fr")
    assert formatting.percent(0.41, "fr-simple") == f"41{NBSP}%"


@pytest.mark.parametrize(
    ("minutes", "written"),
    [(45, "45 min"), (60, "1 h"), (390, "6 h 30"), (65, "1 h 05"), (90_000, "1 500 h"), (None, "—")],
)
def test_durations_are_written_in_hours(minutes, written):
    assert formatting.duration(minutes, "fr").replace("\xa0", " ") == written


@pytest.mark.parametrize(("minutes", "written"), [(0, "0 د"), (45, "45 د"), (60, "1 س"), (67, "1 س 7 د")])
def test_durations_in_arabic_run_from_right_to_left(minutes, written):
    assert formatting.duration(minutes, "ar").replace("\xa0", " ") == written


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("« a b »", "«~a b~»"),
        ("Le prêt : dites quand. Pourquoi ?", "Le prêt~: dites quand. Pourquoi~?"),
        ("« a » : b", "«~a~»~: b"),
        ("à 10:30, a :b", "à 10:30, a :b"),
    ],
)
def test_french_signs_stay_with_their_word(typed, set_):
    assert formatting.typeset(typed) == set_.replace("~", "\u00a0")
