"""Names of the streets that the roads have not named: invented, once each in a commune."""

import math
from collections.abc import Iterator

from allant.web.demo.ground.plan import Plan, Tags
from allant.web.demo.ground.plane import chance_of
from allant.web.demo.ground.strokes import Stroke
from allant.web.demo.ground.valley import BUSINESS_ZONE, SETTLEMENTS, ZONE_NAME, Settlement

PLACES_NAMED = (
    "du Lavoir", "de la Fontaine", "du Four", "du Moulin", "de l’Étang", "du Pré", "de la Grange", "du Puits",
    "de la Source", "du Colombier", "de la Halle", "du Pressoir", "de la Tuilerie", "du Verger", "de l’Écluse",
    "du Gué", "de la Remise", "du Lin", "de la Charrue",
    "du Rucher", "de la Clairière", "du Hameau", "de la Bascule", "du Cellier",
)  # fmt: skip
LOOKS = (
    "-du-Bas", "-aux-Merles", "-du-Haut", "-aux-Mésanges", "-des-Vents", "-des-Brumes", "-aux-Loirs", "-aux-Grives",
    "-du-Soir", "-aux-Geais",
)  # fmt: skip
GROWING = (
    "Aulnes", "Charmes", "Sorbiers", "Noisetiers", "Églantiers", "Genêts", "Merisiers", "Fusains", "Viornes", "Joncs",
    "Bruyères", "Frênes", "Tilleuls", "Saules", "Houx", "Poiriers", "Néfliers", "Cornouillers", "Alisiers", "Troènes",
)  # fmt: skip
WORKING = (
    "Sabotiers",
    "Charrons",
    "Cordiers",
    "Vanniers",
    "Tisserands",
    "Potiers",
    "Meuniers",
    "Bateliers",
    "Forgerons",
    "Fileuses",
)
KNOWN = {
    "Montbrelles": ("rue des Tanneurs",),
    "Saint-Aubran-le-Val": ("cour de l’École",),
    "Vernoisy": ("route des Étangs",),
}
"""Where the demonstration says that people are received."""

ZONE_STREETS = (
    "rue du Quai-Long",
    "rue de l’Entrepôt",
    "rue des Palettes",
    "rue du Levage",
    "rue de la Navette",
    "rue du Négoce",
)
UNNAMED = {"footway", "steps", "service", "path"}
SHORT_M = 160.0


def named(plan: Plan, streets: list[Stroke]) -> list[Stroke]:
    """Return the streets with their names, those of the old towns first."""
    pools = {each.name: _names(each) for each in (*SETTLEMENTS, BUSINESS_ZONE)}
    meeting = plan.at_nodes()
    named_tags: dict[int, Tags] = {}
    order = sorted(range(len(streets)), key=lambda n: (_from_middle(plan, streets[n])[0], n))
    for number in order:
        street = streets[number]
        if "name" in street.tags or street.tags["highway"] in UNNAMED:
            continue
        name = next(pools[_from_middle(plan, street)[1].name], "")
        if not name:
            continue
        is_dead_end = min(len(meeting[street.nodes[0]]), len(meeting[street.nodes[-1]])) == 1
        named_tags[number] = street.tags | {"name": _as_seen(name, plan, street, is_dead_end=is_dead_end)}
    return [Stroke(street.nodes, named_tags.get(number, street.tags)) for number, street in enumerate(streets)]


def _from_middle(plan: Plan, street: Stroke) -> tuple[float, Settlement]:
    middle = plan.nodes[street.nodes[len(street.nodes) // 2]]
    places = (*SETTLEMENTS, BUSINESS_ZONE)
    away = [(math.dist(middle, each.middle) / each.radius_m, n) for n, each in enumerate(places)]
    return min(away)[0], places[min(away)[1]]


def _names(place: Settlement) -> Iterator[str]:
    """Yield the names of a commune: what is known of it, then the short ones, then the others."""
    if place.name == ZONE_NAME:
        yield from ZONE_STREETS
    yield from KNOWN.get(place.name, ())
    known = {name for names in KNOWN.values() for name in names}
    plain = [f"rue des {each}" for each in (*WORKING, *GROWING)] + [f"rue {each}" for each in PLACES_NAMED]
    compound = [f"rue {each}{look}" for each in PLACES_NAMED for look in LOOKS]
    compound += [f"rue des {work}-et-des-{plant}" for work in WORKING for plant in GROWING]
    chance = chance_of(f"names of {place.name}")
    for names in (plain, compound):
        chance.shuffle(names)
        yield from (each for each in names if each not in known)


def _as_seen(name: str, plan: Plan, street: Stroke, *, is_dead_end: bool) -> str:
    if not name.startswith("rue ") or (street.tags["highway"] == "residential" and not is_dead_end):
        return name
    if street.tags["highway"] in {"track", "unclassified"}:
        return name.replace("rue ", "chemin ", 1) if _from_middle(plan, street)[0] > 1.2 else name
    length_m = sum(
        math.dist(plan.nodes[a], plan.nodes[b]) for a, b in zip(street.nodes, street.nodes[1:], strict=False)
    )
    return name.replace("rue ", "impasse " if length_m < SHORT_M else "allée ", 1)
