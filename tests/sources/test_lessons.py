"""Lessons as files: complete in every language, one right answer a question, refused in words when they are not."""

import pytest

from allant.errors import GridError
from allant.sources.grids import read_grid
from allant.sources.lessons import list_lessons, parse_lesson, read_lesson

SMALL = """
lesson: small
items: [read_map]
minutes: 2
icon: bus
review: {fr: {status: draft}, en: {status: reviewed, reviewed_by: "A. Reader, adviser, 2026-11-24"}}
title: {fr: "Titre", en: "Title"}
goal: {fr: "But", en: "Goal"}
tables:
  line:
    caption: {fr: "Ligne", en: "Line"}
    stops: ["Gare", "Mairie"]
    times: [["7 h 10", "7 h 16"]]
cards:
  - read: {fr: "Lisez.", en: "Read."}
    table: line
  - ask: {fr: "Combien ?", en: "How many?"}
    options:
      - {label: {fr: "Un", en: "One"}, right: true, because: {fr: "Oui.", en: "Yes."}}
      - {label: {fr: "Deux", en: "Two"}, because: {fr: "Non.", en: "No."}}
"""


@pytest.mark.parametrize("code", list_lessons())
def test_shipped_lesson_teaches_and_practises_in_three_languages(code):
    lesson = read_lesson(code)
    assert {"fr", "en", "ar"} <= set(lesson.title.wordings)
    assert lesson.practice_count >= 2
    assert lesson.practice_count < len(lesson.cards)


@pytest.mark.parametrize("code", list_lessons())
def test_right_answer_is_not_always_the_first(code):
    places = {
        next(place for place, choice in enumerate(card.choices) if choice.is_right)
        for card in read_lesson(code).cards
        if card.is_practice
    }
    assert len(places) > 1


def test_lessons_train_every_skill_of_getting_about_that_practice_can_train():
    trained = {item for code in list_lessons() for item in read_lesson(code).items}
    assert {"read_map", "plan_trip", "find_way", "ask_way", "ticket_machine"} <= trained
    assert trained <= {question.code for question in read_grid("fr-2026.1").questionnaire.questions}


def test_review_of_a_language_goes_with_each_of_its_texts():
    lesson = parse_lesson(SMALL)
    assert lesson.title.in_language("fr").status == "draft"
    assert lesson.cards[1].choices[0].because.in_language("en").reviewed_by == "A. Reader, adviser, 2026-11-24"
    assert lesson.cards[0].table.times == (("7 h 10", "7 h 16"),)


@pytest.mark.parametrize(
    ("wrong", "right", "rule"),
    [
        ('title: {fr: "Titre"}', 'title: {fr: "Titre", en: "Title"}', "each language"),
        ("right: true, ", "right: true, ", "is right, no more"),
        ("items: [juggling]", "items: [read_map]", "items of the grid"),
        ("items: []", "items: [read_map]", "items of the grid"),
        ("minutes: 0", "minutes: 2", "whole number"),
        ("icon: rocket", "icon: bus", "pictogram"),
        ("review: {en: {status: draft}}", None, "French is one"),
        ("{status: reviewed}", '{status: reviewed, reviewed_by: "A. Reader, adviser, 2026-11-24"}', "incomplete"),
        ('times: [["7 h 10"]]', 'times: [["7 h 10", "7 h 16"]]', "one time a stop"),
        ("table: nowhere", "    table: line", "its table"),
        ("lesson: Small Talk", "lesson: small", "small letters"),
        ("colour: red\nlesson: small", "lesson: small", "these keys"),
    ],
)
def test_lesson_that_contradicts_itself_is_refused_with_its_rule(wrong, right, rule):
    if rule == "is right, no more":
        text = SMALL.replace(right, "")
    elif rule == "French is one":
        start = SMALL.index("review:")
        text = SMALL.replace(SMALL[start : SMALL.index("\n", start)], wrong)
    else:
        text = SMALL.replace(right, f"    {wrong}" if rule == "its table" else wrong)
    assert text != SMALL
    with pytest.raises(GridError) as refused:
        parse_lesson(text)
    assert rule in refused.value.rule


def test_lesson_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(GridError, match="read_timetable"):
        read_lesson("fly")
