"""What blocks, what slows down, and through which answers."""

import pytest
from tests.rooms.advice.situations import item

from allant.advice import AnsweredItem, DimensionValue, Situation, barriers_of, read_barrier_words
from allant.errors import ParameterError

LEVELS = [
    {"code": "blocks", "below": 0.4, "label": {"fr": "Bloque"}},
    {"code": "slows", "below": 0.8, "label": {"fr": "Freine"}},
]
SENTENCES = [
    {"dimension": "material", "sentence": {"fr": "Il manque un moyen."}},
    {"dimension": "physical", "sentence": {"fr": "Bouger est difficile."}},
]
WORDS = read_barrier_words(LEVELS, SENTENCES)


def person(material: float | None, physical: float | None = 0.9, items: tuple[AnsweredItem, ...] = ()) -> Situation:
    return Situation(50.0, (DimensionValue("material", material), DimensionValue("physical", physical)), items)


@pytest.mark.parametrize(
    ("value", "levels"), [(0.0, ["blocks"]), (0.39, ["blocks"]), (0.4, ["slows"]), (0.79, ["slows"]), (0.8, [])]
)
def test_a_level_holds_below_its_limit(value: float, levels: list[str]) -> None:
    assert [barrier.level for barrier in barriers_of(person(value), WORDS)] == levels


def test_the_lowest_component_comes_first_with_its_words() -> None:
    first, second = barriers_of(person(0.5, 0.1), WORDS)
    assert (first.dimension, first.level_label.in_language("fr")) == ("physical", "Bloque")
    assert second.sentence.in_language("en") == "Il manque un moyen."


def test_what_is_not_measured_is_no_barrier() -> None:
    assert barriers_of(person(None, None), WORDS) == ()


def test_answers_are_ordered_by_what_they_take_from_the_component() -> None:
    items = (
        item("licence", "learning"),
        item("vehicle", "none", weight=2.0),
        item("vehicle_state", "dk"),
        item("bike", "works"),
        item("digital", "unable"),
    )
    (barrier,) = barriers_of(person(0.375, items=items), WORDS)
    assert [(entry.code, entry.answer, entry.shortfall) for entry in barrier.items] == [
        ("vehicle", "none", 0.5),
        ("licence", "learning", 0.125),
    ]


def test_shortfalls_and_value_sum_to_one_when_every_weak_answer_counts() -> None:
    items = (item("licence", "none"), item("vehicle", "when_needed"), item("bike", "to_repair"))
    (barrier,) = barriers_of(person(0.5, items=items), WORDS)
    assert barrier.value + sum(entry.shortfall for entry in barrier.items) == pytest.approx(1)


def test_a_component_without_sentence_is_refused() -> None:
    with pytest.raises(ParameterError) as caught:
        barriers_of(Situation(50.0, (DimensionValue("mood", 0.1),), ()), WORDS)
    assert caught.value.value == "mood"


@pytest.mark.parametrize("limits", [[], [0.8, 0.4], [0.4, 0.4], [0.0, 0.4], [0.4, 1.2], ["low"]])
def test_levels_whose_limits_do_not_rise_are_refused(limits: list[object]) -> None:
    with pytest.raises(ParameterError, match="rise"):
        read_barrier_words([{"code": "any", "below": limit, "label": {"fr": "x"}} for limit in limits], SENTENCES)


def test_a_sentence_without_french_is_refused() -> None:
    with pytest.raises(ParameterError, match="French"):
        read_barrier_words(LEVELS, [{"dimension": "material", "sentence": {"en": "A means is missing."}}])
