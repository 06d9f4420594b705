"""Checks an OpenStreetMap extract (PBF) before a network is made of it: whole, and with streets."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
import osmium
from numpy.typing import NDArray

from allant.errors import FileError
from allant.sources.findings import Finding, Weight

__all__ = ["StreetExtract", "read_extract", "street_lines", "street_points"]

_REMEDY = "Téléchargez l’extrait de nouveau, par exemple depuis download.geofabrik.de."
FOR_CARS = {"motorway", "trunk", "primary", "secondary", "tertiary", "unclassified", "residential"}


@dataclass(frozen=True, slots=True)
class StreetExtract:
    """What an extract holds. `bounds` is (west, south, east, north) of its streets, in degrees."""

    ways: int
    bounds: tuple[float, float, float, float]
    wheelchair_known_share: float


def read_extract(path: Path) -> tuple[StreetExtract, list[Finding]]:
    """Return what the extract holds and what makes results poorer than they look.

    Raises
    ------
    FileError
        No such file, not a PBF, cut short, or without any street.
    """
    if not path.is_file():
        raise FileError(value=str(path), rule="ce fichier n’existe pas.", remedy="Vérifiez le chemin.")
    classes: Counter[str] = Counter()
    known = 0
    west, south, east, north = 180.0, 90.0, -180.0, -90.0
    try:
        for way in _streets(path):
            classes[way.tags["highway"]] += 1
            known += "wheelchair" in way.tags
            for node in way.nodes:
                if node.location.valid():
                    west, east = min(west, node.lon), max(east, node.lon)
                    south, north = min(south, node.lat), max(north, node.lat)
    except RuntimeError as error:
        raise FileError(
            value=path.name, rule=f"cet extrait OpenStreetMap n’est pas un PBF entier ({error}).", remedy=_REMEDY
        ) from error
    if not classes or west > east:
        raise FileError(value=path.name, rule="cet extrait ne contient aucune rue (highway).", remedy=_REMEDY)
    extract = StreetExtract(classes.total(), (west, south, east, north), known / classes.total())
    return extract, _poorer(path, classes, extract)


def street_points(path: Path) -> NDArray[np.float64]:
    """Return float64[n, 2]: longitude and latitude of every node of a street, once each way that passes there."""
    points = [(node.lon, node.lat) for way in _streets(path) for node in way.nodes if node.location.valid()]
    return np.array(points, dtype=np.float64).reshape(-1, 2)


def street_lines(path: Path) -> Iterator[tuple[str, list[tuple[float, float]]]]:
    """Give each street that has a length: its kind (highway), and longitude and latitude along it."""
    for way in _streets(path):
        points = [(node.lon, node.lat) for node in way.nodes if node.location.valid()]
        if len(points) > 1:
            yield way.tags["highway"], points


def _streets(path: Path) -> Iterable[osmium.osm.Way]:
    found = (
        osmium.FileProcessor(str(path), osmium.osm.NODE | osmium.osm.WAY)
        .with_locations()
        .with_filter(osmium.filter.EntityFilter(osmium.osm.WAY))
        .with_filter(osmium.filter.KeyFilter("highway"))
    )
    return cast(Iterable[osmium.osm.Way], found)


def _poorer(path: Path, classes: Counter[str], extract: StreetExtract) -> list[Finding]:
    share = round(100 * extract.wheelchair_known_share)
    findings = [
        Finding(
            Weight.WARNING,
            path.name,
            f"l’accès en fauteuil n’est dit que pour {share} % des rues : ailleurs, il est inconnu.",
            value=f"{share} %",
        )
    ]
    if not FOR_CARS & classes.keys():
        rule = "aucune rue n’est ouverte aux voitures dans cet extrait."
        findings.append(Finding(Weight.WARNING, path.name, rule, value="voiture"))
    return findings
