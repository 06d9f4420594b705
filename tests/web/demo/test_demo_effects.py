"""Do figures computed from the answers recover the effects that were put in?"""

import math
from statistics import mean, stdev

import pytest

from allant.advice import solutions
from allant.parameters import parameter, rules
from allant.sources.grids import read_grid
from allant.web.assessments import scoring
from allant.web.cases.enums import Moment
from allant.web.demo.effects import after_steps, finds_work
from allant.web.demo.living import draw_state, draw_traits, option_credits
from allant.web.demo.population import chance_of

GRID = "fr-2026.1"
WIDE = 4
ATTENUATION = 0.8
"""Answers at an end of their scale can only err inward: gains are seen a little smaller than they are."""


def first_and_last(story):
    """Return the answers at entry and exit of a story measured at both ends."""
    finished = {each.moment: each.current for each in story.fillings if each.is_finished}
    return (finished[Moment.ENTRY], finished[Moment.EXIT]) if Moment.EXIT in finished else None


def gain_seen(story):
    entry, exit_ = (scoring.result(GRID, answers) for answers in first_and_last(story))
    is_full = entry.index is not None and exit_.index is not None and not entry.partial and not exit_.partial
    return exit_.index - entry.index if is_full else None


@pytest.mark.parametrize("row", rules("demo/effects").rules, ids=lambda row: f"{row['solution']}-{row['raises'][0]}")
def test_each_solution_has_the_effect_written_down(row):
    target = next(each.raises for each in solutions() if each.code == row["solution"])
    item = row["raises"][0]
    raised = []
    for number in range(500):
        chance = chance_of(3, f"{row['solution']} {item} {number}")
        lowest = {code: list(option_credits()[code])[-1] for code in target}
        before = draw_state(chance, draw_traits(chance)) | lowest | {"vehicle": "when_needed", "purpose": "work"}
        before |= {"children": "some", "stop_distance": "under_10_min"} | (
            {"vehicle": "none"} if "vehicle" in target else {}
        )
        before |= lowest
        after = after_steps(chance, before, [row["solution"]])
        raised.append(option_credits()[item][after[item]] >= option_credits()[item][target[item]])
    others = [each for each in rules("demo/effects").rules if each["solution"] == row["solution"] and each != row]
    missed = 1 - row["probability"]
    for other in others:
        missed *= 1 - other["probability"] * (item in other["raises"])
    assert abs(mean(raised) - (1 - missed)) <= WIDE * math.sqrt(missed * (1 - missed) / len(raised))


def test_every_solution_has_a_true_effect_and_every_effect_a_solution():
    raised = {}
    for row in rules("demo/effects").rules:
        raised.setdefault(row["solution"], set()).update(row["raises"])
    assert set(raised) == {each.code for each in solutions()}
    for each in solutions():
        assert raised[each.code] <= set(each.raises)


def test_nobody_is_lowered_by_a_step():
    for number in range(200):
        chance = chance_of(4, f"lowered {number}")
        before = draw_state(chance, draw_traits(chance))
        after = after_steps(chance, before, [each.code for each in solutions()])
        for item in read_grid(GRID).scale.items:
            credit = option_credits()[item.code]
            if before[item.code] in credit:
                assert credit[after[item.code]] >= credit[before[item.code]]


def test_licences_obtained_recover_the_true_chance(drawn):
    """A licence is a fact: the stored answers alone must give its effect back."""
    effect = next(row for row in rules("demo/effects").rules if row["solution"] == "licence_help")
    ends = [
        first_and_last(story)
        for story in drawn
        if "licence_help" in story.truth.done and "licence_recovery" not in story.truth.done and first_and_last(story)
    ]
    obtained = [exit_["licence"] == "valid" for entry, exit_ in ends if entry["licence"] in {"none", "learning"}]
    width = WIDE * math.sqrt(effect["probability"] * (1 - effect["probability"]) / len(obtained))
    assert len(obtained) >= 15
    assert abs(mean(obtained) - effect["probability"]) <= width


def test_without_a_step_no_fact_changes(drawn):
    for story in drawn:
        ends = first_and_last(story)
        if ends and not {"licence_help", "licence_recovery"} & set(story.truth.done):
            assert ends[0]["licence"] == ends[1]["licence"]


def test_mean_gain_seen_recovers_the_true_one_but_for_a_known_attenuation(drawn):
    seen = [(gain_seen(story), story.truth.gain) for story in drawn if first_and_last(story)]
    pairs = [(gain, truth) for gain, truth in seen if gain is not None]
    error = stdev(gain - truth for gain, truth in pairs) / math.sqrt(len(pairs))
    mean_seen, mean_true = (mean(column) for column in zip(*pairs, strict=True))
    assert mean_true > 10 * error
    assert ATTENUATION * mean_true - WIDE * error <= mean_seen <= mean_true + WIDE * error


def test_those_without_any_step_gain_nothing_on_average(drawn):
    gains = [story.truth.gain for story in drawn if not story.truth.done]
    assert abs(mean(gains)) <= WIDE * stdev(gains) / math.sqrt(len(gains))


def test_return_to_work_rises_with_the_gain_as_written_down():
    count = 4000
    none, ten = (mean(finds_work(chance_of(6, f"{gain} {n}"), gain) for n in range(count)) for gain in (0, 10))
    expected = parameter("demo/job_share_without_gain")
    assert abs(none - expected) <= WIDE * math.sqrt(expected * (1 - expected) / count)
    assert abs(ten - none - 10 * parameter("demo/job_share_per_point")) <= WIDE * math.sqrt(0.5 / count)
