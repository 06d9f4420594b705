"""Where cars may go: streets made one-way or closed to them, as long as each place is still reached, and left."""

import math
from collections import defaultdict
from collections.abc import Iterable

from allant.web.demo.ground.plan import Plan, Tags
from allant.web.demo.ground.plane import chance_of
from allant.web.demo.ground.strokes import Stroke
from allant.web.demo.ground.valley import ALLANT, MONTBRELLES

FOR_CARS = {"primary", "secondary", "tertiary", "unclassified", "residential", "living_street"}
SQUARE_M = 210.0
SQUARE = "place du Marché-Neuf"
ONE_WAY_WITHIN_M = {ALLANT: 1200.0, MONTBRELLES: 500.0}
ONE_WAY_SHARE = 0.45

Turns = dict[int, set[int]]


def with_rules(plan: Plan, streets: list[Stroke]) -> list[Stroke]:
    """Return the streets, some of those in town closed to cars or with one way."""
    chance = chance_of("one-way streets")
    ruled = list(streets)
    for number, street in enumerate(streets):
        if street.tags["highway"] not in {"residential", "living_street"}:
            continue
        middle = plan.nodes[street.nodes[len(street.nodes) // 2]]
        tags: Tags = {}
        if math.dist(middle, ALLANT) < SQUARE_M:
            tags = _on_foot(street)
        elif (
            any(math.dist(middle, town) < far for town, far in ONE_WAY_WITHIN_M.items())
            and chance.random() < ONE_WAY_SHARE
        ):
            tags = street.tags | {"oneway": "yes"}
        if tags:
            ruled[number] = Stroke(street.nodes, tags)
            if not is_whole(ruled):
                ruled[number] = street
    return _with_square(plan, ruled)


def _on_foot(street: Stroke) -> Tags:
    kept = {key: value for key, value in street.tags.items() if key not in {"maxspeed", "sidewalk"}}
    return kept | {"highway": "pedestrian", "bicycle": "yes", "wheelchair": "yes"}


def _with_square(plan: Plan, streets: list[Stroke]) -> list[Stroke]:
    """Name the street on foot that is nearest to the middle of the main town after its market."""
    on_foot = [n for n, street in enumerate(streets) if street.tags["highway"] == "pedestrian"]
    square = min(on_foot, key=lambda n: min(math.dist(plan.nodes[node], ALLANT) for node in streets[n].nodes))
    renamed = Stroke(streets[square].nodes, streets[square].tags | {"name": SQUARE})
    return [renamed if n == square else street for n, street in enumerate(streets)]


def is_whole(streets: Iterable[Stroke]) -> bool:
    """Return whether cars go from each node of the streets open to them to each other one."""
    onwards, back = turns(streets)
    start = min(onwards)
    return len(_reached(onwards, start)) == len(_reached(back, start)) == len(onwards.keys() | back.keys())


def turns(streets: Iterable[Stroke]) -> tuple[Turns, Turns]:
    """Return where cars may go next from each node, and where they may come from."""
    onwards: Turns = defaultdict(set)
    back: Turns = defaultdict(set)
    for street in streets:
        if street.tags["highway"] not in FOR_CARS:
            continue
        for start, end in zip(street.nodes, street.nodes[1:], strict=False):
            onwards[start].add(end)
            back[end].add(start)
            if "oneway" not in street.tags:
                onwards[end].add(start)
                back[start].add(end)
    return onwards, back


def _reached(turns: Turns, start: int) -> set[int]:
    reached, waiting = {start}, [start]
    while waiting:
        onwards = turns.get(waiting.pop(), set()) - reached
        reached |= onwards
        waiting += sorted(onwards)
    return reached
