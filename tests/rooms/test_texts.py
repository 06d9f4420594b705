"""Texts held as data: a wording is a draft until somebody named has reviewed it."""

import doctest

import pytest

import allant.texts
from allant.texts import Text, Wording, read_wording


def test_the_examples_of_the_module_hold() -> None:
    result = doctest.testmod(allant.texts)
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize(
    "given",
    [
        "",
        "   ",
        12,
        None,
        {"text": ""},
        {"text": "Oui"},
        {"text": "Oui", "status": "reviewed"},
        {"text": "Oui", "status": "reviewed", "reviewed_by": " "},
        {"text": "Oui", "status": "draft", "reviewed_by": "Zoé"},
        {"text": "Oui", "status": "final", "reviewed_by": "Zoé"},
        {"text": "Oui", "status": "draft", "colour": "red"},
    ],
)
def test_a_wording_that_is_empty_or_half_reviewed_is_refused(given: object) -> None:
    assert read_wording(given) is None


def test_a_language_without_wording_is_read_in_french() -> None:
    french = Wording("Oui", "draft")
    text = Text({"fr": french, "ar": Wording("نعم", "reviewed", "Zoé")})
    assert text.in_language("fr-simple") == french
    assert text.in_language("ar").reviewed_by == "Zoé"
