import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rooms.mobility_index.scales import answers_to, example_scale

from allant.errors import AnswerError
from allant.mobility_index import compile_scale, explain, lever, score

SCALE = compile_scale(example_scale())
ANSWERS = dict.fromkeys(SCALE.items, "yes") | {"material_0": "no", "material_1": "little", "material_2": "mostly"}


def test_a_solution_raises_the_items_it_acts_on():
    result = lever(SCALE, ANSWERS, {"material_0": "yes", "material_1": "mostly"})
    assert result.raised == ("material_0", "material_1")
    assert result.after == score(SCALE, ANSWERS | {"material_0": "yes", "material_1": "mostly"})
    assert result.gain == pytest.approx(result.after.index - result.before.index)


@pytest.mark.parametrize("answer", ["yes", "mostly", "na", "dk", "", None])
def test_an_item_is_never_lowered_nor_invented(answer):
    result = lever(SCALE, ANSWERS | {"material_2": answer}, {"material_2": "mostly"})
    assert result.raised == ()
    assert result.gain == 0


def test_the_environment_that_a_solution_gives_counts_when_it_is_better():
    assert lever(SCALE, ANSWERS, {}, 0.3, 0.6).gain > 0
    assert lever(SCALE, ANSWERS, {}, 0.6, 0.3).gain == 0


@given(st.data(), st.floats(0, 1), st.floats(0, 1))
def test_a_solution_never_lowers_the_index(data, before, after):
    answers = data.draw(answers_to(SCALE.scale))
    reachable = data.draw(answers_to(SCALE.scale, reserved=()))
    gain = lever(SCALE, answers, reachable, before, after).gain
    assert gain is None or gain >= -1e-9


def test_without_index_there_is_no_gain():
    assert lever(SCALE, {}, {"material_0": "yes"}).gain is None


def test_a_solution_on_an_unknown_item_or_towards_an_unknown_option_is_refused():
    with pytest.raises(AnswerError, match="teleport"):
        lever(SCALE, ANSWERS, {"teleport": "yes"})
    with pytest.raises(AnswerError, match="perhaps"):
        lever(SCALE, ANSWERS, {"material_0": "perhaps"})


def test_there_is_nothing_to_explain_without_index():
    assert explain(SCALE, {}) is None


def test_a_complete_index_lacks_nothing():
    explanation = explain(SCALE, dict.fromkeys(SCALE.items, "yes"))
    assert explanation.missing_points == pytest.approx(0, abs=1e-9)
