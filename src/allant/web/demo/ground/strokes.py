"""What somebody calls one street: stretches that follow each other straight on, with the same tags."""

from collections.abc import Iterator
from dataclasses import dataclass

from allant.web.demo.ground.plan import Plan, Stretch, Tags
from allant.web.demo.ground.plane import turn

STRAIGHT_ON_DEGREES = 42.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A street from end to end, as nodes in order."""

    nodes: tuple[int, ...]
    tags: Tags


def strokes(plan: Plan) -> list[Stroke]:
    """Return all streets of a plan, in the order in which they were begun."""
    follows = _followers(plan)
    found, used = [], set()
    for number, stretch in enumerate(plan.stretches):
        if number in used:
            continue
        used.add(number)
        after = list(_walk(plan, follows, used, number, stretch.end))
        before = list(_walk(plan, follows, used, number, stretch.start))
        found.append(Stroke((*reversed(before), stretch.start, stretch.end, *after), stretch.tags))
    return found


def _walk(plan: Plan, follows: dict[tuple[int, int], int], used: set[int], number: int, node: int) -> Iterator[int]:
    """Yield the nodes onwards from one, marking the stretches used."""
    while (number := follows.get((number, node), -1)) not in used | {-1}:
        used.add(number)
        node = plan.stretches[number].other(node)
        yield node


def _followers(plan: Plan) -> dict[tuple[int, int], int]:
    """Return by stretch and node which stretch goes on from there: the straightest pairs first."""
    meeting: list[list[int]] = [[] for _ in plan.nodes]
    for number, each in enumerate(plan.stretches):
        meeting[each.start].append(number)
        meeting[each.end].append(number)
    follows: dict[tuple[int, int], int] = {}
    for node, numbers in enumerate(meeting):
        pairs = [
            (_turn(plan, plan.stretches[one], plan.stretches[other], node), one, other)
            for one in numbers
            for other in numbers
            if one < other and plan.stretches[one].tags == plan.stretches[other].tags
        ]
        for degrees, one, other in sorted(pairs):
            if degrees < STRAIGHT_ON_DEGREES and (one, node) not in follows and (other, node) not in follows:
                follows[one, node], follows[other, node] = other, one
    return follows


def _turn(plan: Plan, one: Stretch, other: Stretch, node: int) -> float:
    return turn(plan.nodes[one.other(node)], plan.nodes[node], plan.nodes[other.other(node)])
