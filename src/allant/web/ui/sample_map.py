"""An invented valley for the gallery's maps: a river, streets, two reaches, jobs, cells. No such place exists."""

import math
from collections.abc import Iterable
from typing import Any

from allant.web.ui.maps import MapClass, MapLayer

LON, LAT = 0.72, 45.19
KM_LON, KM_LAT = 1 / 78.5, 1 / 111.2
"""Degrees of one kilometre, at this latitude."""
GOLDEN_ANGLE = 2.39996
STEP_LABELS = (
    "moins de 200 emplois",
    "200 à 500",
    "500 à 1 000",
    "1 000 à 2 000",
    "plus de 2 000 emplois",
)

Position = list[float]


def at(east_km: float, north_km: float) -> Position:
    """Return the longitude and latitude of a place so many kilometres from the middle of the valley."""
    return [round(LON + east_km * KM_LON, 5), round(LAT + north_km * KM_LAT, 5)]


def feature(kind: str, coordinates: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def collection(features: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def around(east: float, north: float, radius: float, waves: tuple[float, float]) -> list[list[Position]]:
    """Return a ring that is no circle: reaches follow roads."""
    turns = [math.tau * step / 72 for step in range(72)]
    far = [
        radius * (1 + waves[0] * math.sin(3 * turn + 1) + waves[1] * math.cos(2 * turn) + 0.03 * math.sin(7 * turn))
        for turn in turns
    ]
    ring = [
        at(east + reach * math.cos(turn), north + reach * math.sin(turn))
        for turn, reach in zip(turns, far, strict=True)
    ]
    return [[*ring, ring[0]]]


def street(start: tuple[float, float], end: tuple[float, float], bend: float) -> list[Position]:
    """Return a line that bends on its way."""
    (x, y), (east, north) = start, end
    return [
        at(
            x + (east - x) * part / 12 - (north - y) * bend * math.sin(math.pi * part / 12),
            y + (north - y) * part / 12 + (east - x) * bend * math.sin(math.pi * part / 12),
        )
        for part in range(13)
    ]


def background() -> dict[str, Any]:
    river = [at(east, -3.2 + 0.5 * math.sin(east * 0.8)) for east in range(-24, 25)]
    banks = [*river, *[at(east, -4.1 + 0.5 * math.sin(east * 0.8 + 0.25)) for east in range(24, -25, -1)], river[0]]
    major = [
        street((-24, 0.8), (24, 3.2), 0.04),
        street((-24, -2.2), (24, 0.2), -0.04),
        street((-2.4, -14), (2.2, 14), 0.09),
        street((7, -14), (4, 14), -0.05),
    ]
    minor = [
        street(
            (2.2 * math.cos(n * GOLDEN_ANGLE), 1.8 * math.sin(n * GOLDEN_ANGLE)),
            ((4 + n % 6) * math.cos(n * GOLDEN_ANGLE + 0.5), (2.4 + n % 5) * math.sin(n * GOLDEN_ANGLE + 0.5)),
            0.22 * (-1) ** n,
        )
        for n in range(44)
    ]
    commune = [street((-24, 4), (24, 6.2), 0.06), street((8.4, -14), (9.2, 14), 0.04)]
    return collection(
        [
            feature("Polygon", [banks], **{"class": "water"}),
            feature("MultiLineString", minor, **{"class": "minor"}),
            feature("MultiLineString", major, **{"class": "major"}),
            feature("MultiLineString", commune, **{"class": "commune"}),
        ]
    )


def jobs() -> dict[str, Any]:
    return collection(
        feature(
            "Point",
            at(0.66 * math.sqrt(n) * math.cos(n * GOLDEN_ANGLE), 0.42 * math.sqrt(n) * math.sin(n * GOLDEN_ANGLE)),
            size=1 + n % 3 / 2,
            title=f"Entreprise inventée n° {n}",
        )
        for n in range(1, 120)
    )


def cells() -> dict[str, Any]:
    """Return hexagons, the richer the nearer to the middle."""
    made = []
    for column in range(-8, 9):
        for row in range(-5, 6):
            east, north = column * 1.2, (row + column % 2 / 2) * 1.386
            step = max(0, 4 - int(math.hypot(east, north * 1.3) / 2))
            corners = [
                at(east + 0.8 * math.cos(math.pi * k / 3), north + 0.8 * math.sin(math.pi * k / 3)) for k in range(6)
            ]
            made.append(
                feature("Polygon", [[*corners, corners[0]]], title=STEP_LABELS[step], **{"class": f"step-{step + 1}"})
            )
    return collection(made)


STREETS = MapLayer("background", data=background())
PLACES = [
    feature("Point", at(-0.6, 0.3), label="domicile", emphasis=True, **{"class": "home"}),
    feature("Point", at(3.9, 2.1), label="Entrepôt, équipe de 5 h", **{"class": "aim"}),
]

CONTEXT = {
    "reach_layers": [
        STREETS,
        MapLayer(
            "areas",
            "avec un vélo électrique",
            "sun",
            data=collection([feature("Polygon", around(-0.4, 0.3, 4.5, (0.06, 0.1)), title="Avec un vélo électrique")]),
            dashed=True,
        ),
        MapLayer(
            "areas",
            "aujourd’hui",
            "go",
            data=collection([feature("Polygon", around(-0.5, 0.1, 2.2, (0.08, 0.12)), title="Aujourd’hui")]),
        ),
        MapLayer(
            "lines",
            "trajet à vélo",
            "info",
            data=collection([feature("LineString", street((-0.6, 0.3), (3.9, 2.1), 0.12), title="31 minutes à vélo")]),
        ),
        MapLayer("places", "emplois", "ink", data=jobs(), framed=False),
        MapLayer(
            "places",
            data=collection(PLACES),
            classes=[MapClass("home", "", "ink"), MapClass("aim", "", "stop")],
        ),
    ],
    "reach_rows": [("Aujourd’hui", 1240, "—", 24), ("+ vélo électrique", 3540, "31 min", 52)],
    "cell_layers": [
        STREETS,
        MapLayer(
            "areas",
            data=cells(),
            classes=[MapClass(f"step-{n}", label, f"step-{n}") for n, label in enumerate(STEP_LABELS, start=1)],
        ),
    ],
    "cell_rows": [("Val-le-Bourg", 2310, 410), ("Saint-Amand-des-Prés", 720, 95), ("La Rivière-Haute", 140, 12)],
}
