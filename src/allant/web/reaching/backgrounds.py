"""What the maps of a territory are drawn on: its streets and the edges of its communes, or the map given for it."""

import json
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import shapely
from django.urls import reverse

from allant.routing.background import BACKGROUND
from allant.sources.map_tiles import TileSet, read_tile_set
from allant.sources.outlines import Outlines
from allant.web.accounts.models import Territory
from allant.web.reaching.grounds import folder_of, ground_of
from allant.web.ui.maps import MapLayer, MapTiles

COMMUNES, TILES = "communes.geojson", "map.pmtiles"
VERSION = "v"
"""What addresses say with which version they go: one that names it never changes."""
KEPT = 8
"""Backgrounds kept in memory: some territories, each a megabyte at most."""
VERSION_LENGTH = 16

File = tuple[Path, int, int]
"""A file that is there, when it was written, and its size."""


def write_communes(outlines: Outlines, path: Path) -> None:
    """Write the lines between communes as a background draws them."""
    properties = {"class": "commune", "communes": outlines.communes}
    edges = json.loads(shapely.to_geojson(outlines.edges))
    feature = {"type": "Feature", "properties": properties, "geometry": edges}
    path.write_text(_collection([feature]), encoding="utf-8")


def outlined_communes(territory: Territory) -> int:
    """Return how many communes have their outline on maps."""
    path = folder_of(territory) / COMMUNES
    return sum(each["properties"]["communes"] for each in _features(path)) if path.is_file() else 0


def background_layers(territory: Territory) -> list[MapLayer]:
    """Return what every map of a territory begins with."""
    version = f"?{VERSION}={background_version(territory)}"
    layers = [MapLayer("background", url=reverse("reaching:background", args=[territory.pk]) + version)]
    tiles = tiles_of(territory)
    if tiles is not None:
        address = reverse("reaching:tile", args=[territory.pk, 0, 0, 0]).removesuffix("0/0/0") + "{z}/{x}/{y}"
        drawn = MapTiles(tiles.kind, tiles.lowest, tiles.highest, tiles.bounds)
        layers.append(MapLayer("tiles", url=address + version, tiles=drawn))
    return layers


def background_version(territory: Territory) -> str:
    """Return a name that changes with what is drawn."""
    said = "\n".join(f"{path} {written_ns} {size}" for path, written_ns, size in _files(territory))
    return sha256(said.encode()).hexdigest()[:VERSION_LENGTH]


def background_of(territory: Territory) -> bytes:
    """Return the background as GeoJSON; where a map was given, its streets are not drawn a second time."""
    return _drawn(tuple(each for each in _files(territory) if each[0].name != TILES))


def tiles_of(territory: Territory) -> TileSet | None:
    """Return what the map given for a territory holds, None where none was."""
    found = [each for each in _files(territory) if each[0].name == TILES]
    return _tile_set(*found) if found else None


def _files(territory: Territory) -> tuple[File, ...]:
    network, folder = ground_of(territory).network, folder_of(territory)
    paths = [folder / COMMUNES, folder / TILES]
    if network is not None and not paths[1].is_file():
        paths.append(network.folder / BACKGROUND)
    return tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in paths if path.is_file())


@lru_cache(maxsize=KEPT)
def _tile_set(file: File) -> TileSet:
    return read_tile_set(file[0])


@lru_cache(maxsize=KEPT)
def _drawn(files: tuple[File, ...]) -> bytes:
    return _collection([feature for path, _, _ in files for feature in _features(path)]).encode()


def _features(path: Path) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return features


def _collection(features: list[dict[str, Any]]) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
