"""One bilan inside a web request: from a mapping of answers to a result, once warm."""

from timeit import repeat

import numpy as np

from allant.mobility_index import encode, score, score_encoded
from bench.material import answers, compiled
from bench.peers import PlainScorer
from bench.result import Result, result

CALLS, ROUNDS = 10_000, 9
GOAL_S = 1e-5
"""More than 100 bilans per millisecond of one core."""


def run() -> list[Result]:
    """Time one bilan from its answers, from its bytes, and down to its seven components as objects."""
    scale = compiled()
    row = answers(np.random.default_rng(3), 1)[0]
    words = {item: {code: word for word, code in scale.codes[item].items()} for item in scale.items}
    bilan = {item: words[item][int(code)] for item, code in zip(scale.items, row, strict=True)}
    encoded, plain, plain_row = encode(scale, bilan), PlainScorer(scale), row.tolist()

    def seconds(call) -> float:
        return min(repeat(call, number=CALLS, repeat=ROUNDS)) / CALLS

    goal = "the goal: 100 per millisecond"
    whole = seconds(lambda: score(scale, bilan))
    return [
        result("one bilan, answers to result", whole, goal, GOAL_S, CALLS),
        result(
            "one bilan, answers to result, components read",
            seconds(lambda: score(scale, bilan).dimensions),
            goal,
            GOAL_S,
            CALLS,
        ),
        result("one bilan, bytes to result", seconds(lambda: score_encoded(scale, encoded)), goal, GOAL_S, CALLS),
        result(
            "one bilan, answers to result",
            whole,
            "plain scorer, bytes to numbers",
            seconds(lambda: plain.score(plain_row)),
            CALLS,
        ),
    ]
