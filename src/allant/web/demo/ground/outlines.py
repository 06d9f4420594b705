"""Which ground belongs to which commune of the valley: what is nearest to its middle, bounded where the valley ends."""

import json
from pathlib import Path

import shapely

from allant.web.demo.ground.plane import to_degrees
from allant.web.demo.ground.valley import AT
from allant.web.demo.places import PLACES

AROUND_M = 3500
"""How far the valley goes beyond the middles of its outer communes."""
DECIMALS = 6


def write_outlines(path: Path) -> None:
    """Write the communes as open data do: GeoJSON in degrees, each with its code and its name."""
    features = [
        {
            "type": "Feature",
            "properties": {"code": place.code_insee, "nom": place.name},
            "geometry": {"type": "Polygon", "coordinates": [_ring(area)]},
        }
        for place, area in zip(PLACES, _areas(), strict=True)
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")


def _areas() -> list[shapely.Polygon]:
    middles = shapely.MultiPoint([AT[place.name] for place in PLACES])
    valley = middles.convex_hull.buffer(AROUND_M)
    nearest = shapely.voronoi_polygons(middles, extend_to=valley, ordered=True)
    return [shapely.intersection(each, valley) for each in nearest.geoms]


def _ring(area: shapely.Polygon) -> list[list[float]]:
    points = [to_degrees((x, y)) for x, y in shapely.get_coordinates(area.exterior)]
    return [[round(lon, DECIMALS), round(lat, DECIMALS)] for lon, lat in points]
