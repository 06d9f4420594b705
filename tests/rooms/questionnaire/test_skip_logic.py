"""Skip rules that contradict themselves are refused, with the value, the rule and the remedy."""

import pytest
from tests.rooms.questionnaire.forms import form, question

from allant.errors import GridError
from allant.questionnaire import Questionnaire, check_skip_logic


def refusal(refused: Questionnaire) -> GridError:
    with pytest.raises(GridError) as caught:
        check_skip_logic(refused)
    assert caught.value.rule
    assert caught.value.remedy
    return caught.value


def test_a_sound_form_is_accepted() -> None:
    check_skip_logic(form(question("vehicle"), question("state", locked_by={"vehicle": ("none",)})))


def test_a_rule_that_names_an_unknown_question_is_refused() -> None:
    assert refusal(form(question("state", locked_by={"vehicle": ("none",)}))).value == "vehicle"


def test_a_rule_that_names_an_unknown_answer_is_refused() -> None:
    refused = form(question("vehicle"), question("state", locked_by={"vehicle": ("broken",)}))
    assert refusal(refused).value == "broken"


def test_a_rule_that_locks_on_a_missing_answer_is_refused() -> None:
    assert refusal(form(question("vehicle"), question("state", locked_by={"vehicle": ("dk",)}))).value == "dk"


def test_a_rule_without_condition_is_refused() -> None:
    assert refusal(form(question("state", locked_by={}))).value == "state"


def test_a_loop_is_refused_and_drawn() -> None:
    refused = form(
        question("a", locked_by={"c": ("none",)}),
        question("b", locked_by={"a": ("none",)}),
        question("c", locked_by={"b": ("none",)}),
    )
    assert refusal(refused).value == "a → c → b → a"


def test_a_question_that_locks_itself_is_refused() -> None:
    assert refusal(form(question("a", locked_by={"a": ("none",)}))).value == "a → a"


def test_a_gate_asked_after_what_it_locks_is_refused() -> None:
    refused = form(question("state", locked_by={"vehicle": ("none",)}), question("vehicle"))
    assert refusal(refused).value == "vehicle"
    assert "after" in refusal(refused).rule


@pytest.mark.parametrize("counts_as", ["broken", "dk"])
def test_a_locked_question_that_counts_as_an_answer_it_does_not_have_is_refused(counts_as: str) -> None:
    refused = form(question("vehicle"), question("state", locked_by={"vehicle": ("none",)}, counts_as=counts_as))
    assert refusal(refused).value == counts_as


def test_an_open_question_may_only_be_skipped_as_irrelevant() -> None:
    gate = question("vehicle")
    check_skip_logic(form(gate, question("story", kind="open", locked_by={"vehicle": ("none",)}, counts_as="na")))
    refused = form(gate, question("story", kind="open", locked_by={"vehicle": ("none",)}, counts_as="none"))
    assert refusal(refused).value == "none"
