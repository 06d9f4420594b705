"""Which solutions are offered, which come first, and which tables are refused."""

import pytest
from tests.rooms.advice.situations import situation

from allant.advice import (
    candidates,
    first_steps,
    orientation_of,
    profile_of,
    read_orientations,
    read_profiles,
    read_solutions,
    solutions,
)
from allant.errors import ParameterError
from allant.texts import EASY_FRENCH


def solution(code: str, raises: dict[str, str], when: dict | None = None, **others: object) -> dict:
    words = {key: {"fr": f"{key} {code}"} for key in ("label", "how", "effort", "delay")}
    return {"code": code, "kind": "aid", "basis": "assumption", "raises": raises, "when": when or {}, **words, **others}


TABLE = read_solutions(
    [
        solution("course", {"licence": "learning"}),
        solution("exam", {"licence": "valid", "boat": "own"}),
        solution("rental", {"vehicle": "when_needed", "vehicle_state": "good"}),
        solution("purchase", {"vehicle": "when_needed", "vehicle_state": "good"}),
        solution("repair", {"vehicle_state": "good"}, {"all": [{"item": "vehicle", "is": ["when_needed"]}]}),
        solution("lesson", {"digital": "easy"}),
    ]
)


def offered(**answers: str | None) -> dict[str, dict[str, str]]:
    return {entry.solution.code: dict(entry.raises) for entry in candidates(situation(answers=answers), TABLE)}


def test_a_solution_is_offered_for_the_answers_it_would_raise() -> None:
    assert offered(licence="learning", vehicle="sometimes", vehicle_state="good") == {
        "exam": {"licence": "valid"},
        "rental": {"vehicle": "when_needed"},
        "purchase": {"vehicle": "when_needed"},
    }


def test_a_solution_that_is_not_for_this_person_is_not_offered() -> None:
    assert "repair" not in offered(vehicle="none", vehicle_state="not_running")
    assert "repair" in offered(vehicle="when_needed", vehicle_state="to_repair")


@pytest.mark.parametrize("answer", ["na", "dk", None])
def test_what_is_irrelevant_or_unknown_is_not_raised(answer: str | None) -> None:
    assert offered(licence=answer) == {}


def test_nothing_is_offered_to_whom_lacks_nothing() -> None:
    assert offered(licence="valid", vehicle="when_needed", vehicle_state="good", digital="easy") == {}


def steps(gains: dict[str, float], limit: int = 3, **answers: str) -> list[str]:
    person = situation(values={"cognitive": 0.1, "material": 0.3}, answers=answers)
    return [step.solution.code for step in first_steps(person, candidates(person, TABLE), gains, limit)]


def test_the_largest_gain_comes_first() -> None:
    gains = {"exam": 3.0, "rental": 5.0, "lesson": 1.0}
    assert steps(gains, licence="none", vehicle="none", digital="unable") == ["rental", "exam", "lesson"]


def test_without_gains_the_lowest_component_is_helped_first_then_the_order_of_the_table_holds() -> None:
    assert steps({}, licence="none", vehicle="none", digital="unable") == ["lesson", "course", "exam"]


def test_a_step_that_adds_nothing_to_those_before_is_left_out() -> None:
    gains = {"exam": 5.0, "course": 2.0, "purchase": 4.0, "rental": 3.0}
    assert steps(gains, licence="none", vehicle="none") == ["exam", "purchase"]


def test_no_more_steps_than_asked_for() -> None:
    assert steps({"exam": 1.0}, limit=1, licence="none", digital="unable") == ["exam"]
    assert steps({"exam": 1.0}, limit=0, licence="none") == []


def test_a_step_tells_its_gain_or_that_it_is_unknown() -> None:
    person = situation(answers={"licence": "learning", "digital": "hard"})
    found = first_steps(person, candidates(person, TABLE), {"exam": 2.5}, 3)
    assert [(step.solution.code, step.gain) for step in found] == [("exam", 2.5), ("lesson", None)]


def test_every_solution_has_its_words_in_each_language_and_a_basis() -> None:
    for entry in solutions():
        assert entry.basis
        for text in (entry.label, entry.how, entry.effort, entry.delay):
            assert set(text.text.wordings) - {EASY_FRENCH} == {"fr", "en", "ar"}


def test_every_kind_of_step_of_the_pathway_is_represented() -> None:
    assert len({entry.kind for entry in solutions()}) == 11


def test_an_option_that_the_grid_does_not_have_is_refused() -> None:
    table = read_solutions([solution("magic", {"licence": "flying"})])
    with pytest.raises(ParameterError) as caught:
        candidates(situation(answers={"licence": "none"}), table)
    assert caught.value.value == "flying"


@pytest.mark.parametrize(
    ("rules", "value"),
    [
        ([solution("a", {"licence": "valid"}), solution("a", {"licence": "valid"})], "a"),
        ([solution("a", {"licence": "valid"}, kind="prayer")], "prayer"),
        ([solution("a", {})], {}),
        ([solution("a", {"licence": 1})], {"licence": 1}),
        ([solution("a", {"licence": "valid"}, basis="")], ""),
        ([solution("a", {"licence": "valid"}, how={"en": "By magic"})], {"en": "By magic"}),
        ([solution("a", {"licence": "valid"}, delay={"fr": ""})], {"fr": ""}),
    ],
)
def test_an_incomplete_solution_is_refused(rules: list[dict], value: object) -> None:
    with pytest.raises(ParameterError) as caught:
        read_solutions(rules)
    assert caught.value.value == value


EVERYBODY = {"code": "on_own", "label": {"fr": "a"}, "explanation": {"fr": "b"}, "reason": {"fr": "c"}, "when": {}}
NOBODY = {**EVERYBODY, "code": "reinforced", "when": {"all": [{"index_at_least": 100}]}}
POOR = {**EVERYBODY, "code": "light", "when": {"all": [{"index_below": 60}]}}


def test_the_first_rule_that_holds_decides() -> None:
    person = situation(index=50.0)
    assert profile_of(person, read_profiles([NOBODY, POOR, EVERYBODY])).code == "light"
    assert orientation_of(person, read_orientations([NOBODY, POOR, EVERYBODY])).code == "light"
    assert orientation_of(situation(index=70.0), read_orientations([NOBODY, POOR, EVERYBODY])).code == "on_own"


@pytest.mark.parametrize("table", [[], [EVERYBODY, POOR]])
def test_rules_that_leave_somebody_out_are_refused(table: list[dict]) -> None:
    for read in (read_profiles, read_orientations):
        with pytest.raises(ParameterError, match="everybody"):
            read(table)


def test_an_unknown_orientation_is_refused() -> None:
    with pytest.raises(ParameterError) as caught:
        read_orientations([{**EVERYBODY, "code": "elsewhere"}])
    assert caught.value.value == "elsewhere"
