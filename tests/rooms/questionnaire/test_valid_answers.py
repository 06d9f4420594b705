"""What is a valid answer, and what answers count as once skipped questions are filled in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rooms.questionnaire.forms import filled_forms, form, question

from allant.errors import AnswerError
from allant.questionnaire import Questionnaire, check_answer, fill_skipped, form_state, visible_questions

FORM = form(
    question("vehicle", ("own", "none")),
    question("state", ("good", "broken"), locked_by={"vehicle": ("none",)}, counts_as="broken"),
    question("repair", ("done", "never"), locked_by={"state": ("broken",)}, counts_as="never"),
    question("story", kind="open"),
)


def test_a_locked_question_counts_as_its_rule_says_and_so_do_those_behind_it() -> None:
    assert fill_skipped(FORM, {"vehicle": "none"}) == {"vehicle": "none", "state": "broken", "repair": "never"}


def test_an_answer_given_before_the_lock_is_replaced_and_the_original_is_left_alone() -> None:
    given_answers = {"vehicle": "none", "state": "good"}
    assert fill_skipped(FORM, given_answers)["state"] == "broken"
    assert given_answers == {"vehicle": "none", "state": "good"}


def test_what_is_missing_stays_missing() -> None:
    assert fill_skipped(FORM, {"vehicle": "own", "state": ""}) == {"vehicle": "own"}


def test_an_answer_to_an_unknown_question_is_refused() -> None:
    with pytest.raises(AnswerError) as caught:
        fill_skipped(FORM, {"boat": "own"})
    assert caught.value.value == "boat"
    assert "version" in caught.value.remedy


@given(filled_forms())
def test_filling_twice_is_filling_once(drawn: tuple[Questionnaire, dict[str, str]]) -> None:
    asked, answers = drawn
    filled = fill_skipped(asked, answers)
    assert fill_skipped(asked, filled) == filled


@given(filled_forms())
def test_filling_keeps_visible_answers_and_gives_each_locked_question_its_own_value(
    drawn: tuple[Questionnaire, dict[str, str]],
) -> None:
    asked, answers = drawn
    visible = {entry.code for entry in visible_questions(asked, answers)}
    filled = fill_skipped(asked, answers)
    for entry in asked.questions:
        expected = answers.get(entry.code) if entry.code in visible else entry.skip.counts_as
        assert filled.get(entry.code) == expected


@given(filled_forms())
def test_a_question_is_locked_exactly_when_one_of_its_conditions_is_met_by_what_counts(
    drawn: tuple[Questionnaire, dict[str, str]],
) -> None:
    asked, answers = drawn
    state = form_state(asked, answers)
    for entry in asked.questions:
        met = entry.skip is not None and any(
            state.counted.get(condition.question) in condition.options for condition in entry.skip.when
        )
        assert met == (entry.code in state.locked)


@given(filled_forms())
def test_the_order_in_which_answers_were_given_does_not_change_what_they_count_as(
    drawn: tuple[Questionnaire, dict[str, str]],
) -> None:
    asked, answers = drawn
    assert fill_skipped(asked, answers) == fill_skipped(asked, dict(reversed(answers.items())))


def test_a_choice_takes_its_options_and_the_reserved_answers_it_allows() -> None:
    plain = question("walk", ("easy", "hard"), allows_dk=False)
    open_to_all = question("walk", ("easy", "hard"), allows_na=True)
    assert check_answer(plain, " easy ") == "easy"
    assert check_answer(open_to_all, "dk") == "dk"
    assert check_answer(open_to_all, "na") == "na"
    for refused in ("dk", "na", "Easy", "run"):
        with pytest.raises(AnswerError) as caught:
            check_answer(plain, refused)
        assert caught.value.value == refused
        assert caught.value.remedy == "Choisissez une de ces réponses : easy, hard."


def test_the_refusal_of_a_choice_lists_the_reserved_answers_it_allows() -> None:
    with pytest.raises(AnswerError, match="easy, hard, dk, na"):
        check_answer(question("walk", ("easy", "hard"), allows_na=True), "run")


def test_nothing_typed_is_no_answer() -> None:
    for kind in ("choice", "number", "open"):
        assert check_answer(question("any", kind=kind, allows_dk=False), "  ") == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("12", "12"), ("12,5", "12.5"), ("1 240", "1240"), ("1\u202f240,50", "1240.50"), ("-3", "-3"), ("dk", "dk")],
)
def test_a_number_is_read_as_the_french_write_it(typed: str, kept: str) -> None:
    assert check_answer(question("cost", kind="number"), typed) == kept


@pytest.mark.parametrize("typed", ["douze", "1,2,3", "inf", "nan", "12 €", "na"])
def test_what_is_not_a_number_is_refused(typed: str) -> None:
    with pytest.raises(AnswerError) as caught:
        check_answer(question("cost", kind="number"), typed)
    assert caught.value.value == typed


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-10_000, max_value=10_000))
def test_a_number_kept_is_read_again_as_itself(number: object) -> None:
    cost = question("cost", kind="number")
    kept = check_answer(cost, str(number))
    assert check_answer(cost, kept) == kept


@given(st.text())
def test_an_open_answer_is_kept_without_the_spaces_around_it(text: str) -> None:
    story = question("story", kind="open")
    try:
        kept = check_answer(story, text)
    except AnswerError:
        return
    assert kept == text.strip()
    assert check_answer(story, kept) == kept


@pytest.mark.parametrize(
    "text",
    ["Elle s’appelle Ana, 2 69 05 49 588 157 80.", "n° 269054958815780", "1.85.02.2a.004.123", "1850200412345 67"],
)
def test_a_social_security_number_in_an_open_answer_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(AnswerError) as caught:
        check_answer(question("story", kind="open"), text)
    assert caught.value.value == "…"
    assert not any(figure.isdigit() for figure in str(caught.value))


@pytest.mark.parametrize("text", ["Appelez le 06 12 34 56 78.", "Depuis le 12/03/2026", "SIRET 130 025 265 00013"])
def test_other_numbers_may_stand_in_an_open_answer(text: str) -> None:
    assert check_answer(question("story", kind="open"), text) == text
