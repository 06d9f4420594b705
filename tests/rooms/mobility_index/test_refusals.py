from dataclasses import replace

import numpy as np
import pytest
from tests.rooms.mobility_index.scales import example_scale

from allant.errors import AnswerError, GridError
from allant.mobility_index import Dimension, ScaleOption, compile_scale, encode, score, score_matrix

SCALE = example_scale()
COMPILED = compile_scale(SCALE)


@pytest.mark.parametrize("others", [{}, dict.fromkeys(COMPILED.items[1:], "yes")], ids=["alone", "as many as items"])
def test_an_unknown_item_names_itself_and_the_items_of_the_grid(others):
    with pytest.raises(AnswerError) as refusal:
        encode(COMPILED, {"hovercraft": "yes", **others})
    assert refusal.value.value == "hovercraft"
    assert "material_0" in refusal.value.remedy


@pytest.mark.parametrize("option", ["perhaps", 1, 0.5, ["yes"], True])
def test_an_unknown_option_names_the_item_and_its_options(option):
    with pytest.raises(AnswerError) as refusal:
        encode(COMPILED, {"material_1": option})
    assert refusal.value.value == option
    assert "material_1" in refusal.value.rule
    assert "no, little, mostly, yes, dk, na" in refusal.value.remedy


def test_missing_answers_are_empty_none_or_absent():
    rows = [encode(COMPILED, answers) for answers in ({}, {"material_1": None}, {"material_1": ""})]
    assert all((row == rows[0]).all() for row in rows)


@pytest.mark.parametrize("environment", [-0.001, 1.001, float("nan"), float("inf")])
def test_an_environment_outside_0_1_is_refused(environment):
    with pytest.raises(AnswerError):
        score(COMPILED, {}, environment)


def test_an_environment_is_refused_where_the_grid_has_none():
    codes = ("material", "physical")
    scale = replace(
        SCALE,
        dimensions=tuple(Dimension(code, 0.5) for code in codes),
        items=tuple(item for item in SCALE.items if item.dimension in codes),
    )
    with pytest.raises(AnswerError, match="environment"):
        score(compile_scale(scale), {}, 0.5)
    with pytest.raises(AnswerError, match="environment"):
        score_matrix(compile_scale(scale), np.zeros((1, 6), np.uint8), np.array([0.5]))


@pytest.mark.parametrize("rows", [1, 2000], ids=["computed", "from tables"])
def test_an_unknown_code_of_a_matrix_names_its_row_and_item(rows):
    matrix = np.zeros((rows, len(COMPILED.items)), np.uint8)
    matrix[-1, COMPILED.columns["physical_2"]] = 7
    with pytest.raises(AnswerError) as refusal:
        score_matrix(COMPILED, matrix, threads=2)
    assert refusal.value.value == 7
    assert "physical_2" in refusal.value.rule
    assert f"ligne {rows - 1} " in refusal.value.rule


@pytest.mark.parametrize("outside", [1.5, -0.5])
def test_an_environment_outside_0_1_is_refused_in_a_matrix(outside):
    with pytest.raises(AnswerError):
        score_matrix(COMPILED, np.zeros((2, len(COMPILED.items)), np.uint8), np.array([0.5, outside]))


def with_item(**changes):
    return replace(SCALE, items=(replace(SCALE.items[0], **changes), *SCALE.items[1:]))


@pytest.mark.parametrize(
    "broken",
    [
        replace(SCALE, dimensions=(Dimension("environment", 0.5), *SCALE.dimensions[1:])),
        replace(SCALE, dimensions=(*SCALE.dimensions[:-1], SCALE.dimensions[0])),
        replace(SCALE, items=tuple(item for item in SCALE.items if item.dimension != "material")),
        replace(SCALE, items=(*SCALE.items, SCALE.items[0])),
        with_item(dimension="luck"),
        with_item(weight=0.0),
        with_item(weight=float("inf")),
        with_item(options=()),
        with_item(options=(ScaleOption("", 1.0),)),
        with_item(options=(ScaleOption("na", 1.0),)),
        with_item(options=(ScaleOption("yes", 1.0), ScaleOption("yes", 0.0))),
        with_item(options=(ScaleOption("yes", 1.1),)),
        with_item(options=(ScaleOption("yes", float("nan")),)),
        with_item(options=tuple(ScaleOption(f"o{n}", 1.0) for n in range(254))),
    ],
    ids=[
        "weights that do not sum to 1",
        "a dimension twice",
        "a dimension without item",
        "an item twice",
        "an item of an unknown dimension",
        "a weight of zero",
        "an infinite weight",
        "no option",
        "an option without code",
        "a reserved option",
        "an option twice",
        "a credit above 1",
        "a credit that is no number",
        "more options than a byte holds",
    ],
)
def test_a_scale_that_contradicts_itself_is_refused(broken):
    with pytest.raises(GridError):
        compile_scale(broken)


def test_as_many_options_as_a_byte_holds_are_accepted():
    options = tuple(ScaleOption(f"o{n}", n / 252) for n in range(253))
    compiled = compile_scale(with_item(options=options))
    assert encode(compiled, {SCALE.items[0].code: "o252"})[0] == 255
    assert score(compiled, dict.fromkeys(compiled.items, "yes") | {SCALE.items[0].code: "o252"}).index == pytest.approx(
        100
    )
