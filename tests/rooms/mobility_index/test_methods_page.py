"""The methods page says what the code does."""

import doctest
import runpy
from pathlib import Path

import pytest

import allant.mobility_index
from allant.parameters import parameter

DOCS = Path(__file__).parents[3] / "docs" / "methods"
PAGE = DOCS / "mobility_index.md"
SCRIPT = runpy.run_path(str(DOCS / "mobility_index_simulations.py"))


@pytest.fixture(scope="module")
def outcomes():
    return [SCRIPT["simulate"](name) for name in SCRIPT["SCENARIOS"]]


def test_the_worked_example_of_the_page_runs():
    result = doctest.testfile(str(PAGE), module_relative=False)
    assert result.attempted > 5
    assert result.failed == 0


def test_the_example_of_the_room_runs():
    result = doctest.testmod(allant.mobility_index)
    assert result.attempted > 5
    assert result.failed == 0


def test_the_table_and_the_figure_of_the_page_are_those_of_the_simulations(outcomes):
    page = PAGE.read_text(encoding="utf-8")
    assert SCRIPT["table"](outcomes) in page
    assert f"{100 * outcomes[0].beyond.mean():.1f} % of the changes" in page
    assert SCRIPT["figure"](outcomes) == (DOCS / "mobility_index_simulations.svg").read_text(encoding="utf-8")


def test_the_simulations_show_what_the_page_says_of_them(outcomes):
    unchanged, licence, courtesy = outcomes
    assert 0.05 < unchanged.beyond.mean() < 0.20
    assert (unchanged.from_facts == 0).all()
    assert (licence.from_facts > 0).all()
    assert (courtesy.from_facts == 0).all()
    assert courtesy.beyond.mean() > 0.9


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("min_answered_share", 0.60),
        ("component_floor", 0.02),
        ("lowest_index_for_interval", 0.5),
        ("highest_index_for_interval", 99.5),
        ("confidence_level", 0.90),
        ("answer_error_fact", 0),
        ("answer_error_declared", 0.15),
        ("answer_error_judged", 0.15),
    ],
)
def test_the_parameters_are_those_of_the_specification(name, value):
    assert parameter(f"mobility_index/{name}") == value
