"""Reads the studies of a territory as they lie in its folder: whole, under way, or of a network that has changed."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl

from allant.routing.study.folder import ASKED, PARTS, TABLE
from allant.web.accounts.models import Territory
from allant.web.reaching.grounds import Ground
from allant.web.territory.studying import studies_of

KEPT = 4
"""Tables kept in memory: some studies, each a few megabytes."""


@dataclass(frozen=True, slots=True)
class Study:
    """One study. `asked` is all that its figures depend on, as `study.json` says it."""

    path: Path
    asked: dict[str, Any]

    @property
    def is_whole(self) -> bool:
        """Whether its table is there."""
        return (self.path / TABLE).is_file()

    @property
    def done(self) -> tuple[int, int]:
        """How many parts are computed, of how many."""
        parts = -(-self.asked["origins_count"] // self.asked["part_size"])
        return (parts if self.is_whole else len(list((self.path / PARTS).glob("*.parquet")))), parts

    @property
    def table(self) -> pl.DataFrame:
        """`origin_id, mode, departure, minutes, kind, count`; only of a study that is whole."""
        path = self.path / TABLE
        return _read(path, path.stat().st_mtime_ns)

    def is_of(self, ground: Ground) -> bool:
        """Whether it was computed on the streets, timetables and places in use."""
        return (
            ground.network is not None
            and ground.opportunities is not None
            and self.asked["network"] == ground.network.manifest.version
            and self.asked["opportunities"]["sha256"].startswith(ground.opportunities.version)
        )


def study_of(territory: Territory, ground: Ground) -> Study | None:
    """Return the study to show: one of the ground in use before any other, a whole one before one under way."""
    found = [_study(path.parent) for path in studies_of(territory).glob(f"*/{ASKED}")]
    known = [each for each in found if each is not None]
    return max(known, key=lambda each: (each.is_whole, each.is_of(ground), _written(each)), default=None)


def under_way(territory: Territory, ground: Ground) -> Study | None:
    """Return the study of the ground in use that is not whole yet, if any."""
    found = [_study(path.parent) for path in studies_of(territory).glob(f"*/{ASKED}")]
    return next((each for each in found if each is not None and not each.is_whole and each.is_of(ground)), None)


def _study(path: Path) -> Study | None:
    try:
        return Study(path, json.loads((path / ASKED).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return None


def _written(study: Study) -> float:
    return (study.path / ASKED).stat().st_mtime


@lru_cache(maxsize=KEPT)
def _read(path: Path, _written_ns: int) -> pl.DataFrame:
    return pl.read_parquet(path)
