"""What a saved network is made of: written beside it, and told with every result computed on it."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from allant.sources.gtfs import Coverage, OnDemandLine

__all__ = ["MANIFEST", "Manifest", "Source", "read_manifest", "source_of", "write_manifest"]

MANIFEST = "manifest.json"
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Source:
    """A file that a network or a study was made of."""

    name: str
    kind: str
    """`streets` or `timetable`; `origins` or `opportunities`."""
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a network is.

    `version` follows from the engines and from the bytes of its sources: one version gives the same times.
    `engine` names whatever computes on it; `tiles` the engine whose tiles it holds too, None without tiles.
    `bounds` is (west, south, east, north) of its streets, in degrees.
    """

    version: str
    engine: str
    sources: tuple[Source, ...]
    bounds: tuple[float, float, float, float]
    timetables: tuple[Coverage, ...]
    tiles: str | None = None

    @property
    def timezone(self) -> str | None:
        """Return the time zone of the timetables, None without any."""
        return self.timetables[0].timezone if self.timetables else None

    @property
    def days(self) -> tuple[date, date] | None:
        """Return the first and the last day that every timetable covers; None without any."""
        if not self.timetables:
            return None
        return max(each.first_day for each in self.timetables), min(each.last_day for each in self.timetables)


def source_of(path: Path, kind: str) -> Source:
    """Return what tells a file from every other."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return Source(path.name, kind, digest.hexdigest())


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Write a manifest beside its network."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1, default=str)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a network; raise OSError or ValueError where there is none."""
    content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return Manifest(
        version=content["version"],
        engine=content["engine"],
        sources=tuple(Source(**each) for each in content["sources"]),
        bounds=tuple(content["bounds"]),
        timetables=tuple(_coverage(each) for each in content["timetables"]),
        tiles=content.get("tiles"),
    )


def _coverage(content: dict[str, Any]) -> Coverage:
    days = {name: date.fromisoformat(content[name]) for name in ("first_day", "last_day")}
    on_demand = tuple(OnDemandLine(**each) for each in content["on_demand"])
    return Coverage(**content | days | {"on_demand": on_demand})
