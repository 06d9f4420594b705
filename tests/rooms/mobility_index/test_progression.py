from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rooms.mobility_index.scales import COMPONENTS, answers_to, example_scale

from allant.errors import AnswerError, InputError
from allant.mobility_index import Assessment, NotComparable, Progression, compare, compile_scale, score
from allant.mobility_index.decomposition import log_mean

SCALE = compile_scale(example_scale())
MIDDLING = {item: "mostly" if int(item[-1]) else "yes" for item in SCALE.items}


def bilan(answers=None, environment=None, source="computed") -> Assessment:
    return Assessment(
        "example-1", MIDDLING | (answers or {}), environment, source if environment is not None else "declared"
    )


def component(progression, code):
    return next(part for part in progression.components if part.code == code)


def test_nothing_changed_gains_nothing():
    progression = compare(SCALE, bilan(), bilan())
    assert progression.delta == 0
    assert not progression.beyond_noise
    assert all(part.points == 0 for part in progression.components)


def test_a_licence_obtained_is_a_fact_and_never_noise():
    progression = compare(SCALE, bilan({"material_0": "no"}), bilan())
    assert progression.from_facts == pytest.approx(progression.delta)
    assert progression.from_facts == pytest.approx(component(progression, "material").points)
    assert component(progression, "material").items[0].points == pytest.approx(progression.delta)


def test_facts_alone_have_no_noise():
    facts = replace(SCALE.scale, items=tuple(replace(item, kind="fact") for item in SCALE.scale.items))
    progression = compare(compile_scale(facts), bilan({"material_0": "no"}), bilan())
    assert (progression.standard_error, progression.noise) == (0, 0)
    assert progression.beyond_noise


def test_a_general_shift_of_courtesy_answers_owes_nothing_to_facts():
    polite = dict.fromkeys(SCALE.items, "yes")
    progression = compare(SCALE, bilan(), bilan(polite))
    assert progression.delta > 0
    assert progression.from_facts == 0


def test_the_standard_error_is_the_error_of_answers_seen_through_both_ends():
    """Finite differences on the index, one declared answer at a time, on a scale of credits free to move."""
    entry, exit_ = {"material_1": "no", "cognitive_2": "little"}, {"material_1": "yes"}
    variance = 0.0
    for answers in (MIDDLING | entry, MIDDLING | exit_):
        for item in SCALE.scale.items:
            if item.kind == "declared":
                options = {option.code: option.credit for option in item.options}
                step = 1e-6 if options[answers[item.code]] < 1 else -1e-6
                moved = replace(
                    SCALE.scale,
                    items=tuple(
                        replace(
                            other,
                            options=tuple(
                                replace(option, credit=option.credit + step)
                                if option.code == answers[item.code]
                                else option
                                for option in other.options
                            ),
                        )
                        if other.code == item.code
                        else other
                        for other in SCALE.scale.items
                    ),
                )
                slope = (score(compile_scale(moved), answers).index - score(SCALE, answers).index) / step
                variance += slope**2 * 0.15**2
    progression = compare(SCALE, bilan(entry), bilan(exit_))
    assert progression.standard_error == pytest.approx(variance**0.5, rel=1e-4)
    assert progression.noise == pytest.approx(1.6448536 * progression.standard_error)


def test_items_answered_once_make_one_line_apart():
    progression = compare(SCALE, bilan({"material_1": ""}), bilan({"material_1": "no"}))
    material = component(progression, "material")
    assert [item.code for item in material.items] == ["material_0", "material_2"]
    assert progression.answered_once == pytest.approx(progression.delta)
    assert progression.delta < 0


def test_another_version_of_the_grid_is_not_comparable():
    later = replace(bilan(), grid="example-2")
    refusal = compare(SCALE, bilan(), later)
    assert isinstance(refusal, NotComparable)
    assert [(d.what, d.entry, d.exit) for d in refusal.differences] == [("grid", "example-1", "example-2")]


def test_comparing_bilans_of_another_grid_with_this_one_is_refused():
    with pytest.raises(InputError, match="example-2"):
        compare(SCALE, replace(bilan(), grid="example-2"), replace(bilan(), grid="example-2"))


@pytest.mark.parametrize("later", [bilan(environment=0.5), bilan(environment=0.5, source="estimated")])
def test_another_source_of_the_environment_is_not_comparable(later):
    for entry in (
        bilan(),
        bilan(environment=0.5, source="estimated" if later.environment_source == "computed" else "computed"),
    ):
        refusal = compare(SCALE, entry, later)
        assert isinstance(refusal, NotComparable)
        assert refusal.differences[0].what == "environment_source"


def silent_on(*codes) -> dict[str, str]:
    return {item: "dk" for item in SCALE.items if item.rsplit("_", 1)[0] in codes}


def test_a_partial_index_is_not_compared_with_a_full_one():
    refusal = compare(SCALE, bilan(silent_on("financial")), bilan())
    assert isinstance(refusal, NotComparable)
    assert [(d.what, d.entry, d.exit) for d in refusal.differences] == [("components", "financial", "")]


def test_two_partial_indices_over_the_same_components_are_comparable():
    quiet = silent_on("financial")
    progression = compare(SCALE, bilan(quiet | {"material_0": "no"}), bilan(quiet))
    assert isinstance(progression, Progression)
    assert {part.code for part in progression.components} == set(COMPONENTS) - {"financial"}
    assert sum(part.points for part in progression.components) == pytest.approx(progression.delta, abs=1e-9)


def test_without_index_there_is_nothing_to_compare():
    quiet = silent_on("financial", "physical")
    refusal = compare(SCALE, bilan(quiet), bilan(quiet))
    assert isinstance(refusal, NotComparable)
    assert refusal.differences[0].what == "no_index"


@given(st.data(), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_the_person_the_network_and_the_place_make_the_whole(data, at_entry, recomputed, at_exit):
    entry, exit_ = (
        Assessment("example-1", data.draw(answers_to(SCALE.scale, reserved=())), value, "computed")
        for value in (at_entry, at_exit)
    )
    progression = compare(SCALE, entry, exit_, entry_environment_on_exit_network=recomputed)
    parts = progression.parts
    assert parts.person + parts.network + parts.place == pytest.approx(progression.delta, abs=1e-9)
    assert parts.network + parts.place == pytest.approx(progression.from_environment, abs=1e-9)


def test_a_new_line_is_the_network_and_a_move_is_the_place():
    new_line = compare(SCALE, bilan(environment=0.3), bilan(environment=0.6), entry_environment_on_exit_network=0.6)
    assert (new_line.parts.person, new_line.parts.place) == (0, 0)
    assert new_line.parts.network == pytest.approx(new_line.delta)
    move = compare(SCALE, bilan(environment=0.3), bilan(environment=0.6), entry_environment_on_exit_network=0.3)
    assert (move.parts.person, move.parts.network) == (0, 0)
    assert move.parts.place == pytest.approx(move.delta)


def test_without_the_recomputed_environment_there_are_no_three_parts():
    assert compare(SCALE, bilan(environment=0.3), bilan(environment=0.6)).parts is None


@pytest.mark.parametrize("recomputed", [-0.1, 1.1, float("nan")])
def test_a_recomputed_environment_outside_0_1_is_refused(recomputed):
    with pytest.raises(AnswerError):
        compare(SCALE, bilan(environment=0.3), bilan(environment=0.6), entry_environment_on_exit_network=recomputed)


def test_the_logarithmic_mean_is_exact_where_both_numbers_are_close():
    assert log_mean(2.0, 2.0) == 2
    assert log_mean(1.0, 1.0 + 1e-12) == pytest.approx(1 + 5e-13, rel=1e-15)
    assert log_mean(1.0, 2.718281828459045) == pytest.approx(1.718281828459045)
