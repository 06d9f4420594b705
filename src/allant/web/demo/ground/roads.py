"""The roads between communes: through the points drawn by hand, with the bends of a real one."""

import itertools
import math
from random import Random

from allant.web.demo.ground.plan import Plan, Tags
from allant.web.demo.ground.plane import Point, between, chance_of, smooth
from allant.web.demo.ground.valley import (
    ALLANT,
    BRIDGES,
    BUSINESS_ZONE,
    ROADS,
    SETTLEMENTS,
    ZONE,
    ZONE_NAME,
    Road,
    Settlement,
)

IN_TOWN_M, OUTSIDE_M = 95.0, 130.0
WIGGLE_M = 14.0
EDGE_OF_TOWN = 1.05
OLD_TOWN_M = 420.0
CYCLE_LANES_WITHIN_M = 2300.0
"""The bicycle is thought of near the main town only."""


def draw_roads(plan: Plan) -> None:
    """Draw them all."""
    for number, road in enumerate(ROADS):
        chance = chance_of(f"road {number}")
        for leg in range(len(road.points) - 1):
            points = _leg(road, leg, chance)
            for start, end in itertools.pairwise(points):
                is_far = leg >= (len(road.points) - 1) / 2
                plan.line((start, end), _tags(road, start, end, is_far=is_far))


def settlement_at(point: Point, margin: float = EDGE_OF_TOWN) -> Settlement | None:
    """Return the settlement whose houses stand there."""
    for each in (*SETTLEMENTS, BUSINESS_ZONE):
        if math.dist(point, each.middle) <= each.radius_m * margin:
            return each
    return None


def _leg(road: Road, leg: int, chance: Random) -> list[Point]:
    start, end = road.points[leg : leg + 2]
    if (start, end) in BRIDGES:
        return [start, end]
    spacing_m = IN_TOWN_M if settlement_at(between(start, end, 0.5)) or road.highway == "cycleway" else OUTSIDE_M
    steps = max(2, round(math.dist(start, end) / spacing_m))
    curve = [start, *smooth(road.points, leg, steps)]
    wiggles = 0.0 if road.is_express or road.highway == "cycleway" else WIGGLE_M * chance.uniform(0.6, 1.6)
    phase, waves = chance.uniform(0, math.tau), math.dist(start, end) / chance.uniform(500, 900)
    bent = [curve[0]]
    for step in range(1, steps):
        share = step / steps
        aside = wiggles * math.sin(math.pi * share) * math.sin(phase + share * waves * math.tau)
        bent.append(between(curve[step], curve[step + 1], 0.0, aside))
    return [*bent, end]


def _tags(road: Road, start: Point, end: Point, *, is_far: bool) -> Tags:
    tags = {"highway": road.highway, "name": _name(road, start, end, is_far=is_far), "ref": road.ref}
    if road.highway == "track":
        return {"highway": "track", "name": f"chemin {road.towards}", "surface": "gravel", "tracktype": "grade2"}
    if road.highway == "cycleway":
        return {"highway": "cycleway", "name": road.towards, "foot": "yes", "surface": "asphalt", "wheelchair": "yes"}
    tags |= {"surface": "asphalt", "maxspeed": str(road.maxspeed)}
    if (start, end) in BRIDGES:
        tags |= {"name": BRIDGES[start, end], "bridge": "yes", "layer": "1", "maxspeed": "50", "sidewalk": "both"}
    elif road.is_express:
        tags |= {"foot": "no", "bicycle": "no", "sidewalk": "no"}
    elif settlement_at(start) and settlement_at(end):
        tags |= _in_town(start)
    else:
        tags |= {"sidewalk": "no"}
    return {key: value for key, value in tags.items() if value}


def _in_town(point: Point) -> Tags:
    from_allant_m = math.dist(point, ALLANT)
    tags = {"maxspeed": "30" if from_allant_m < OLD_TOWN_M else "50", "sidewalk": "both", "lit": "yes"}
    if math.dist(point, ZONE) <= BUSINESS_ZONE.radius_m:
        return {"maxspeed": "50", "sidewalk": "no"}
    if from_allant_m < CYCLE_LANES_WITHIN_M:
        tags |= {"cycleway": "lane", "wheelchair": "yes"}
    return tags


def _name(road: Road, start: Point, end: Point, *, is_far: bool) -> str:
    if road.towards == road.back:
        return road.towards
    towards = road.back if is_far else road.towards
    here = settlement_at(start) if settlement_at(end) else None
    if here is None:
        return f"route {road.towards}"
    if here.name == ZONE_NAME:
        return "boulevard des Portes"
    if math.dist(start, here.middle) > 2 * here.old_m and here.radius_m > 700:
        return f"avenue {towards}"
    return f"rue {towards}"
