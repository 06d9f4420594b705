"""The streets as a whole, and their file: an OpenStreetMap extract (PBF)."""

from dataclasses import dataclass
from pathlib import Path

import osmium

from allant.web.demo.ground.driving import FOR_CARS, with_rules
from allant.web.demo.ground.kerbs import furnished
from allant.web.demo.ground.lanes import draw_lanes
from allant.web.demo.ground.naming import named
from allant.web.demo.ground.plan import Plan, Tags
from allant.web.demo.ground.plane import Point, to_degrees
from allant.web.demo.ground.roads import draw_roads
from allant.web.demo.ground.settlements import draw_settlements
from allant.web.demo.ground.strokes import Stroke, strokes
from allant.web.demo.ground.valley import AT, RAILWAY, RIVER, RIVER_NAME
from allant.web.demo.places import PLACES

WRITER = "allant demo"
TOWN_FROM, VILLAGE_FROM = 5000, 1000


@dataclass(frozen=True, slots=True)
class Streets:
    """Streets by the nodes that they go through; only the nodes that a street goes through count."""

    nodes: list[Point]
    streets: list[Stroke]

    def used(self, kinds: set[str] | None = None) -> list[int]:
        """Return the nodes on streets of some kinds, or of any."""
        return sorted(
            {node for each in self.streets if not kinds or each.tags["highway"] in kinds for node in each.nodes}
        )


def draw_streets() -> Streets:
    """Return the streets of the valley, the same each time."""
    plan = Plan()
    draw_roads(plan)
    draw_settlements(plan)
    draw_lanes(plan)
    _leave_out_islands(plan)
    return Streets(plan.nodes, with_rules(plan, furnished(named(plan, strokes(plan)))))


def _leave_out_islands(plan: Plan) -> None:
    """Leave out the streets that cars do not reach from the main square, and paths that end nowhere."""
    reached = _together(plan, 0, cars_only=True)
    plan.stretches = [
        each for each in plan.stretches if each.tags["highway"] not in FOR_CARS or {each.start, each.end} <= reached
    ]
    reached = _together(plan, 0, cars_only=False)
    plan.stretches = [each for each in plan.stretches if each.start in reached]


def _together(plan: Plan, start: int, *, cars_only: bool) -> set[int]:
    meeting, reached, waiting = plan.at_nodes(), {start}, [start]
    while waiting:
        here = waiting.pop()
        for each in meeting[here]:
            is_open = each.tags["highway"] in FOR_CARS if cars_only else each.tags.get("foot") != "no"
            if is_open and each.other(here) not in reached:
                reached.add(each.other(here))
                waiting.append(each.other(here))
    return reached


def write_streets(drawn: Streets, path: Path) -> None:
    """Write an extract: nodes, then ways, in the order of their ids."""
    header = osmium.io.Header()
    header.set("generator", WRITER)
    nodes: list[tuple[Point, Tags]] = [(AT[each.name], _place(each.name, each.population)) for each in PLACES]
    first = len(nodes) + 1
    ids = {node: first + number for number, node in enumerate(drawn.used())}
    nodes += [(drawn.nodes[node], {}) for node in ids]
    ways = [([ids[node] for node in each.nodes], each.tags) for each in drawn.streets]
    for line, tags in (
        (RIVER, {"waterway": "river", "name": RIVER_NAME}),
        (RAILWAY, {"railway": "rail", "gauge": "1435"}),
    ):
        ways.append((list(range(len(nodes) + 1, len(nodes) + 1 + len(line))), tags))
        nodes += [(point, {}) for point in line]
    with osmium.SimpleWriter(str(path), header=header, overwrite=True) as writer:
        for number, (point, tags) in enumerate(nodes, start=1):
            writer.add_node(osmium.osm.mutable.Node(id=number, version=1, location=to_degrees(point), tags=tags))
        for number, (through, tags) in enumerate(ways, start=1):
            writer.add_way(osmium.osm.mutable.Way(id=number, version=1, nodes=through, tags=tags))


def _place(name: str, population: int) -> Tags:
    kind = "town" if population >= TOWN_FROM else "village" if population >= VILLAGE_FROM else "hamlet"
    return {"place": kind, "name": name, "population": str(population)}
