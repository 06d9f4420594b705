"""The way that a bus takes on the streets, or a train on its rails, and how long it takes."""

import heapq
import math
from collections.abc import Sequence
from itertools import pairwise

from allant.web.demo.ground.driving import FOR_CARS
from allant.web.demo.ground.plane import Point
from allant.web.demo.ground.streets import Streets

BUS_SHARE_OF_LIMIT = 0.74
"""How fast a bus goes between its stops, in the speed that is allowed."""

UNSAID_KM_PER_H = 50.0
TRAIN_KM_PER_H = 68.0
M_PER_S_IN_KM_PER_H = 3.6

Leg = tuple[list[Point], float]
"""The points of a way, and seconds."""


class BusPaths:
    """Finds the quickest way on the streets, one-way streets heeded."""

    def __init__(self, drawn: Streets) -> None:
        self._nodes = drawn.nodes
        self._onwards: dict[int, list[tuple[int, float]]] = {}
        for street in drawn.streets:
            if street.tags["highway"] not in FOR_CARS:
                continue
            km_per_h = float(street.tags.get("maxspeed", UNSAID_KM_PER_H)) * BUS_SHARE_OF_LIMIT
            for start, end in pairwise(street.nodes):
                seconds = math.dist(self._nodes[start], self._nodes[end]) * M_PER_S_IN_KM_PER_H / km_per_h
                self._onwards.setdefault(start, []).append((end, seconds))
                if "oneway" not in street.tags:
                    self._onwards.setdefault(end, []).append((start, seconds))

    def snapped(self, point: Point) -> Point:
        """Return the nearest place where a bus passes."""
        return self._nodes[self._nearest(point)]

    def leg(self, start: Point, end: Point) -> Leg:
        """Return the quickest way."""
        first, last = self._nearest(start), self._nearest(end)
        came, best, waiting = {}, {first: 0.0}, [(0.0, first)]
        while waiting:
            seconds, node = heapq.heappop(waiting)
            if node == last:
                break
            for onwards, more in self._onwards.get(node, ()):
                if seconds + more < best.get(onwards, math.inf):
                    best[onwards], came[onwards] = seconds + more, node
                    heapq.heappush(waiting, (seconds + more, onwards))
        way = [last]
        while way[-1] != first:
            way.append(came[way[-1]])
        return [self._nodes[node] for node in reversed(way)], best[last]

    def _nearest(self, point: Point) -> int:
        return min(self._onwards, key=lambda node: (math.dist(self._nodes[node], point), node))


class RailPaths:
    """Follows the rails."""

    def __init__(self, rails: Sequence[Point]) -> None:
        self._rails = list(rails)

    def snapped(self, point: Point) -> Point:
        """Return the nearest place on the rails."""
        return self._rails[self._nearest(point)]

    def leg(self, start: Point, end: Point) -> Leg:
        """Return the way along the rails."""
        first, last = self._nearest(start), self._nearest(end)
        way = self._rails[min(first, last) : max(first, last) + 1]
        metres = sum(math.dist(*pair) for pair in pairwise(way))
        return way if first <= last else way[::-1], metres * M_PER_S_IN_KM_PER_H / TRAIN_KM_PER_H

    def _nearest(self, point: Point) -> int:
        return min(range(len(self._rails)), key=lambda each: math.dist(self._rails[each], point))
