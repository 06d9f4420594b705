"""Lanes that leave the roads for farms and hamlets, where somebody lives too."""

import math
from random import Random

from allant.web.demo.ground.plan import Plan, Stretch, Tags
from allant.web.demo.ground.plane import Point, chance_of, crosses_line
from allant.web.demo.ground.roads import settlement_at
from allant.web.demo.ground.valley import RAILWAY, RIVER

COUNTRY_ROADS = {"secondary", "tertiary", "unclassified", "track"}
LANE_SHARE = 0.3
"""Share of the stretches of country roads that a lane leaves."""

STEP_M, CLEAR_M = 90.0, 80.0
STEPS = (3, 11)
WANDERING = 0.28
KINDS = (
    {"highway": "unclassified", "surface": "asphalt", "maxspeed": "50", "sidewalk": "no"},
    {"highway": "unclassified", "surface": "asphalt", "sidewalk": "no"},
    {"highway": "track", "surface": "gravel", "tracktype": "grade2"},
    {"highway": "path", "surface": "ground"},
    {"highway": "service", "service": "driveway", "access": "private"},
)
FARTHEST_M = 14_500.0


def draw_lanes(plan: Plan) -> None:
    """Draw them; a lane stops where something stands in its way."""
    chance = chance_of("lanes")
    country = [each for each in plan.stretches if each.tags["highway"] in COUNTRY_ROADS and _is_outside(plan, each)]
    for stretch in country:
        if chance.random() < LANE_SHARE:
            _draw_lane(plan, stretch, dict(chance.choice(KINDS)), chance)


def _is_outside(plan: Plan, stretch: Stretch) -> bool:
    return settlement_at(plan.nodes[stretch.start], 1.3) is None and stretch.tags.get("foot") != "no"


def _draw_lane(plan: Plan, stretch: Stretch, tags: Tags, chance: Random) -> None:
    before, at = plan.nodes[stretch.start], plan.nodes[stretch.end]
    heading = math.atan2(at[1] - before[1], at[0] - before[0]) + chance.choice((-1, 1)) * chance.uniform(1.1, 1.9)
    points = [at]
    for _ in range(1 if "access" in tags else chance.randint(*STEPS)):
        heading += chance.gauss(0, WANDERING)
        onwards = points[-1][0] + STEP_M * math.cos(heading), points[-1][1] + STEP_M * math.sin(heading)
        if not _is_clear(plan, points[-1], onwards, at):
            break
        points.append(onwards)
    plan.line(points, tags)


def _is_clear(plan: Plan, here: Point, onwards: Point, leaving: Point) -> bool:
    if math.hypot(*onwards) > FARTHEST_M or crosses_line(here, onwards, RIVER) or crosses_line(here, onwards, RAILWAY):
        return False
    if here == leaving:
        return not any(plan.nodes[node] != here for node in plan.near(onwards, STEP_M * 0.75))
    return not any(plan.nodes[node] != here for node in plan.near(onwards, CLEAR_M))
