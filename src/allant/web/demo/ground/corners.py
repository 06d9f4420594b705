"""Where the street corners of a town or a village stand: quarters of different ages, each with a grid of its own."""

import math
from collections.abc import Iterator

from allant.web.demo.ground.plan import Plan
from allant.web.demo.ground.plane import Point, chance_of, distance_to_line
from allant.web.demo.ground.valley import RAILWAY, RIVER, Settlement

CLOSEST = 0.56
"""Shortest distance of two corners, in the usual length of a street."""

RIVER_BANK_M, RAILWAY_BANK_M = 55.0, 40.0
OLD_JITTER, NEW_JITTER = 0.26, 0.08
OLD_STREET = 0.8
"""Length of a street of the old middle, in the usual one."""

ACROSS, ALONG = 1.14, 0.9
QUARTER_M = 620.0


def draw_corners(plan: Plan, settlement: Settlement) -> set[int]:
    """Draw the corners where there is room; return all of them, those of the roads included."""
    drawn = set()
    reach_m = _Outline(settlement)
    for number, (seed, angle) in enumerate(quarters := _quarters(settlement)):
        for point in _grid(settlement, number, seed, angle):
            is_here = min(quarters, key=lambda quarter: math.dist(point, quarter[0]))[0] == seed
            if is_here and reach_m.holds(point) and _has_room(plan, settlement, point):
                drawn.add(plan.node(point))
    return drawn | set(plan.near(settlement.middle, settlement.radius_m * 1.15))


class _Outline:
    """A round with lobes: no town is a circle."""

    def __init__(self, settlement: Settlement) -> None:
        chance = chance_of(f"outline of {settlement.name}")
        self._place = settlement
        self._lobes = [(waves, chance.uniform(0, math.tau), chance.uniform(0.04, 0.13)) for waves in (2, 3, 4)]

    def holds(self, point: Point) -> bool:
        """Return whether a point lies inside."""
        middle = self._place.middle
        angle = math.atan2(point[1] - middle[1], point[0] - middle[0])
        lobes = sum(size * math.sin(waves * angle + phase) for waves, phase, size in self._lobes)
        return math.dist(point, middle) <= self._place.radius_m * (1 + lobes)


def _quarters(place: Settlement) -> list[tuple[Point, float]]:
    """Return the middle of each quarter and the angle of its grid, the old town first."""
    chance = chance_of(f"quarters of {place.name}")
    first = chance.uniform(0, math.pi / 2)
    around = round(2 * (place.radius_m / QUARTER_M) ** 2)
    quarters = [(place.middle, first)]
    for number in range(around):
        angle, away = number / around * math.tau + first, place.radius_m * chance.uniform(0.5, 0.85)
        seed = place.middle[0] + away * math.cos(angle), place.middle[1] + away * math.sin(angle)
        quarters.append((seed, angle + chance.uniform(-0.3, 0.3)))
    return quarters


def _grid(place: Settlement, number: int, seed: Point, angle: float) -> Iterator[Point]:
    chance = chance_of(f"corners of {place.name} {number}")
    step = place.street_m * (OLD_STREET if number == 0 and place.old_m else 1)
    count = math.ceil(1.2 * place.radius_m / step)
    for row in range(-count, count + 1):
        for column in range(-count, count + 1):
            along, across = column * step * ACROSS, row * step * ALONG
            x = seed[0] + along * math.cos(angle) - across * math.sin(angle)
            y = seed[1] + along * math.sin(angle) + across * math.cos(angle)
            jitter = step * (OLD_JITTER if math.dist((x, y), place.middle) < place.old_m else NEW_JITTER)
            yield x + chance.gauss(0, jitter), y + chance.gauss(0, jitter)


def _has_room(plan: Plan, place: Settlement, point: Point) -> bool:
    is_dry = distance_to_line(point, RIVER) > RIVER_BANK_M and distance_to_line(point, RAILWAY) > RAILWAY_BANK_M
    return is_dry and not any(True for _ in plan.near(point, CLOSEST * place.street_m))
