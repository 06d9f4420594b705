from pathlib import Path

import pytest
import yaml

from allant.mobility_index import Dimension, Scale, ScaleItem, ScaleOption, compile_scale, score

CASES = yaml.safe_load(Path(__file__).with_name("worked_examples.yaml").read_text(encoding="utf-8"))
KINDS = {
    "licence": "fact",
    "car": "fact",
    "phone": "declared",
    "map": "declared",
    "plan": "declared",
    "french": "judged",
}
OPTIONS = (ScaleOption("no", 0.0), ScaleOption("half", 0.5), ScaleOption("yes", 1.0))
SCALE = compile_scale(
    Scale(
        "worked-examples",
        (Dimension("material", 0.5), Dimension("cognitive", 0.5)),
        tuple(
            ScaleItem(code, "material" if place < 3 else "cognitive", 1.0, kind, OPTIONS)
            for place, (code, kind) in enumerate(KINDS.items())
        ),
    )
)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_worked_example(case):
    result = score(SCALE, case["answers"])
    assert result.index == (None if case["index"] is None else pytest.approx(case["index"], abs=1e-6))
    assert result.partial == case.get("partial", False)
    for dimension in result.dimensions:
        expected = case["values"][dimension.code]
        assert dimension.value == (None if expected is None else pytest.approx(expected, abs=1e-6))


def test_the_interval_of_equal_answers_comes_from_their_error_alone():
    """All answers at one half: no sampling error. material: one declared answer of three, cognitive: three.

    Relative variances (0.15/3)^2 / 0.25 and 3 (0.15/3)^2 / 0.25, so SE(I) = 50 x sqrt(0.25 x 0.01 + 0.25 x 0.03) = 5;
    on the logit scale 0.05 / 0.25 = 0.2, and 1.644854 x 0.2 = 0.328971 on either side of 0.
    """
    result = score(SCALE, dict.fromkeys(KINDS, "half"))
    assert result.index == pytest.approx(50)
    assert result.low == pytest.approx(41.8491, abs=1e-4)
    assert result.high == pytest.approx(58.1509, abs=1e-4)


def test_a_single_answer_leaves_the_interval_unknown():
    result = score(SCALE, {"licence": "yes", "car": "na", "phone": "na", "map": "yes", "plan": "yes", "french": "yes"})
    assert result.index == pytest.approx(100)
    assert (result.low, result.high) == (None, None)
    assert result.dimensions[0].variance is None


def test_three_answers_out_of_five_are_enough_whatever_the_decimals_of_the_weights():
    for weight in (0.1, 0.15, 0.3, 0.7, 1 / 3, 1.0):
        items = tuple(ScaleItem(f"q{n}", "material", weight, "fact", OPTIONS) for n in range(5))
        compiled = compile_scale(Scale("five", (Dimension("material", 1.0),), items))
        assert score(compiled, {"q0": "yes", "q1": "yes", "q2": "yes"}).index == pytest.approx(100)
        assert score(compiled, {"q0": "yes", "q1": "yes"}).index is None
