"""The grids that the package holds: what they ask, in which words, and how answers count."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allant.advice import solutions
from allant.errors import AnswerError
from allant.questionnaire import Question, Text, fill_skipped, visible_questions
from allant.sources.grids import Grid, list_grids, read_frozen, read_grid
from allant.texts import EASY_FRENCH

BILAN, TEST = "fr-2026.1", "fr-2026.1-test"
COMPONENTS = ["environment", "material", "financial", "physical", "cognitive", "confidence", "constraints"]


@pytest.fixture(params=list_grids())
def grid(request: pytest.FixtureRequest) -> Grid:
    return read_grid(request.param)


def texts(grid: Grid) -> Iterator[Text]:
    yield grid.questionnaire.title
    yield grid.weights_origin
    yield grid.credits_origin
    yield from (reference.title for reference in grid.references.values())
    for part in grid.questionnaire.sections:
        yield from (text for text in (part.title, part.intro) if text)
    for question in grid.questionnaire.questions:
        yield from (text for text in (question.label, question.short, question.help) if text)
        for option in question.options:
            yield from (text for text in (option.label, option.help) if text)


# --- What the two grids are ---


def test_both_grids_are_there() -> None:
    assert {BILAN, TEST} <= set(list_grids())


def test_the_assessment_has_seven_components_and_35_to_45_items() -> None:
    scale = read_grid(BILAN).scale
    assert [dimension.code for dimension in scale.dimensions] == COMPONENTS
    assert 35 <= len(scale.items) <= 45


def test_the_public_test_is_at_most_18_questions_and_two_items_a_component() -> None:
    test = read_grid(TEST)
    assert len(test.questionnaire.questions) <= 18
    for component in COMPONENTS:
        assert sum(item.dimension == component for item in test.scale.items) >= 2


def test_every_component_of_the_public_test_keeps_two_items_whatever_is_irrelevant() -> None:
    test = read_grid(TEST)
    always = {question.code for question in test.questionnaire.questions if not question.allows_na}
    for component in COMPONENTS:
        assert sum(item.dimension == component and item.code in always for item in test.scale.items) >= 2


def test_the_public_items_of_the_assessment_are_the_items_of_its_test() -> None:
    assert read_grid(BILAN).public_items == {item.code for item in read_grid(TEST).scale.items}
    assert read_grid(TEST).public_items == read_grid(BILAN).public_items


def test_every_answer_of_the_test_is_an_answer_of_the_assessment() -> None:
    bilan = read_grid(BILAN).questionnaire
    for question in read_grid(TEST).questionnaire.questions:
        assert [o.code for o in question.options] == [o.code for o in bilan.question(question.code).options]


def test_nothing_of_the_public_test_is_called_checked() -> None:
    assert {item.kind for item in read_grid(TEST).scale.items} == {"declared"}
    assert {item.kind for item in read_grid(BILAN).scale.items} == {"fact", "declared", "judged"}


def test_neither_grid_is_comparable_with_another() -> None:
    assert read_grid(TEST).variant_of == BILAN
    assert read_grid(BILAN).variants == (TEST,)
    assert read_grid(BILAN).comparable_with == read_grid(TEST).comparable_with == ()


def test_weights_are_equal_and_said_to_be_pending(grid: Grid) -> None:
    assert {dimension.weight for dimension in grid.scale.dimensions} == {1 / 7}
    assert {item.weight for item in grid.scale.items} == {1.0}
    assert "en attente" in grid.weights_origin.in_language("fr").text
    assert "pending" in grid.credits_origin.in_language("en").text


def test_credits_are_evenly_spread(grid: Grid) -> None:
    for item in grid.scale.items:
        levels = sorted({option.credit for option in item.options})
        assert levels == [round(rank / (len(levels) - 1), 2) for rank in range(len(levels))]


def test_every_scored_item_names_described_sources(grid: Grid) -> None:
    assert set(grid.item_sources) == {item.code for item in grid.scale.items}
    assert all(set(codes) <= set(grid.references) for codes in grid.item_sources.values())
    assert set().union(*grid.item_sources.values()) == set(grid.references)


def test_the_items_taken_from_the_national_survey_cover_most_of_two_components() -> None:
    grid = read_grid(BILAN)
    for component, share in (("physical", 0.6), ("cognitive", 0.5)):
        of_component = [item.code for item in grid.scale.items if item.dimension == component]
        covered = sum("emp2019" in grid.item_sources[code] for code in of_component)
        assert covered / len(of_component) >= share


def test_france_travail_codes_have_one_form(grid: Grid) -> None:
    codes = {code for question in grid.questionnaire.questions for code in question.external_codes}
    assert codes
    for code in codes:
        assert re.fullmatch(r"france-travail:contrainte-23(:(situation-[678]|objectif-(4|5|6|7|29|30)))?", code)


# --- Words ---


def test_every_text_is_in_the_languages_of_its_grid_and_none_claims_a_review(grid: Grid) -> None:
    wanted = {"fr", "en", "ar"} if grid.code == TEST else {"fr", "en"}
    assert set(grid.questionnaire.languages) == wanted
    for text in texts(grid):
        assert set(text.wordings) - {EASY_FRENCH} == wanted
        assert {(wording.status, wording.reviewed_by) for wording in text.wordings.values()} == {("draft", None)}


@pytest.mark.parametrize("language", ["fr", EASY_FRENCH])
def test_french_has_its_own_typography(grid: Grid, language: str) -> None:
    for text in texts(grid):
        french = text.in_language(language).text
        assert not re.search(r"[ \w][?!:;€]", french.replace("\u00a0", "~")), french
        assert "'" not in french, french


def test_arabic_is_written_with_arabic_letters_and_signs(grid: Grid) -> None:
    for text in texts(grid):
        if "ar" in text.wordings:
            arabic = text.in_language("ar").text
            assert re.search(r"[\u0600-\u06ff]", arabic), arabic
            assert not re.search(r"[?,;]", arabic), arabic


def test_easy_french_is_only_given_where_it_says_it_otherwise(grid: Grid) -> None:
    given = [text for text in texts(grid) if EASY_FRENCH in text.wordings]
    assert bool(given) == (grid.code == TEST)
    assert [text for text in given if text.in_language(EASY_FRENCH).text == text.in_language("fr").text] == []


def test_questions_fit_a_phone_screen(grid: Grid) -> None:
    for question in grid.questionnaire.questions:
        for language in ("fr", EASY_FRENCH, "ar"):
            assert len(question.label.in_language(language).text) <= 85, question.code
            assert len(question.short.in_language(language).text) <= 45, question.code
            for option in question.options:
                assert len(option.label.in_language(language).text) <= 50, (question.code, option.code)


def test_one_may_say_that_one_does_not_know_wherever_there_is_a_score(grid: Grid) -> None:
    assert all(grid.questionnaire.question(item.code).allows_dk for item in grid.scale.items)


# --- Solutions ---


def test_what_raises_an_item_is_what_the_solutions_say(grid: Grid) -> None:
    for item in grid.scale.items:
        raising = {solution.code for solution in solutions() if item.code in solution.raises}
        assert set(grid.raised_by[item.code]) == raising, item.code


def test_each_solution_brings_an_item_to_an_option_worth_something() -> None:
    items = {item.code: {o.code: o.credit for o in item.options} for item in read_grid(BILAN).scale.items}
    for solution in solutions():
        for item, option in solution.raises.items():
            assert items[item][option] > 0, (solution.code, item)


# --- Scored answers: a better answer never loses a point, gates included ---


def credit(grid: Grid, answers: dict[str, str]) -> dict[str, float | None]:
    scored = fill_skipped(grid.questionnaire, answers)
    credits_of = {item.code: {option.code: option.credit for option in item.options} for item in grid.scale.items}
    return {code: options.get(scored.get(code, "")) for code, options in credits_of.items()}


@given(st.data())
def test_a_better_answer_never_lowers_the_credit_of_any_item(data: st.DataObject) -> None:
    grid = read_grid(data.draw(st.sampled_from([BILAN, TEST])))
    answers = {
        question.code: data.draw(st.sampled_from([option.code for option in question.options]))
        for question in grid.questionnaire.questions
        if question.type == "choice"
    }
    item = data.draw(st.sampled_from(grid.scale.items))
    worse, better = data.draw(st.sampled_from(list(pairwise(reversed(item.options)))))
    before = credit(grid, {**answers, item.code: worse.code})
    after = credit(grid, {**answers, item.code: better.code})
    for code in before:
        assert (before[code] is None) == (after[code] is None)
        assert before[code] is None or after[code] >= before[code]


def test_without_a_vehicle_its_state_and_papers_count_nothing() -> None:
    scored = fill_skipped(read_grid(BILAN).questionnaire, {"vehicle": "none", "vehicle_state": "good"})
    assert scored == {"vehicle": "none", "vehicle_state": "not_running", "vehicle_papers": "nothing"}


def test_without_children_their_trips_are_irrelevant() -> None:
    filled = fill_skipped(read_grid(TEST).questionnaire, {"children": "no_children"})
    assert filled == {"children": "no_children", "children_trips": "na"}


def test_somebody_without_car_or_children_sees_sixteen_questions() -> None:
    seen = visible_questions(read_grid(TEST).questionnaire, {"vehicle": "none", "children": "no_children"})
    assert len(seen) == 16


# --- Frozen ---


def test_frozen_grids_have_not_changed() -> None:
    for code, checksum in read_frozen().items():
        assert read_grid(code).checksum == checksum, f"{code} is frozen: write a new grid instead of changing it."


def test_every_grid_of_the_package_is_frozen() -> None:
    assert set(read_frozen()) == set(list_grids())


def test_a_question_of_the_grid_is_found_by_its_code() -> None:
    found = read_grid(BILAN).questionnaire.question("licence")
    assert isinstance(found, Question)
    with pytest.raises(AnswerError) as caught:
        read_grid(BILAN).questionnaire.question("boat")
    assert caught.value.value == "boat"
