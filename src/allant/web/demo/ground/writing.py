"""Writes the ground of the demonstration, all of it or nothing."""

import hashlib
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

from allant.web.demo.ground.opportunities import write_opportunities
from allant.web.demo.ground.outlines import write_outlines
from allant.web.demo.ground.streets import draw_streets, write_streets
from allant.web.demo.ground.timetable import write_timetable

VERSION = 2
"""To be raised with each change of what is written: a folder of another version is written anew."""

_STAMP = "ground.json"


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the files are: an OpenStreetMap extract, a GTFS archive, points with counts, and outlines of communes."""

    streets: Path
    timetable: Path
    opportunities: Path
    communes: Path

    @classmethod
    def of(cls, folder: Path) -> "Ground":
        """Return the names of the files in a folder."""
        kinds = ("osm.pbf", "gtfs.zip", "places.csv", "communes.geojson")
        return cls(*(folder / f"val-allant.{kind}" for kind in kinds))

    @property
    def files(self) -> tuple[Path, ...]:
        """Return all of them."""
        return self.streets, self.timetable, self.opportunities, self.communes


def write_ground(folder: Path) -> Ground:
    """Write the streets, the timetable, the places and the communes of the valley; what is there and whole is left.

    Each file is written beside and put in place once whole.
    """
    ground, stamp = Ground.of(folder), folder / _STAMP
    if _is_written(ground, stamp):
        return ground
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".ground-", dir=folder) as beside:
        fresh = Ground.of(Path(beside))
        drawn = draw_streets()
        write_streets(drawn, fresh.streets)
        write_timetable(drawn, fresh.timetable)
        write_opportunities(drawn, fresh.opportunities)
        write_outlines(fresh.communes)
        fresh_stamp = Path(beside) / _STAMP
        fresh_stamp.write_text(json.dumps(_marks(fresh)), encoding="utf-8")
        for written, place in zip((*fresh.files, fresh_stamp), (*ground.files, stamp), strict=True):
            written.replace(place)
    return ground


def _is_written(ground: Ground, stamp: Path) -> bool:
    try:
        return json.loads(stamp.read_text(encoding="utf-8")) == _marks(ground)
    except (OSError, ValueError):
        return False


def _marks(ground: Ground) -> dict[str, str | int]:
    sums = {each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in ground.files}
    return {"version": VERSION, **sums}
