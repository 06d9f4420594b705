"""Streets while they are drawn: points, and the stretches between them with their tags."""

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from allant.web.demo.ground.plane import Point

SAME_PLACE_M = 2.0
_CELL_M = 200.0

Tags = dict[str, str]
"""As OpenStreetMap writes them."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A straight piece of street between two nodes; `tags` is never changed once drawn."""

    start: int
    end: int
    tags: Tags

    def other(self, node: int) -> int:
        """Return the other end."""
        return self.end if node == self.start else self.start


class Plan:
    """The nodes and the stretches, and which of them lie where."""

    def __init__(self) -> None:
        self.nodes: list[Point] = []
        self.stretches: list[Stretch] = []
        self._cells: dict[tuple[int, int], list[int]] = defaultdict(list)

    def node(self, point: Point) -> int:
        """Return the node that stands at a point, a new one unless there is one already."""
        for node in self.near(point, SAME_PLACE_M):
            return node
        self.nodes.append(point)
        self._cells[_cell(point)].append(len(self.nodes) - 1)
        return len(self.nodes) - 1

    def line(self, points: Iterable[Point], tags: Tags) -> None:
        """Draw a street through points."""
        nodes = [self.node(point) for point in points]
        for start, end in itertools.pairwise(nodes):
            if start != end:
                self.stretches.append(Stretch(start, end, tags))

    def near(self, point: Point, radius_m: float) -> Iterator[int]:
        """Return the nodes within a radius."""
        (west, south), (east, north) = (_cell((point[0] + side, point[1] + side)) for side in (-radius_m, radius_m))
        for column in range(west, east + 1):
            for row in range(south, north + 1):
                for node in self._cells.get((column, row), ()):
                    if math.dist(self.nodes[node], point) <= radius_m:
                        yield node

    def nearest(self, point: Point, among: set[int]) -> int:
        """Return the nearest of some nodes."""
        return min(among, key=lambda node: (math.dist(self.nodes[node], point), node))

    def at_nodes(self) -> list[list[Stretch]]:
        """Return the stretches that meet at each node."""
        meeting: list[list[Stretch]] = [[] for _ in self.nodes]
        for stretch in self.stretches:
            meeting[stretch.start].append(stretch)
            meeting[stretch.end].append(stretch)
        return meeting

    def length_m(self, stretch: Stretch) -> float:
        """Return the length of a stretch."""
        return math.dist(self.nodes[stretch.start], self.nodes[stretch.end])


def _cell(point: Point) -> tuple[int, int]:
    return math.floor(point[0] / _CELL_M), math.floor(point[1] / _CELL_M)
