"""Metres around the main town (x to the east, y to the north), and the little geometry that drawing a valley takes."""

import itertools
import math
from collections.abc import Sequence
from random import Random

from allant.web.demo.places import PLACES

Point = tuple[float, float]

SEED = "val d'allant 1"
"""Every drawing begins with these words: other words draw another valley."""

MIDDLE = PLACES[0]
M_PER_DEGREE_LAT = 111_180.0
M_PER_DEGREE_LON = 111_320.0 * math.cos(math.radians(MIDDLE.lat))
DEGREE_DIGITS = 7


def chance_of(name: str) -> Random:
    """Return the drawing of one thing: adding another one leaves it as it was."""
    return Random(f"{SEED}/{name}")  # noqa: S311  # an invented landscape, not a secret


def to_metres(lon: float, lat: float) -> Point:
    """Return the point of a longitude and a latitude."""
    return (lon - MIDDLE.lon) * M_PER_DEGREE_LON, (lat - MIDDLE.lat) * M_PER_DEGREE_LAT


def to_degrees(point: Point) -> Point:
    """Return the longitude and the latitude of a point."""
    lon, lat = MIDDLE.lon + point[0] / M_PER_DEGREE_LON, MIDDLE.lat + point[1] / M_PER_DEGREE_LAT
    return round(lon, DEGREE_DIGITS), round(lat, DEGREE_DIGITS)


def kilometres(*points: Point) -> tuple[Point, ...]:
    """Return points given in kilometres."""
    return tuple((round(x * 1000, 1), round(y * 1000, 1)) for x, y in points)


def between(start: Point, end: Point, share: float, aside_m: float = 0.0) -> Point:
    """Return the point at a share of the way, and so far to the left of it."""
    length = math.dist(start, end) or 1.0
    east, north = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    along = share * length
    return start[0] + east * along - north * aside_m, start[1] + north * along + east * aside_m


def turn(before: Point, at: Point, after: Point) -> float:
    """Return how far one turns at a point, in degrees: 0 straight on, 180 back."""
    came = math.atan2(at[1] - before[1], at[0] - before[0])
    goes = math.atan2(after[1] - at[1], after[0] - at[0])
    return abs(math.degrees(math.remainder(goes - came, math.tau)))


def crosses(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Return whether two segments cross, their ends apart."""
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def crosses_line(a: Point, b: Point, line: Sequence[Point]) -> bool:
    """Return whether a segment crosses a line."""
    return any(crosses(a, b, c, d) for c, d in itertools.pairwise(line))


def distance_to_line(point: Point, line: Sequence[Point]) -> float:
    """Return the distance from a point to a line, in metres."""
    return min(_distance_to_segment(point, a, b) for a, b in itertools.pairwise(line))


def _distance_to_segment(point: Point, a: Point, b: Point) -> float:
    length = math.dist(a, b)
    if length == 0:
        return math.dist(point, a)
    share = ((point[0] - a[0]) * (b[0] - a[0]) + (point[1] - a[1]) * (b[1] - a[1])) / length**2
    return math.dist(point, between(a, b, min(1.0, max(0.0, share))))


def smooth(points: Sequence[Point], number: int, steps: int) -> list[Point]:
    """Return the curve from one point of a line to the next, through all of them (Catmull-Rom), the first left out."""
    before, start, end, after = (points[min(max(number + each, 0), len(points) - 1)] for each in (-1, 0, 1, 2))
    curve = []
    for step in range(1, steps + 1):
        t = step / steps
        weights = (-t + 2 * t**2 - t**3, 2 - 5 * t**2 + 3 * t**3, t + 4 * t**2 - 3 * t**3, t**3 - t**2)
        around = (before, start, end, after)
        curve.append(
            (
                sum(weight * each[0] for weight, each in zip(weights, around, strict=True)) / 2,
                sum(weight * each[1] for weight, each in zip(weights, around, strict=True)) / 2,
            )
        )
    return curve
