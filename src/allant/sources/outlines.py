"""Reads the outlines of communes, as open data come (GeoJSON), into the lines between them, light enough for a map."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely

from allant.errors import FileError
from allant.sources.findings import Finding, Weight

__all__ = ["Outlines", "read_outlines"]

CODES = ("code", "codgeo", "code_insee", "insee_com", "insee", "codeinsee")
"""What open data call the code of a commune, whatever the case."""
TOLERANCE = 0.0003
"""Degrees by which an edge may stray, about 30 m: neighbours stray together, no gap opens between them."""
DECIMALS = 5
"""About one metre."""
_HELP = "Prenez par exemple les contours des communes de geo.api.gouv.fr, en GeoJSON."


@dataclass(frozen=True, slots=True)
class Outlines:
    """The lines between communes and around them, each once, in degrees, and how many communes they bound."""

    edges: shapely.Geometry
    communes: int


def read_outlines(path: Path, wanted: Collection[str]) -> tuple[Outlines, list[Finding]]:
    """Return the outlines of the communes whose INSEE code is wanted, and what is to be said of those that lack.

    Raises
    ------
    FileError
        The file cannot be read, an outline is no area in degrees, or it holds none of the communes.
    """
    found = {}
    for rank, feature in enumerate(_features(path), start=1):
        code = _code(feature)
        if code in wanted:
            found[code] = _area(feature, f"{path.name}, contour {rank} ({code})")
    if not found:
        rule = "ce fichier n’a le contour d’aucune commune du territoire."
        raise FileError(value=path.name, rule=rule, remedy=f"Chaque contour porte un code INSEE (code). {_HELP}")
    missing = sorted(set(wanted) - set(found))
    return Outlines(_edges(list(found.values())), len(found)), [_missing(path.name, missing)] if missing else []


def _edges(areas: list[shapely.Geometry]) -> shapely.Geometry:
    simple = shapely.set_precision(shapely.coverage_simplify(areas, TOLERANCE), 10**-DECIMALS)
    return shapely.line_merge(shapely.union_all(shapely.boundary(simple)))


def _features(path: Path) -> list[dict[str, Any]]:
    if not path.is_file():
        raise FileError(value=str(path), rule="ce fichier n’existe pas.", remedy="Vérifiez le chemin.")
    try:
        features = json.loads(path.read_text(encoding="utf-8-sig"))["features"]
        return [each for each in features if isinstance(each, dict)]
    except (OSError, ValueError, KeyError, TypeError) as error:
        rule = "ce fichier n’est pas un GeoJSON de contours (FeatureCollection), ou il est coupé."
        raise FileError(value=path.name, rule=rule, remedy=_HELP) from error


def _code(feature: dict[str, Any]) -> str:
    named = {str(name).lower(): value for name, value in (feature.get("properties") or {}).items()}
    return next((str(named[name]) for name in CODES if named.get(name)), "")


def _area(feature: dict[str, Any], place: str) -> shapely.Geometry:
    try:
        area = shapely.from_geojson(json.dumps(feature["geometry"]))
    except (shapely.GEOSException, KeyError, TypeError) as error:
        raise _no_area(place, "ce n’est pas une surface.") from error
    if area is None or area.geom_type not in {"Polygon", "MultiPolygon"} or area.is_empty:
        raise _no_area(place, "ce n’est pas une surface.")
    west, south, east, north = area.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise _no_area(place, "ses coordonnées ne sont pas des degrés (longitude, latitude).")
    return area if area.is_valid else shapely.make_valid(area)


def _no_area(place: str, rule: str) -> FileError:
    return FileError(value=place, rule=rule, remedy=f"Enregistrez les contours en WGS 84 (EPSG:4326). {_HELP}")


def _missing(file: str, codes: list[str]) -> Finding:
    shown = ", ".join(codes[:3]) + ("…" if codes[3:] else "")
    rule = "ces communes du territoire n’ont pas de contour dans ce fichier."
    return Finding(Weight.WARNING, file, rule, value=shown, count=len(codes))
