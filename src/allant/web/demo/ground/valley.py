"""What was drawn by hand: the river, the railway, the roads between the communes, and how wide each commune lies."""

import math
from dataclasses import dataclass

from allant.web.demo.ground.plane import Point, kilometres, smooth, to_metres
from allant.web.demo.places import PLACES

AT = {place.name: to_metres(place.lon, place.lat) for place in PLACES}
ALLANT, MONTBRELLES, SAINT_AUBRAN, ORMERETS, VERNOISY, COURTEBISE, ROQUEBLANCHE, PONT_LEZARD = list(AT.values())[:8]
CHAPELLE, SAINT_HERVAIN, FONTORBE, HAUT_BREJOUX = list(AT.values())[8:]

ZONE_NAME = "Zone des Portes"
(
    ZONE, RING_WEST, RING_NORTH_WEST, RING_NORTH, RING_NORTH_EAST, RING_EAST, RING_SOUTH_EAST,
    OLD_BRIDGE_NORTH, OLD_BRIDGE_SOUTH, BRIDGE_NORTH, BRIDGE_SOUTH, SUBURB, FORK, HALF_WAY, ORCHARD,
) = kilometres(
    (-1.6, -7.8), (-2.05, -0.25), (-1.55, 1.3), (-0.1, 2.0), (1.6, 1.4), (2.3, 0.05), (2.75, -1.05),
    (-0.14, -0.5), (-0.17, -0.72), (2.78, -1.31), (2.81, -1.56), (-0.25, -1.3), (-0.6, -2.0), (0.8, -7.4), (1.2, -1.75),
)  # fmt: skip
"""Where roads meet."""

RIVER_NAME = "La Verne"
_RIVER = kilometres(
    (-12.2, -0.2), (-11, 0.5), (-9.2, 0.9), (-7.2, 0.2), (-5.2, -0.6), (-3.2, -0.95), (-1.6, -0.78), (-0.6, -0.58),
    (0, -0.62), (1.1, -0.98), (2, -1.3), (2.9, -1.45), (3.9, -2.1), (5.2, -2.9), (7.2, -3.2), (9, -3.9), (11, -4.6),
    (13, -6.2),
)  # fmt: skip
_RAILWAY = kilometres(
    (-12.6, 4.6), (-10.03, 3.3), (-7.6, 2.9), (-4.6, 2.5), (-2.6, 2.25), (-0.9, 1.0), (0.25, 0.62), (1.5, 0.75),
    (3.4, 2.0), (5.2, 2.9), (6.75, 3.75), (8.6, 5.2), (10.4, 7.6),
)  # fmt: skip
_BEND_POINTS = 8
RIVER = [_RIVER[0]] + [each for n in range(len(_RIVER) - 1) for each in smooth(_RIVER, n, _BEND_POINTS)]
RAILWAY = [_RAILWAY[0]] + [each for n in range(len(_RAILWAY) - 1) for each in smooth(_RAILWAY, n, _BEND_POINTS)]


@dataclass(frozen=True, slots=True)
class Settlement:
    """Where houses stand: how far from the middle, how far apart the streets, and within what radius they are old."""

    name: str
    middle: Point
    radius_m: float
    street_m: float
    old_m: float


def _settlement(name: str, population: int) -> Settlement:
    radius_m = 11.2 * math.sqrt(population) if population > 5000 else 10 + 9.6 * math.sqrt(population)
    return Settlement(name, AT[name], radius_m, 104 if population > 2000 else 90, 0.26 * radius_m + 50)


SETTLEMENTS = tuple(_settlement(place.name, place.population) for place in PLACES)
BUSINESS_ZONE = Settlement(ZONE_NAME, ZONE, 560, 185, 0)


@dataclass(frozen=True, slots=True)
class Road:
    """A road between two places, named on each side after the place on the other one."""

    ref: str
    highway: str
    maxspeed: int
    points: tuple[Point, ...]
    towards: str
    back: str
    is_express: bool = False
    """For motors only."""


def _road(ref: str, highway: str, maxspeed: int, towards: str, back: str, *points: Point) -> Road:
    return Road(ref, highway, maxspeed, points, towards, back)


ROADS = (
    Road(
        "D 900R", "primary", 80,
        (RING_WEST, RING_NORTH_WEST, RING_NORTH, RING_NORTH_EAST, RING_EAST, RING_SOUTH_EAST),
        "rocade du Val", "rocade du Val", is_express=True,
    ),
    _road("D 900", "primary", 80, "de Montbrelles", "d’Allant", ALLANT, *kilometres((0.75, 0.55)), RING_NORTH_EAST,
          *kilometres((3.0, 2.5), (5.0, 3.3)), MONTBRELLES),
    _road("D 900", "primary", 80, "du Haut-Pays", "de Montbrelles", MONTBRELLES, *kilometres((8.2, 5.9), (9.8, 7.6))),
    _road("D 17", "secondary", 80, "de Courtebise", "d’Allant", ALLANT, *kilometres((-1.0, -0.1)), RING_WEST,
          *kilometres((-4.2, 0.35), (-6.5, 1.5), (-8.5, 2.3)), COURTEBISE),
    _road("D 31", "secondary", 80, "des Ormerets", "d’Allant", ALLANT, *kilometres((-0.65, 0.8)), RING_NORTH_WEST,
          *kilometres((-2.3, 2.6)), ORMERETS),
    _road("D 31", "tertiary", 70, "du Haut-Bréjoux", "des Ormerets", ORMERETS,
          *kilometres((-3.2, 5.5), (-3.6, 7.4), (-4.9, 9.0)), HAUT_BREJOUX),
    _road("D 8", "tertiary", 50, "des Hauts", "du Centre", ALLANT, *kilometres((0.08, 0.75), (-0.12, 1.3)), RING_NORTH),
    _road("D 42", "secondary", 80, "de Pont-Lézard", "d’Allant", ALLANT, *kilometres((1.2, 0.1)), RING_EAST,
          *kilometres((4.5, 0.4), (7.2, 0.1)), PONT_LEZARD),
    _road("D 42", "secondary", 80, "du Levant", "de Pont-Lézard", PONT_LEZARD, *kilometres((12.3, 0.2))),
    _road("D 12", "primary", 50, "des Portes", "du Pont-Vieux",
          ALLANT, OLD_BRIDGE_NORTH, OLD_BRIDGE_SOUTH, SUBURB, FORK),
    Road(
        "D 12", "primary", 90, (FORK, *kilometres((-1.0, -3.6), (-1.2, -5.6)), ZONE),
        "voie des Portes", "voie des Portes", is_express=True,
    ),
    _road("D 12", "primary", 80, "du Midi", "des Portes", ZONE, *kilometres((-1.9, -9.5), (-2.4, -11.5))),
    _road("D 23", "secondary", 80, "de Saint-Aubran", "d’Allant",
          FORK, *kilometres((-2.3, -2.6), (-4.3, -3.3)), SAINT_AUBRAN),
    _road("D 23", "tertiary", 70, "de Saint-Hervain", "de Saint-Aubran", SAINT_AUBRAN, *kilometres((-7.3, -5.8)),
          SAINT_HERVAIN),
    _road("D 55", "secondary", 80, "de Vernoisy", "de Roqueblanche",
          RING_SOUTH_EAST, BRIDGE_NORTH, BRIDGE_SOUTH, ROQUEBLANCHE,
          *kilometres((3.7, -3.2), (4.6, -4.4)), VERNOISY),
    _road("D 55", "tertiary", 70, "de La Chapelle", "de Vernoisy",
          VERNOISY, *kilometres((6.6, -7.2), (7.9, -8.4)), CHAPELLE),
    _road("D 57", "tertiary", 50, "de Roqueblanche", "d’Allant", ALLANT, *kilometres((0.9, -0.33), (1.9, -0.75)),
          RING_SOUTH_EAST),
    _road("D 61", "tertiary", 70, "de Roqueblanche", "du Faubourg", SUBURB, ORCHARD, ROQUEBLANCHE),
    _road("D 66", "tertiary", 80, "de Vernoisy", "des Portes", ZONE, HALF_WAY, *kilometres((3.2, -6.3)), VERNOISY),
    _road("D 66", "tertiary", 80, "de Saint-Aubran", "des Portes",
          ZONE, *kilometres((-3.2, -6.9), (-4.9, -5.6)), SAINT_AUBRAN),
    _road("D 75", "tertiary", 70, "de Fontorbe", "de Courtebise",
          COURTEBISE, *kilometres((-11.6, 1.7), (-12.9, 0.3)), FONTORBE),
    _road("", "unclassified", 70, "de Saint-Hervain", "de Fontorbe", FONTORBE, *kilometres((-12.6, -3.2), (-11, -5.6)),
          SAINT_HERVAIN),
    _road("D 44", "tertiary", 70, "de Pont-Lézard", "de Montbrelles", MONTBRELLES, *kilometres((8.2, 3.2), (9.3, 1.9)),
          PONT_LEZARD),
    _road("D 75", "tertiary", 70, "des Crêtes", "des Ormerets",
          ORMERETS, *kilometres((-0.6, 4.8), (2.2, 5.1), (4.6, 5.0)),
          MONTBRELLES),
    _road("D 75", "tertiary", 70, "des Ormerets", "de Courtebise",
          COURTEBISE, *kilometres((-7.6, 4.3), (-5.2, 4.1)), ORMERETS),
    _road("", "track", 0, "de la Combe", "de la Combe", ORCHARD, *kilometres((0.9, -3.5), (0.2, -5.5)), HALF_WAY),
    _road("", "cycleway", 0, "voie verte de la Verne", "voie verte de la Verne", OLD_BRIDGE_NORTH,
          *kilometres((0.5, -0.58), (1.2, -0.85), (1.95, -1.1)), BRIDGE_NORTH),
    _road("", "cycleway", 0, "voie verte du Ponant", "voie verte du Ponant",
          OLD_BRIDGE_NORTH, *kilometres((-1.0, -0.46)),
          RING_WEST),
)  # fmt: skip
"""The express way to the zone is closed to those who walk or cycle: they have the track of the Combe."""

BRIDGES = {(OLD_BRIDGE_NORTH, OLD_BRIDGE_SOUTH): "Pont-Vieux", (BRIDGE_NORTH, BRIDGE_SOUTH): "pont de Roqueblanche"}
