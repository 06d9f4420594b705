"""What every implementation of the index keeps, whatever the scale and the answers."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.rooms.mobility_index import plain_twin
from tests.rooms.mobility_index.scales import ENVIRONMENT_PAIRS, ENVIRONMENTS, MOSTLY, WEIGHTS, answers_to, scales

from allant.mobility_index import (
    Assessment,
    Progression,
    Scale,
    ScaleItem,
    ScaleOption,
    compare,
    compile_scale,
    encode,
    explain,
    score,
    score_matrix,
)
from allant.mobility_index.scale import Dimension


def given_environment(scale: Scale, environment: float | None) -> float | None:
    return environment if scale.dimensions[0].code == "environment" else None


@given(st.data(), scales(), ENVIRONMENTS)
def test_the_kernel_agrees_with_the_plain_twin(data, scale, environment):
    answers, environment = data.draw(answers_to(scale)), given_environment(scale, environment)
    result = score(compile_scale(scale), answers, environment)
    *expected, components = plain_twin.index(scale, answers, environment)
    assert [result.index, result.low, result.high] == [
        pytest.approx(value, rel=1e-9) if value is not None else None for value in expected
    ]
    for dimension in result.dimensions:
        value, share, variance = components[dimension.code]
        assert dimension.value == (None if value is None else pytest.approx(value, abs=1e-12))
        assert dimension.answered_share == pytest.approx(share)
        assert dimension.variance == (None if variance is None else pytest.approx(variance, abs=1e-12))
    assert result.not_measured == tuple(code for code, (value, _, _) in components.items() if value is None)
    assert result.partial == (len(result.not_measured) == 1)


@given(st.data(), scales(), ENVIRONMENTS)
def test_the_index_and_its_bounds_lie_between_0_and_100(data, scale, environment):
    result = score(compile_scale(scale), data.draw(answers_to(scale)), given_environment(scale, environment))
    for value in (result.index, result.low, result.high):
        assert value is None or 0 <= value <= 100
    if result.low is not None and result.index <= 99.5:
        assert result.low <= result.index + 1e-9
        assert result.index <= result.high + 1e-9


@given(st.data(), scales(), ENVIRONMENTS)
def test_a_better_answer_never_lowers_the_index(data, scale, environment):
    compiled, environment = compile_scale(scale), given_environment(scale, environment)
    answers = data.draw(answers_to(scale))
    item = data.draw(st.sampled_from(scale.items))
    known = {option.code: option.credit for option in item.options}
    assume(answers[item.code] in known)
    better = data.draw(st.sampled_from([code for code, credit in known.items() if credit >= known[answers[item.code]]]))
    before = score(compiled, answers, environment)
    after = score(compiled, answers | {item.code: better}, environment)
    assert after.not_measured == before.not_measured
    if before.index is not None:
        assert after.index >= before.index - 1e-9


@given(st.data(), scales(), st.floats(0, 1), st.floats(0, 1))
def test_a_better_environment_never_lowers_the_index(data, scale, one, other):
    compiled, answers = compile_scale(scale), data.draw(answers_to(scale))
    before, after = (score(compiled, answers, value) for value in sorted((one, other)))
    if before.index is not None:
        assert after.index >= before.index - 1e-9


@given(st.data(), scales())
def test_the_order_of_items_and_of_answers_changes_no_bit(data, scale):
    answers = data.draw(answers_to(scale))
    shuffled = replace(scale, items=tuple(data.draw(st.permutations(scale.items))))
    reordered = dict(data.draw(st.permutations(list(answers.items()))))
    assert score(compile_scale(shuffled), reordered) == score(compile_scale(scale), answers)


@given(st.data(), scales())
def test_what_does_not_apply_scores_as_a_grid_without_that_item(data, scale):
    answers = data.draw(answers_to(scale))
    item = data.draw(st.sampled_from(scale.items))
    assume(sum(other.dimension == item.dimension for other in scale.items) > 1)
    shorter = replace(scale, items=tuple(other for other in scale.items if other != item))
    without = {code: answer for code, answer in answers.items() if code != item.code}
    one, other = score(compile_scale(scale), answers | {item.code: "na"}), score(compile_scale(shorter), without)
    assert one.not_measured == other.not_measured
    for left, right in zip((one.index, one.low, one.high), (other.index, other.low, other.high), strict=True):
        assert left == (None if right is None else pytest.approx(right, rel=1e-12))


@given(st.data(), scales())
def test_removing_an_answer_never_raises_the_share_answered(data, scale):
    compiled, answers = compile_scale(scale), data.draw(answers_to(scale))
    item = data.draw(st.sampled_from(scale.items))
    assume(answers[item.code] != "na")
    place = [dimension.code for dimension in scale.dimensions].index(item.dimension)
    before = score(compiled, answers).dimensions[place].answered_share
    for nothing in ("", "dk", None):
        assert score(compiled, answers | {item.code: nothing}).dimensions[place].answered_share <= before


def one_component(weights, kinds) -> Scale:
    options = (ScaleOption("half", 0.5),)
    items = [ScaleItem(f"q{n}", "material", w, k, options) for n, (w, k) in enumerate(zip(weights, kinds, strict=True))]
    return Scale("one", (Dimension("material", 1.0),), tuple(items))


@given(st.integers(2, 8), WEIGHTS, st.sampled_from(["fact", "declared", "judged"]), st.data())
def test_removing_an_answer_never_narrows_equal_answers_of_equal_weight_and_kind(count, weight, kind, data):
    compiled = compile_scale(one_component([weight] * count, [kind] * count))
    kept = data.draw(st.integers(2, count))
    full = score(compiled, {f"q{n}": "half" for n in range(count)}).dimensions[0].variance
    fewer = score(compiled, {f"q{n}": "half" for n in range(kept)}).dimensions[0]
    assert fewer.variance is None or fewer.variance >= full - 1e-15


@pytest.mark.parametrize(
    ("weights", "kinds"),
    [([4, 1, 1, 1, 1, 1, 1], ["declared"] * 7), ([1, 1, 1, 1], ["declared", "fact", "fact", "fact"])],
    ids=["unequal weights", "mixed kinds"],
)
def test_removing_the_heaviest_or_least_sure_answer_can_narrow_the_interval(weights, kinds):
    """The specification's property has these exceptions: less was said, but what is left is surer."""
    compiled = compile_scale(one_component(weights, kinds))
    answers = dict.fromkeys(compiled.items, "half")
    everything = score(compiled, answers).dimensions[0]
    without_the_first = score(compiled, answers | {"q0": ""}).dimensions[0]
    assert without_the_first.value == everything.value == 0.5
    assert without_the_first.variance < 0.8 * everything.variance


@given(st.data(), scales(), ENVIRONMENT_PAIRS)
def test_contributions_sum_to_the_difference(data, scale, environments):
    compiled = compile_scale(scale)
    entry, exit_ = (
        Assessment("drawn", data.draw(answers_to(scale, given=MOSTLY)), given_environment(scale, value))
        for value in environments
    )
    progression = compare(compiled, entry, exit_)
    assume(isinstance(progression, Progression))
    assert math.fsum(part.points for part in progression.components) == pytest.approx(progression.delta, abs=1e-9)
    for part in progression.components:
        if not part.is_given:
            items = math.fsum(item.points for item in part.items)
            assert items + part.answered_once == pytest.approx(part.points, abs=1e-9)


@given(st.data(), scales(), ENVIRONMENTS)
def test_what_is_missing_to_100_is_shared_out_in_full(data, scale, environment):
    answers = data.draw(answers_to(scale, given=MOSTLY))
    explanation = explain(compile_scale(scale), answers, given_environment(scale, environment))
    assume(explanation is not None)
    assert math.fsum(part.points for part in explanation.components) == pytest.approx(
        explanation.missing_points, abs=1e-9
    )
    assert all(part.answered_once == 0 for part in explanation.components)
    for part in explanation.components:
        assert all(item.points >= -1e-12 for item in part.items)


def bits(values) -> bytes:
    return np.array([math.nan if value is None else value for value in values]).tobytes()


@given(st.data(), scales(), st.integers(1, 4))
def test_one_person_alone_is_the_same_person_in_a_crowd_to_the_last_bit(data, scale, threads):
    compiled = compile_scale(scale)
    people = data.draw(st.lists(answers_to(scale), min_size=1, max_size=4))
    # Enough rows for the components of few patterns to be read from tables, the others being computed.
    repeats = data.draw(st.sampled_from([1, 20, 300]))
    has_environment = scale.dimensions[0].code == "environment"
    environments = [data.draw(ENVIRONMENTS) if has_environment else None for _ in people]
    matrix = np.array([encode(compiled, answers) for answers in people] * repeats)
    given_values = np.array([math.nan if value is None else value for value in environments] * repeats)
    table = score_matrix(compiled, matrix, given_values, threads=threads)
    for row, (answers, environment) in enumerate(zip(people, environments, strict=True)):
        alone = score(compiled, answers, environment)
        for again in (row, row + len(people) * (repeats - 1)):
            assert bits([alone.index, alone.low, alone.high]) == table.scores[again].tobytes()
            assert bits([dimension.value for dimension in alone.dimensions]) == table.values[again].tobytes()
            assert bool(table.partial[again]) == alone.partial


@given(st.data(), scales())
def test_scoring_twice_gives_the_same_result(data, scale):
    answers = data.draw(answers_to(scale))
    copy = dict(answers)
    assert score(compile_scale(scale), answers) == score(compile_scale(scale), answers)
    assert answers == copy
