"""The truth of the demonstration: what steps really change, what changes anyway, and who finds work."""

from collections.abc import Iterable, Mapping
from functools import cache
from random import Random

from allant.advice import solutions
from allant.parameters import parameter, rules
from allant.questionnaire import fill_skipped
from allant.web.demo.living import State, grid, option_credits


def true_effects(solution: str) -> list[tuple[tuple[str, ...], float]]:
    """Return what a step carried out raises, together, and with which probability."""
    return [
        (tuple(row["raises"]), row["probability"]) for row in rules("demo/effects").rules if row["solution"] == solution
    ]


def after_steps(chance: Random, state: Mapping[str, str], done: Iterable[str]) -> State:
    """Return how somebody lives after these solutions were carried out, each with its true effect."""
    targets = {each.code: each.raises for each in solutions()}
    after = dict(state)
    for solution in done:
        for items, probability in true_effects(solution):
            if chance.random() < probability:
                after |= {item: _best(item, after[item], targets[solution][item]) for item in items}
    return fill_skipped(grid().questionnaire, after)


def after_time(chance: Random, state: Mapping[str, str]) -> State:
    """Return how somebody lives some months later without any help: what changes goes up as often as down.

    Facts, the body and what locks or is locked do not drift.
    """
    each_way = parameter("demo/background_change")
    after = dict(state)
    for code in _drifting():
        ladder = list(option_credits()[code])
        drawn = chance.random()
        place = ladder.index(state[code]) if state[code] in ladder and drawn < 2 * each_way else None
        if place is not None:
            after[code] = ladder[min(max(place + (1 if drawn < each_way else -1), 0), len(ladder) - 1)]
    return after


def finds_work(chance: Random, gain: float) -> bool:
    """Draw whether somebody returns to work, more often when they really gained more."""
    share = parameter("demo/job_share_without_gain") + gain * parameter("demo/job_share_per_point")
    return chance.random() < share


@cache
def _drifting() -> tuple[str, ...]:
    gates = {
        condition.question
        for question in grid().questionnaire.questions
        if question.skip is not None
        for condition in question.skip.when
    }
    locked = {question.code for question in grid().questionnaire.questions if question.skip is not None}
    return tuple(
        item.code
        for item in grid().scale.items
        if item.kind != "fact" and item.dimension != "physical" and item.code not in gates | locked
    )


def _best(item: str, now: str, target: str) -> str:
    known = option_credits()[item]
    return target if known.get(now, 1) < known[target] else now
