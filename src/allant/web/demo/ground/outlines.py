"""Which ground belongs to which commune of the valley: what is nearest to its middle, with edges that wind a little."""

import itertools
import json
import math
from pathlib import Path
from random import Random

import shapely

from allant.web.demo.ground.plane import Point, between, chance_of, to_degrees
from allant.web.demo.ground.valley import AT
from allant.web.demo.places import PLACES

AROUND_M = 3500
"""How far the valley goes beyond the middles of its outer communes."""
SHORTEST_M = 400
"""No straight piece of an edge is halved below this length."""
ASIDE_SHARE = 0.12
"""How far the middle of a piece strays from it, of its length."""
CORNER_M = 1.0
DECIMALS = 6


def write_outlines(path: Path) -> None:
    """Write the communes as open data do: GeoJSON in degrees, each with its code and its name."""
    areas = _areas(chance_of("outlines"))
    features = [
        {
            "type": "Feature",
            "properties": {"code": place.code_insee, "nom": place.name},
            "geometry": {"type": "Polygon", "coordinates": [_ring(_around(areas, AT[place.name]))]},
        }
        for place in PLACES
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")


def _areas(chance: Random) -> list[shapely.Polygon]:
    middles = shapely.MultiPoint(list(AT.values()))
    valley = middles.convex_hull.buffer(AROUND_M)
    nearest = shapely.voronoi_polygons(middles, extend_to=valley)
    straight = shapely.set_precision(shapely.intersection(list(nearest.geoms), valley), CORNER_M)
    edges = shapely.union_all(shapely.boundary(straight))
    pieces = sorted(tuple(line.coords) for line in shapely.get_parts(shapely.line_merge(edges)))
    return list(shapely.get_parts(shapely.polygonize([_winding(piece, chance) for piece in pieces])))


def _winding(points: tuple[Point, ...], chance: Random) -> shapely.LineString:
    """Return a line through the same points that strays from them in between, as ridges and brooks do."""
    line = [points[0]]
    for start, end in itertools.pairwise(points):
        line += [*_strayed(start, end, chance), end]
    return shapely.LineString(line)


def _strayed(start: Point, end: Point, chance: Random) -> list[Point]:
    length = math.dist(start, end)
    if length < 2 * SHORTEST_M:
        return []
    middle = between(start, end, 1 / 2, chance.uniform(-ASIDE_SHARE, ASIDE_SHARE) * length)
    return [*_strayed(start, middle, chance), middle, *_strayed(middle, end, chance)]


def _around(areas: list[shapely.Polygon], point: Point) -> shapely.Polygon:
    return next(area for area in areas if area.contains(shapely.Point(point)))


def _ring(area: shapely.Polygon) -> list[list[float]]:
    points = [to_degrees((x, y)) for x, y in shapely.get_coordinates(area.exterior)]
    return [[round(lon, DECIMALS), round(lat, DECIMALS)] for lon, lat in points]
