"""Which question comes next: worked examples, then what must hold for any form and any answers."""

import pytest
from hypothesis import given
from tests.rooms.questionnaire.forms import filled_forms, form, question

from allant.errors import AnswerError
from allant.questionnaire import (
    Position,
    Questionnaire,
    next_question,
    position,
    previous_question,
    unanswered,
    visible_questions,
)

FORM = form(
    question("licence", ("valid", "learning", "none")),
    question("vehicle", ("own", "none")),
    question("state", ("good", "none"), locked_by={"vehicle": ("none",)}),
    question("repair", ("done", "none"), locked_by={"state": ("none",)}),
    question("walk", ("easy", "none")),
)


def codes(questions: tuple[object, ...]) -> list[str]:
    return [entry.code for entry in questions]


def test_every_question_is_visible_at_the_start() -> None:
    assert codes(visible_questions(FORM, {})) == ["licence", "vehicle", "state", "repair", "walk"]


def test_an_answer_hides_the_questions_it_locks_and_those_locked_through_them() -> None:
    assert codes(visible_questions(FORM, {"vehicle": "none"})) == ["licence", "vehicle", "walk"]


def test_an_answer_given_before_the_lock_does_not_reopen_what_follows_it() -> None:
    answers = {"vehicle": "none", "state": "good"}
    assert codes(visible_questions(FORM, answers)) == ["licence", "vehicle", "walk"]


def test_do_not_know_locks_nothing() -> None:
    assert len(visible_questions(FORM, {"vehicle": "dk"})) == 5


def test_the_next_question_is_the_first_without_an_answer() -> None:
    assert next_question(FORM, {"licence": "dk"}).code == "vehicle"
    assert next_question(FORM, {"licence": "", "vehicle": "none"}).code == "licence"


def test_the_question_after_a_given_one_skips_what_is_locked() -> None:
    assert next_question(FORM, {"vehicle": "none", "walk": "easy"}, after="vehicle").code == "walk"
    assert next_question(FORM, {}, after="walk") is None


def test_after_a_question_that_got_locked_one_goes_on_from_its_place() -> None:
    assert next_question(FORM, {"vehicle": "none"}, after="repair").code == "walk"


def test_nothing_is_next_once_every_visible_question_has_an_answer() -> None:
    answers = {"licence": "none", "vehicle": "none", "walk": "dk"}
    assert next_question(FORM, answers) is None
    assert unanswered(FORM, answers) == ()


def test_going_back_skips_what_is_locked() -> None:
    assert previous_question(FORM, {"vehicle": "none"}, "walk").code == "vehicle"
    assert previous_question(FORM, {}, "walk").code == "repair"
    assert previous_question(FORM, {}, "licence") is None


def test_progress_counts_only_what_this_person_sees() -> None:
    assert position(FORM, {}, "walk") == Position(number=5, total=5, answered=0)
    assert position(FORM, {"vehicle": "none", "state": "good"}, "walk") == Position(number=3, total=3, answered=1)
    assert position(FORM, {"vehicle": "none"}, "state").number == 2


def test_an_unknown_question_is_refused_with_its_name() -> None:
    for ask in (
        lambda: next_question(FORM, {}, after="boat"),
        lambda: previous_question(FORM, {}, "boat"),
        lambda: position(FORM, {}, "boat"),
        lambda: visible_questions(FORM, {"boat": "own"}),
    ):
        with pytest.raises(AnswerError) as caught:
            ask()
        assert caught.value.value == "boat"


@given(filled_forms())
def test_walking_forward_meets_every_visible_question_once_and_ends(
    drawn: tuple[Questionnaire, dict[str, str]],
) -> None:
    asked, answers = drawn
    walk = []
    shown = visible_questions(asked, answers)[0]
    while shown is not None:
        walk.append(shown)
        shown = next_question(asked, answers, after=shown.code)
    assert tuple(walk) == visible_questions(asked, answers)


@given(filled_forms())
def test_going_back_undoes_going_forward(drawn: tuple[Questionnaire, dict[str, str]]) -> None:
    asked, answers = drawn
    for shown in visible_questions(asked, answers):
        following = next_question(asked, answers, after=shown.code)
        assert following is None or previous_question(asked, answers, following.code) == shown


@given(filled_forms())
def test_the_order_in_which_answers_were_given_does_not_matter(drawn: tuple[Questionnaire, dict[str, str]]) -> None:
    asked, answers = drawn
    turned = dict(reversed(answers.items()))
    assert visible_questions(asked, answers) == visible_questions(asked, turned)


@given(filled_forms())
def test_an_answer_under_a_lock_changes_nothing_of_what_is_visible(drawn: tuple[Questionnaire, dict[str, str]]) -> None:
    asked, answers = drawn
    visible = {entry.code for entry in visible_questions(asked, answers)}
    kept = {code: answer for code, answer in answers.items() if code in visible}
    assert visible_questions(asked, kept) == visible_questions(asked, answers)


@given(filled_forms())
def test_answering_what_is_next_until_the_end_answers_every_visible_question(
    drawn: tuple[Questionnaire, dict[str, str]],
) -> None:
    asked, answers = drawn
    for _ in range(len(asked.questions) + 1):
        shown = next_question(asked, answers)
        if shown is None:
            break
        answers = {**answers, shown.code: shown.options[-1].code}
    assert unanswered(asked, answers) == ()


@given(filled_forms())
def test_the_position_climbs_by_one_to_the_total(drawn: tuple[Questionnaire, dict[str, str]]) -> None:
    asked, answers = drawn
    places = [position(asked, answers, entry.code) for entry in visible_questions(asked, answers)]
    assert [place.number for place in places] == list(range(1, len(places) + 1))
    assert {place.total for place in places} == {len(places)}
