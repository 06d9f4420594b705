"""The category of an exit: examples an adviser could write, then what must hold for any exit."""

import doctest
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import allant.outcomes
from allant.errors import ParameterError
from allant.outcomes import DYNAMIC, RawExit, category_of, exits
from allant.parameters import rules

EXAMPLES = yaml.safe_load(Path(__file__).with_name("exits.yaml").read_text(encoding="utf-8"))
PAGE = Path(__file__).parents[3] / "docs" / "methods" / "outcomes.md"
FIRST_DAY = date(2008, 12, 10)
OUTCOMES = sorted({outcome for rule in rules("outcomes/exit_categories").rules for outcome in rule.get("outcomes", ())})
CONTRACTS = sorted(
    {contract for rule in rules("outcomes/exit_categories").rules for contract in rule.get("contracts", ())}
)

observed = st.builds(
    RawExit,
    outcome=st.sampled_from([*OUTCOMES, "care", "moved", ""]),
    contract=st.sampled_from([*CONTRACTS, ""]),
    contract_months=st.one_of(st.none(), st.floats(0, 120)),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["said"])
def test_exit_falls_in_the_category_that_a_funder_reads_in_it(example):
    exit_ = RawExit(example["outcome"], example.get("contract", ""), example.get("months"))
    assert category_of(exit_).code == example["category"]


def test_every_rule_decides_one_of_the_examples():
    told = {category_of(RawExit(e["outcome"], e.get("contract", ""), e.get("months"))).reason_fr for e in EXAMPLES}
    assert told == {rule["reason_fr"] for rule in rules("outcomes/exit_categories").rules}


@given(observed)
def test_only_what_says_enough_is_dynamic_or_not(exit_):
    category = category_of(exit_)
    expected = None if category.code == "undetermined" else category.code in DYNAMIC
    assert category.is_dynamic is expected


@given(observed.filter(lambda each: each.contract_months is not None), st.floats(0, 120))
def test_longer_contract_never_leaves_the_lasting_jobs(exit_, more_months):
    if category_of(exit_).code == "durable":
        longer = RawExit(exit_.outcome, exit_.contract, exit_.contract_months + more_months)
        assert category_of(longer).code == "durable"


@given(observed, st.dates(FIRST_DAY, date(2100, 1, 1)))
def test_day_changes_nothing_as_long_as_the_rules_stay(exit_, day):
    assert category_of(exit_, day) == category_of(exit_)


def test_exit_before_the_first_rules_is_read_with_them():
    assert category_of(RawExit("business"), date(1999, 5, 4)).code == "durable"


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ({"category": "good", "since": FIRST_DAY, "reason_fr": "x"}, "a category is one of"),
        ({"category": "durable", "since": "2008", "reason_fr": "x"}, "`since`, a day"),
        ({"category": "durable", "since": FIRST_DAY, "reason_fr": "x", "months": "six"}, "`months` is one of"),
    ],
)
def test_rule_that_is_not_understood_is_refused(rule, reason):
    with pytest.raises(ParameterError, match=reason):
        exits._read(rule)


def test_examples_of_the_room_and_of_its_page_hold():
    for result in (doctest.testmod(allant.outcomes), doctest.testfile(str(PAGE), module_relative=False)):
        assert result.attempted > 0
        assert result.failed == 0
