import doctest
from datetime import date

import pytest

from allant import parameters
from allant.errors import ParameterError
from allant.intervals import Estimate

COMPLETE = """
label_fr: Vitesse de la marche
unit: km/h
values: {2020-01-01: 4, 2024-01-01: 4.5}
source: A study
checked_on: 2026-01-01
evidence: read
"""


def read(text: str) -> dict:
    return parameters.checked("walking_speed", text, {"unit": str, "values": dict})


@pytest.mark.parametrize("path", parameters.paths())
def test_every_shipped_file_holds_its_origin(path):
    content = parameters.checked(
        path, parameters.files("allant.parameters").joinpath(f"{path}.yaml").read_text("utf-8"), {}
    )
    if "rules" in content:
        assert parameters.rules(path).rules
    else:
        assert parameters.read_parameter(path).values


@pytest.mark.parametrize("missing", ["label_fr", "unit", "values", "source", "checked_on", "evidence"])
def test_a_file_without_one_of_its_parts_is_refused(missing):
    text = "\n".join(line for line in COMPLETE.splitlines() if not line.startswith(missing))
    with pytest.raises(ParameterError, match=missing) as refusal:
        read(text)
    assert refusal.value.value == "walking_speed"


def test_a_complete_file_is_accepted():
    assert read(COMPLETE)["unit"] == "km/h"


@pytest.mark.parametrize("broken", ["evidence: hearsay", "checked_on: soon", "label_fr: ''"])
def test_a_part_of_the_wrong_kind_is_refused(broken):
    name = broken.split(":")[0]
    text = "\n".join(broken if line.startswith(name) else line for line in COMPLETE.splitlines())
    with pytest.raises(ParameterError, match=name):
        read(text)


@pytest.mark.parametrize("text", ["- a list", "a: [unclosed", ""])
def test_what_is_not_a_mapping_is_refused(text):
    with pytest.raises(ParameterError):
        read(text)


def walking_speed() -> parameters.Parameter:
    return parameters.Parameter(
        path="walking_speed",
        label_fr="Vitesse de la marche",
        unit="km/h",
        values=((date(2020, 1, 1), 4.0), (date(2024, 1, 1), 4.5)),
        source="A study",
        checked_on=date(2026, 1, 1),
        evidence="read",
    )


@pytest.mark.parametrize(
    ("as_of", "value"), [(date(2023, 12, 31), 4.0), (date(2024, 1, 1), 4.5), (date(2030, 1, 1), 4.5), (None, 4.5)]
)
def test_the_value_in_force_on_a_day_is_the_last_one_started(as_of, value):
    assert walking_speed().value(as_of) == value


def test_a_day_before_the_first_value_is_refused():
    with pytest.raises(ParameterError, match="2020-01-01"):
        walking_speed().value(date(2019, 12, 31))


@pytest.mark.parametrize("path", ["mobility_index/unheard_of", "../errors", "/etc/hostname"])
def test_an_unknown_path_is_refused(path):
    with pytest.raises(ParameterError, match="no such file"):
        parameters.parameter(path)


def test_a_rule_table_is_not_a_value():
    with pytest.raises(ParameterError, match="rules"):
        parameters.rules("mobility_index/confidence_level")


def test_answer_errors_without_a_study_say_that_they_are_assumptions():
    for kind in ("declared", "judged"):
        assert parameters.read_parameter(f"mobility_index/answer_error_{kind}").assumption


RANGED = COMPLETE + "ranges: {2024-01-01: [4, 5.5]}\n"


def ranged(text: str) -> parameters.Parameter:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parameters, "_content", lambda path, required: parameters.checked(path, text, required))
        return parameters.read_parameter.__wrapped__("walking_speed")


def test_a_range_surrounds_the_value_of_its_day_only():
    found = ranged(RANGED)
    assert found.estimate(date(2025, 1, 1)) == Estimate(4, 4.5, 5.5)
    assert found.estimate(date(2021, 1, 1)) == Estimate(4, 4, 4)


@pytest.mark.parametrize(
    "ranges",
    [
        "{2024-01-01: [4.6, 5.5]}",
        "{2024-01-01: [5.5, 4]}",
        "{2024-01-01: [4]}",
        "{2024-01-01: [4, 4.5, 5]}",
        "{2024-01-01: []}",
        "{2024-01-01: [slow, fast]}",
        "{2024-01-01: 5}",
        "{2023-01-01: [4, 5]}",
        "[4, 5]",
    ],
)
def test_a_range_that_does_not_hold_the_value_of_a_day_is_refused(ranges):
    with pytest.raises(ParameterError, match="`ranges` maps"):
        ranged(f"{COMPLETE}ranges: {ranges}\n")


def test_the_examples_of_the_module_hold():
    result = doctest.testmod(parameters)
    assert result.attempted > 2
    assert result.failed == 0
