"""The streets of a town or a village, between its corners.

Two neighbouring corners are joined when no third one lies nearby (a beta-skeleton), which gives blocks, and no crossing
without a corner; some streets are then left out, and some of those are only for people on foot.
"""

import math
from random import Random

from allant.web.demo.ground.corners import draw_corners
from allant.web.demo.ground.plan import Plan, Stretch, Tags
from allant.web.demo.ground.plane import Point, between, chance_of, crosses, crosses_line
from allant.web.demo.ground.valley import ALLANT, BUSINESS_ZONE, RAILWAY, RIVER, SETTLEMENTS, Settlement

BETA = 1.22
LONGEST = 1.75
"""Longest street between two corners, in the usual length."""

OLD_LEFT_OUT_SHARE, LEFT_OUT_SHARE = 0.12, 0.34
FOOTPATH_SHARE, STEPS_SHARE = 0.3, 0.06
"""Of the streets left out."""

BENT_FROM_M, BEND = 62.0, 0.03
LINK_M = 150.0


def draw_settlements(plan: Plan) -> None:
    """Draw the streets of all settlements; the roads are there already."""
    apart = [each for each in plan.stretches if each.tags["highway"] == "cycleway" or each.tags.get("foot") == "no"]
    for each in (*SETTLEMENTS, BUSINESS_ZONE):
        _Streets(plan, each, apart).draw()
    _link_cycleways(plan)


class _Streets:
    """Those of one settlement. `apart` are the ways that no street joins: express roads and cycleways."""

    def __init__(self, plan: Plan, settlement: Settlement, apart: list[Stretch]) -> None:
        self._plan, self._place = plan, settlement
        self._chance = chance_of(f"streets of {settlement.name}")
        self._apart = [(plan.nodes[each.start], plan.nodes[each.end]) for each in apart]
        self._apart_nodes = {node for each in apart for node in (each.start, each.end)}
        self._on_roads = {frozenset((each.start, each.end)) for each in plan.stretches}

    def draw(self) -> None:
        """Draw the streets; those that keep the whole together are never left out."""
        corners = draw_corners(self._plan, self._place) - self._apart_nodes
        pairs = self._neighbours(sorted(corners))
        self._chance.shuffle(pairs)
        groups = _Groups(len(self._plan.nodes))
        for each in self._plan.stretches:
            groups.join(each.start, each.end)
        for start, end in pairs:
            tags = self._tags(start, end, is_needed=groups.join(start, end))
            if tags:
                self._plan.line(_bent(self._plan.nodes[start], self._plan.nodes[end], self._chance), tags)

    def _neighbours(self, corners: list[int]) -> list[tuple[int, int]]:
        longest_m, among = LONGEST * self._place.street_m, set(corners)
        return [
            (start, end)
            for start in corners
            for end in sorted(self._plan.near(self._plan.nodes[start], longest_m))
            if end > start and end in among and self._can_join(start, end)
        ]

    def _can_join(self, start: int, end: int) -> bool:
        a, b = self._plan.nodes[start], self._plan.nodes[end]
        if frozenset((start, end)) in self._on_roads or _has_third(self._plan, start, end):
            return False
        is_cut = crosses_line(a, b, RIVER) or crosses_line(a, b, RAILWAY)
        return not is_cut and not any(crosses(a, b, c, d) for c, d in self._apart)

    def _tags(self, start: int, end: int, *, is_needed: bool) -> Tags:
        middle = between(self._plan.nodes[start], self._plan.nodes[end], 0.5)
        from_middle_m = math.dist(middle, self._place.middle)
        is_old = from_middle_m < self._place.old_m
        if not is_needed and self._chance.random() < (OLD_LEFT_OUT_SHARE if is_old else LEFT_OUT_SHARE):
            return self._on_foot()
        if self._place is BUSINESS_ZONE:
            return {"highway": "unclassified", "surface": "asphalt", "maxspeed": "50", "sidewalk": "no", "lit": "yes"}
        paved = "sett" if is_old and self._place.middle == ALLANT else "asphalt"
        return {"highway": "residential", "surface": paved, "maxspeed": "30", "lit": "yes"}

    def _on_foot(self) -> Tags:
        drawn = self._chance.random()
        if drawn < STEPS_SHARE:
            return {"highway": "steps", "wheelchair": "no"}
        if drawn < FOOTPATH_SHARE:
            return {"highway": "footway", "surface": "fine_gravel", "bicycle": "no"}
        return {}


class _Groups:
    """Which nodes hang together (union-find)."""

    def __init__(self, count: int) -> None:
        self._parents = list(range(count))

    def join(self, a: int, b: int) -> bool:
        """Join two nodes; return whether they did not hang together."""
        first, second = self._top(a), self._top(b)
        self._parents[second] = first
        return first != second

    def _top(self, node: int) -> int:
        while self._parents[node] != node:
            self._parents[node] = self._parents[self._parents[node]]
            node = self._parents[node]
        return node


def _has_third(plan: Plan, start: int, end: int) -> bool:
    """Return whether another node lies in the lune of two."""
    a, b = plan.nodes[start], plan.nodes[end]
    radius_m = 0.999 * BETA * math.dist(a, b) / 2
    first, second = between(a, b, BETA / 2), between(b, a, BETA / 2)
    return any(
        node not in (start, end) and math.dist(plan.nodes[node], second) < radius_m
        for node in plan.near(first, radius_m)
    )


def _bent(start: Point, end: Point, chance: Random) -> list[Point]:
    length_m = math.dist(start, end)
    if length_m < BENT_FROM_M:
        return [start, end]
    return [start, between(start, end, chance.uniform(0.4, 0.6), chance.gauss(0, BEND * length_m)), end]


def _link_cycleways(plan: Plan) -> None:
    """Join each node of a cycleway to the nearest street, where nothing is between."""
    meeting = plan.at_nodes()
    streets = {
        node for node, there in enumerate(meeting) if any(each.tags["highway"] == "residential" for each in there)
    }
    lines = [(plan.nodes[each.start], plan.nodes[each.end]) for each in plan.stretches]
    for node, there in enumerate(meeting):
        if not there or any(each.tags["highway"] != "cycleway" for each in there):
            continue
        here = plan.nodes[node]
        near = sorted((math.dist(here, plan.nodes[each]), each) for each in plan.near(here, LINK_M) if each in streets)
        if near and not any(crosses(here, plan.nodes[near[0][1]], *line) for line in lines):
            plan.line((here, plan.nodes[near[0][1]]), {"highway": "footway", "surface": "asphalt", "bicycle": "yes"})
