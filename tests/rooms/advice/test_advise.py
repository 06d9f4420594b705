"""The whole advice: people sketched by an adviser, then what must hold for anybody."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.rooms.advice.situations import COMPONENTS, Situation, situation, situations

from allant.advice import advise, barrier_words, candidates, orientations, profiles, solutions

EXAMPLES = yaml.safe_load(Path(__file__).with_name("examples.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["person"].split()[0])
def test_the_advice_is_the_one_an_adviser_expects(example: dict) -> None:
    person = situation(
        values=example["values"],
        answers=example["answers"],
        index=example.get("index", 50.0),
        others=example["others"],
    )
    advice = advise(person, example["gains"])
    assert advice.profile.code == example["profile"]
    assert advice.orientation.code == example["orientation"]
    assert [barrier.dimension for barrier in advice.barriers] == example["barriers"]
    assert [step.solution.code for step in advice.steps] == example["steps"]


def test_each_profile_is_met_by_one_of_the_examples() -> None:
    assert {example["profile"] for example in EXAMPLES} == {profile.code for profile in profiles()}


def test_each_orientation_is_met_by_one_of_the_examples() -> None:
    assert {example["orientation"] for example in EXAMPLES} == {orientation.code for orientation in orientations()}


@pytest.mark.parametrize(
    ("blocking", "slowing", "code", "opening"),
    [
        (1, 0, "light", "Une ou deux choses vous bloquent."),
        (1, 6, "light", "Une ou deux choses vous bloquent."),
        (2, 2, "light", "Une ou deux choses vous bloquent."),
        (2, 3, "reinforced", "Deux choses vous bloquent et d’autres vous freinent."),
        (2, 4, "reinforced", "Deux choses vous bloquent et d’autres vous freinent."),
        (3, 0, "reinforced", "Plusieurs choses vous bloquent en même temps."),
        (0, 5, "light", "Plusieurs choses vous freinent."),
    ],
)
def test_the_reason_counts_what_blocks_and_what_slows(blocking: int, slowing: int, code: str, opening: str) -> None:
    components = sorted(COMPONENTS, key=("cognitive", "confidence").__contains__)
    values = dict(zip(components, [0.2] * blocking + [0.5] * slowing, strict=False))
    orientation = advise(situation(values), {}).orientation
    assert orientation.code == code
    assert orientation.reason.in_language("fr").startswith(opening)


def test_between_six_and_nine_profiles_are_told_in_two_languages() -> None:
    assert 6 <= len(profiles()) <= 9
    for profile in profiles():
        for text in (profile.label, profile.explanation):
            assert text.in_language("fr") != text.in_language("en")


def test_a_language_without_text_is_told_in_french() -> None:
    label = profiles()[0].label
    assert label.in_language("de") == label.in_language("fr")


@given(situations())
def test_everybody_gets_a_profile_and_an_orientation_with_a_reason(person: Situation) -> None:
    advice = advise(person, {})
    assert advice.profile.explanation.in_language("fr")
    assert advice.orientation.reason.in_language("fr")


@given(situations())
def test_the_same_situation_gets_the_same_advice(person: Situation) -> None:
    assert advise(person, {}) == advise(person, {})


@given(situations())
def test_barriers_go_from_the_lowest_component_up_and_stop_at_the_highest_limit(person: Situation) -> None:
    barriers = advise(person, {}).barriers
    values = [barrier.value for barrier in barriers]
    assert values == sorted(values)
    below = {code for code, value in person.measured() if value < barrier_words().levels[-1][1]}
    assert {barrier.dimension for barrier in barriers} == below


@given(situations(), st.dictionaries(st.sampled_from([solution.code for solution in solutions()]), st.floats(0, 30)))
def test_steps_are_few_offered_to_this_person_and_ordered_by_their_gain(person: Situation, gains: dict) -> None:
    steps = advise(person, gains).steps
    offered = {candidate.solution.code for candidate in candidates(person, solutions())}
    assert len(steps) <= 3
    assert {step.solution.code for step in steps} <= offered
    known = [step.gain or 0 for step in steps]
    assert known == sorted(known, reverse=True)


@given(situations())
def test_no_step_lowers_an_answer_or_raises_one_that_is_missing(person: Situation) -> None:
    for candidate in candidates(person, solutions()):
        for code, option in candidate.raises.items():
            raised = person.item(code)
            assert raised.credit is not None
            assert raised.credits[option] > raised.credit
