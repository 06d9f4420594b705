"""Brackets of income are data: they leave no gap, and a row keeps its meaning when they change."""

import re
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from allant.errors import ParameterError
from allant.parameters import rules
from allant.web.people import income


@pytest.fixture
def table(monkeypatch):
    """Let a test hold another table of brackets."""

    def held(*rows):
        income.brackets.cache_clear()
        monkeypatch.setattr(income, "rules", lambda path: SimpleNamespace(rules=rows))

    yield held
    monkeypatch.undo()
    income.brackets.cache_clear()


def test_brackets_follow_one_another_from_nothing_upwards():
    found = income.brackets()
    assert (found[0].from_eur, found[-1].below_eur) == (0, None)
    assert [each.below_eur for each in found[:-1]] == [each.from_eur for each in found[1:]]
    assert len({each.code for each in found}) == len(found)
    assert rules(income.TABLE).source


def test_nobody_has_to_say():
    labels = dict(income.choices())
    assert labels["declined"] == "ne souhaite pas le dire"
    assert income.label_of("declined") == "ne souhaite pas le dire"
    assert income.label_of("") == ""


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("under_650", "moins de 650 €"),
        ("from_650_to_1300", "de 650 € à moins de 1 300 €"),
        ("from_2700", "2 700 € ou plus"),
    ],
)
def test_each_bracket_is_read_in_words(code, words):
    found = dict(income.choices())[code]
    assert found == income.label_of(code)
    assert re.sub(r"\s", " ", found) == words


def test_bracket_that_is_no_longer_offered_still_reads_as_it_did(table):
    table(
        {"code": "old", "below_eur": 500, "until": date(2026, 12, 31)},
        {"code": "low", "below_eur": 700},
        {"code": "high", "from_eur": 700},
    )
    assert [code for code, _ in income.choices()] == ["low", "high", "declined"]
    assert income.label_of("old") == replace(income.Bracket("x"), below_eur=500).label


@pytest.mark.parametrize(
    "rows",
    [
        [{"code": "low", "below_eur": 700}, {"code": "high", "from_eur": 800}],
        [{"code": "low", "below_eur": 700}],
        [{"code": "low", "from_eur": 1}],
        [{"code": "low", "upto": 700}],
        [],
    ],
)
def test_brackets_that_leave_a_gap_are_refused(table, rows):
    table(*rows)
    with pytest.raises(ParameterError, match="income_brackets"):
        income.brackets()
