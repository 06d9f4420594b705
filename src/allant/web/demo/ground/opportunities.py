"""What one goes to: jobs, training, health, childcare, shops and administrations, as points with counts."""

import csv
import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from random import Random

from allant.web.demo.ground.driving import FOR_CARS
from allant.web.demo.ground.plane import Point, chance_of, kilometres, to_degrees
from allant.web.demo.ground.streets import Streets
from allant.web.demo.ground.valley import BUSINESS_ZONE, SETTLEMENTS, ZONE, Settlement
from allant.web.demo.places import PLACES

KINDS = ("jobs", "training", "health", "childcare", "shops", "administrations")
Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place that people of the valley speak of; `shifts` are the hours at which work begins there."""

    code: str
    name: str
    point: Point
    counts: Counts
    shifts: tuple[time, ...] = ()


def _place(code: str, name: str, x_km: float, y_km: float, **counts: int) -> NamedPlace:
    return NamedPlace(code, name, kilometres((x_km, y_km))[0], counts)


LOGISTICS = NamedPlace(
    "zone_portes", "Entrepôts de la zone des Portes", ZONE, {"jobs": 1240}, (time(5), time(13), time(21))
)
FACTORY = NamedPlace(
    "usine_portes", "Usine de la zone des Portes", (ZONE[0] + 260, ZONE[1] + 240), {"jobs": 680}, (time(5), time(13))
)
NAMED_PLACES = (
    LOGISTICS,
    FACTORY,
    _place("hopital", "Hôpital de la Verne", -1.24, -0.2, jobs=940, health=24),
    _place("mission_locale", "Mission locale du Val d’Allant", 0.3, 0.22, jobs=22, training=2, administrations=1),
    _place("france_travail", "France Travail Allant-sur-Verne", 0.55, 0.3, jobs=46, administrations=1),
    _place("maison_mobilite", "Maison de la mobilité", 0.08, -0.06, jobs=8, administrations=1),
    _place("marche", "Marché du Marché-Neuf", 0.0, -0.03, jobs=60, shops=38),
    _place("gare", "Gare d’Allant-sur-Verne", 0.33, 0.5, jobs=34, shops=2),
    _place("lycee", "Lycée du Val", -0.72, 0.72, jobs=120, training=3),
    _place("college_montbrelles", "Collège de Montbrelles", 6.35, 4.75, jobs=58, training=1),
    _place("centre_formation", "Centre de formation d’Allant", 1.15, -0.02, jobs=64, training=9),
    _place("mairie", "Mairie d’Allant-sur-Verne", -0.1, 0.08, jobs=160, administrations=3),
    _place("espace_social", "Espace social de Montbrelles", 6.68, 4.28, jobs=14, administrations=2, childcare=1),
    _place("hypermarche", "Centre commercial de la Rocade", 1.55, 0.5, jobs=310, shops=26),
    _place("la_grange", "Chantier d’insertion La Grange", 5.36, -5.3, jobs=32, training=1),
    _place("maison_sante", "Maison de santé de Saint-Aubran", -6.05, -4.12, jobs=16, health=7),
    _place("creche_montbrelles", "Crèche Les Loirs", 6.85, 4.5, jobs=14, childcare=4),
)  # fmt: skip

PEOPLE_PER_POINT = 260
PER_1000_PEOPLE = {
    "jobs": 270.0,
    "training": 0.12,
    "health": 1.5,
    "childcare": 0.9,
    "shops": 6.5,
    "administrations": 0.35,
}
"""What the points without a name hold together, by people who live in the commune (invented)."""

SMALL_PLACE = 2500
"""Below, jobs and services are fewer by head."""

IN_THE_ZONE = 5
ZONE_JOBS = (30, 110)


def write_opportunities(drawn: Streets, path: Path) -> None:
    """Write the points: those with a name, then those without, commune by commune."""
    nodes = [drawn.nodes[node] for node in drawn.used(FOR_CARS)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("id", "lon", "lat", "name", *KINDS))
        for place in NAMED_PLACES:
            writer.writerow(_row(place.code, place.point, place.name, place.counts))
        for code, point, counts in _nameless(nodes):
            writer.writerow(_row(code, point, "", counts))


def _row(code: str, point: Point, name: str, counts: Counts) -> tuple[object, ...]:
    return (code, *to_degrees(point), name, *(counts.get(kind, 0) for kind in KINDS))


def _nameless(nodes: list[Point]) -> Iterator[tuple[str, Point, Counts]]:
    for place, settlement in zip(PLACES, SETTLEMENTS, strict=True):
        chance = chance_of(f"opportunities of {place.name}")
        points = _spread(nodes, settlement, max(2, round(place.population / PEOPLE_PER_POINT)), chance)
        less = 1.0 if place.population > SMALL_PLACE else 0.45
        counts: list[Counts] = [{} for _ in points]
        for kind, rate in PER_1000_PEOPLE.items():
            for number, count in _shared(round(rate * less * place.population / 1000), len(points), chance):
                counts[number][kind] = count
        for number, point in enumerate(points):
            yield f"{place.code_insee}-{number + 1:03}", point, counts[number]
    chance = chance_of("opportunities of the zone")
    for number, point in enumerate(_spread(nodes, BUSINESS_ZONE, IN_THE_ZONE, chance)):
        yield f"portes-{number + 1:03}", point, {"jobs": chance.randint(*ZONE_JOBS)}


def _spread(nodes: list[Point], settlement: Settlement, count: int, chance: Random) -> list[Point]:
    """Return corners of a settlement, more of them near its middle."""
    near = [each for each in nodes if math.dist(each, settlement.middle) < settlement.radius_m]
    weighted = [
        (chance.random() ** (1 / (1.6 - math.dist(each, settlement.middle) / settlement.radius_m)), each)
        for each in near
    ]
    return [each for _, each in sorted(weighted, reverse=True)[:count]]


def _shared(total: int, count: int, chance: Random) -> Iterator[tuple[int, int]]:
    """Yield how much of a total each of some points gets: much at a few, little at most."""
    weights = [chance.paretovariate(1.3) for _ in range(count)]
    whole, given = 0.0, 0
    for number, weight in enumerate(weights):
        whole += weight / sum(weights)
        share = round(total * whole) - given
        given += share
        yield number, share
