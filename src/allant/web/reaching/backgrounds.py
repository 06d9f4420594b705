"""What the maps of a territory are drawn on: its streets, and the edges of its communes where they are known."""

import json
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import shapely
from django.urls import reverse

from allant.routing.background import BACKGROUND
from allant.sources.outlines import Outlines
from allant.web.accounts.models import Territory
from allant.web.reaching.grounds import folder_of, ground_of
from allant.web.ui.maps import MapLayer

COMMUNES = "communes.geojson"
VERSION = "v"
"""What the address of a background says its version with."""
KEPT = 8
"""Backgrounds kept in memory: some territories, each a megabyte at most."""
VERSION_LENGTH = 16


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


def background_layer(territory: Territory) -> MapLayer:
    """Return the layer that every map of a territory begins with."""
    address = reverse("reaching:background", args=[territory.pk])
    return MapLayer("background", url=f"{address}?{VERSION}={background_version(territory)}")


def background_version(territory: Territory) -> str:
    """Return a name that changes with what is drawn."""
    said = "\n".join(f"{path} {written_ns} {size}" for path, written_ns, size in _files(territory))
    return sha256(said.encode()).hexdigest()[:VERSION_LENGTH]


def background_of(territory: Territory) -> bytes:
    """Return the background as GeoJSON; nothing is drawn where nobody loaded anything."""
    return _drawn(_files(territory))


def _files(territory: Territory) -> tuple[tuple[Path, int, int], ...]:
    """Return the files drawn from that are there, when each was written, and its size."""
    network = ground_of(territory).network
    paths = [folder_of(territory) / COMMUNES, *([] if network is None else [network.folder / BACKGROUND])]
    return tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in paths if path.is_file())


@lru_cache(maxsize=KEPT)
def _drawn(files: tuple[tuple[Path, int, int], ...]) -> bytes:
    return _collection([feature for path, _, _ in files for feature in _features(path)]).encode()


def _features(path: Path) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return features


def _collection(features: list[dict[str, Any]]) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
