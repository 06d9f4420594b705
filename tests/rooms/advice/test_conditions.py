"""The conditions of the rules, one by one."""

import pytest
from tests.rooms.advice.situations import situation

from allant.advice import read_when
from allant.errors import ParameterError

PERSON = situation(
    values={"material": 0.2, "physical": 0.2, "financial": 0.5, "cognitive": None},
    answers={"licence": "none", "bike": "dk"},
    index=40.0,
)


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ({"dimension": "financial", "below": 0.5}, False),
        ({"dimension": "financial", "below": 0.51}, True),
        ({"dimension": "financial", "at_least": 0.5}, True),
        ({"dimension": "financial", "at_least": 0.51}, False),
        ({"dimension": "financial", "at_least": 0.4, "below": 0.6}, True),
        ({"dimension": "financial", "at_least": 0.4, "below": 0.5}, False),
        ({"dimension": "cognitive", "below": 1}, False),
        ({"dimension": "cognitive", "at_least": 0}, False),
        ({"dimension": "elsewhere", "below": 1}, False),
        ({"index_below": 41}, True),
        ({"index_below": 40}, False),
        ({"index_at_least": 40}, True),
        ({"index_at_least": 41}, False),
        ({"item": "licence", "is": ["none", "learning"]}, True),
        ({"item": "licence", "is": ["valid"]}, False),
        ({"item": "bike", "is": ["dk"]}, True),
        ({"item": "boat", "is": ["none"]}, False),
        ({"lowest": ["material"]}, True),
        ({"lowest": ["physical", "constraints"]}, True),
        ({"lowest": ["financial", "cognitive"]}, False),
        ({"dimensions_below": 0.5, "at_least": 2}, True),
        ({"dimensions_below": 0.5, "at_least": 3}, False),
        ({"not_measured_at_least": 1}, True),
        ({"not_measured_at_least": 2}, False),
    ],
)
def test_a_condition_holds_or_not(condition: dict, holds: bool) -> None:
    assert read_when({"all": [condition]}, "rule").holds(PERSON) is holds
    assert read_when({"any": [condition]}, "rule").holds(PERSON) is holds


TRUE, FALSE = {"index_at_least": 0}, {"index_at_least": 100}


@pytest.mark.parametrize(
    ("when", "holds"),
    [
        ({}, True),
        ({"all": [TRUE, TRUE]}, True),
        ({"all": [TRUE, FALSE]}, False),
        ({"any": [TRUE, FALSE]}, True),
        ({"any": [FALSE, FALSE]}, False),
        ({"all": [TRUE], "any": [FALSE]}, False),
        ({"all": [FALSE], "any": [TRUE]}, False),
        ({"all": [TRUE], "any": [FALSE, TRUE]}, True),
    ],
)
def test_all_and_any_are_both_asked_for(when: dict, holds: bool) -> None:
    assert read_when(when, "rule").holds(PERSON) is holds


def test_nothing_is_known_of_an_index_that_is_not_measured() -> None:
    nobody = situation(index=None, others=None)
    for condition in ({"index_below": 100}, {"index_at_least": 0}, {"lowest": ["material"]}):
        assert not read_when({"all": [condition]}, "rule").holds(nobody)


@pytest.mark.parametrize(
    "given",
    [
        None,
        [],
        {"some": [TRUE]},
        {"all": [{}]},
        {"all": [{"dimension": "material"}]},
        {"all": [{"dimension": 3, "below": 1}]},
        {"all": [{"dimension": "material", "below": "half"}]},
        {"all": [{"dimension": "material", "under": 1}]},
        {"all": [{"item": "licence", "is": "none"}]},
        {"all": [{"item": "licence", "is": []}]},
        {"all": [{"lowest": "material"}]},
        {"all": [{"dimensions_below": 0.5}]},
        {"all": [{"not_measured_at_least": True}]},
        {"all": ["always"]},
    ],
)
def test_a_condition_that_is_not_understood_is_refused_with_the_name_of_its_rule(given: object) -> None:
    with pytest.raises(ParameterError, match="'cheap'") as caught:
        read_when(given, "cheap")
    assert caught.value.remedy
