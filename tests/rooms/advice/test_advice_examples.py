"""The examples of the room and of its methods page are what the code answers."""

import doctest
from pathlib import Path

import allant.advice

PAGE = Path(__file__).parents[3] / "docs" / "methods" / "advice.md"


def test_the_examples_of_the_page_hold() -> None:
    result = doctest.testfile(str(PAGE), module_relative=False)
    assert result.attempted > 0
    assert result.failed == 0


def test_the_example_of_the_room_holds() -> None:
    result = doctest.testmod(allant.advice)
    assert result.attempted > 0
    assert result.failed == 0
