"""The background of maps: the streets of an extract, few and light, drawn without asking anything of the outside.

Streets that cars and buses follow from town to town are `major`, those of a town and of hamlets `minor`; paths and
service ways are left out. Lines are joined end to end, then lose the points that the eye would not miss.
"""

import json
from collections import defaultdict
from pathlib import Path
from typing import TypedDict

import numpy as np
import shapely
from numpy.typing import NDArray

from allant.sources.streets import street_lines

__all__ = ["BACKGROUND", "FeatureCollection", "background_of", "write_background"]

BACKGROUND = "background.geojson"
MAJOR = {"motorway", "trunk", "primary", "secondary"}
MINOR = {"tertiary", "unclassified", "residential", "living_street", "pedestrian", "road"}
CLASSES = ("major", "minor")
DECIMALS = 5
"""About one metre."""
TOLERANCES = (0.0001, 0.0002, 0.0004)
"""Degrees by which a line may stray, about 10 m and more: the next one where the former leaves too many points."""
MOST_POINTS = 60_000
"""About 1.2 MB of text, 0.4 MB as it travels. Beyond, the shortest minor streets go first."""

Lines = NDArray[np.object_]


class FeatureCollection(TypedDict):
    """GeoJSON, as maps read it."""

    type: str
    features: list[dict[str, object]]


def background_of(extract: Path) -> FeatureCollection:
    """Return the streets of an extract: one feature a class, `major` or `minor`, in at most MOST_POINTS points."""
    joined = _joined(extract)
    lines = joined
    for tolerance in TOLERANCES:
        lines = {name: shapely.simplify(each, tolerance) for name, each in joined.items()}
        if sum(int(shapely.get_num_coordinates(each).sum()) for each in lines.values()) <= MOST_POINTS:
            break
    left, features = MOST_POINTS, []
    for name, each in lines.items():
        kept = _longest(each, left)
        left -= int(shapely.get_num_coordinates(kept).sum())
        if kept.size:
            features.append(_feature(name, kept))
    return {"type": "FeatureCollection", "features": features}


def write_background(background: FeatureCollection, folder: Path) -> None:
    """Write the background of a network's maps."""
    (folder / BACKGROUND).write_text(json.dumps(background, separators=(",", ":")), encoding="utf-8")


def _joined(extract: Path) -> dict[str, Lines]:
    """Return the lines of each class, joined where exactly two meet end to end."""
    lines = defaultdict(list)
    for kind, points in street_lines(extract):
        bare = kind.removesuffix("_link")
        if bare in MAJOR | MINOR:
            lines["major" if bare in MAJOR else "minor"].append(shapely.LineString(points))
    return {name: shapely.get_parts(shapely.line_merge(shapely.MultiLineString(lines[name]))) for name in CLASSES}


def _longest(lines: Lines, most_points: int) -> Lines:
    """Return the longest lines that hold together in so many points."""
    ranked = lines[np.argsort(-shapely.length(lines), kind="stable")]
    return ranked[np.cumsum(shapely.get_num_coordinates(ranked)) <= most_points]


def _feature(name: str, lines: Lines) -> dict[str, object]:
    coordinates = [np.round(shapely.get_coordinates(line), DECIMALS).tolist() for line in lines]
    geometry = {"type": "MultiLineString", "coordinates": coordinates}
    return {"type": "Feature", "properties": {"class": name}, "geometry": geometry}
