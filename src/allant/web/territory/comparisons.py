"""Reads the comparisons of a territory, and who gains what in each."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from allant.routing.cells import middles, outline
from allant.routing.study.folder import ASKED as STUDY_ASKED
from allant.travel_cost import AddedService, added_service
from allant.web.accounts.models import Territory
from allant.web.reaching.grounds import Ground
from allant.web.territory.changing import AFTER, ASKED, BEFORE, COMPARED, comparisons_of
from allant.web.territory.people import commune_of_cells, communes_of, people_of_cells
from allant.web.territory.studies import Study
from allant.web.territory.zones import Choice

KEPT = 4
GAINS = (100, 500, 1000, 5000)
"""Limits between the classes of a map, in places that are gained."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison. `asked` says the change, the network in use then, and the question."""

    path: Path
    asked: dict[str, Any]

    @property
    def is_whole(self) -> bool:
        """Whether its table is there."""
        return (self.path / COMPARED).is_file()

    @property
    def done(self) -> tuple[int, int]:
        """How many parts of both studies are computed, of how many."""
        question = self.asked["question"]
        parts = -(-question["origins_count"] // question["part_size"])
        begun = [Study(self.path / each, question) for each in (BEFORE, AFTER)]
        return sum(each.done[0] for each in begun if (each.path / STUDY_ASKED).is_file()), 2 * parts

    @property
    def table(self) -> pl.DataFrame:
        """`origin_id, mode, departure, minutes, kind, before, after`; only of a comparison that is whole."""
        path = self.path / COMPARED
        return _read(path, path.stat().st_mtime_ns)

    def is_of(self, ground: Ground) -> bool:
        """Whether it compares with the network in use."""
        return ground.network is not None and self.asked["network"] == ground.network.manifest.version


def comparisons(territory: Territory) -> list[Comparison]:
    """Return the comparisons of a territory, in the order of their names."""
    found = [_comparison(path.parent) for path in sorted(comparisons_of(territory).glob(f"*/{ASKED}"))]
    return [each for each in found if each is not None]


def comparison(territory: Territory, slug: str) -> Comparison | None:
    """Return one comparison, by the name of its folder."""
    return next((each for each in comparisons(territory) if each.path.name == slug), None)


def _comparison(path: Path) -> Comparison | None:
    try:
        return Comparison(path, json.loads((path / ASKED).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return None


@lru_cache(maxsize=KEPT)
def _read(path: Path, _written_ns: int) -> pl.DataFrame:
    return pl.read_parquet(path)


@dataclass(frozen=True, eq=False)
class Gains:
    """Who gains what in a comparison, for one kind of place, one limit and one hour."""

    ground: Ground
    comparison: Comparison
    choice: Choice

    @cached_property
    def cells(self) -> pl.DataFrame:
        """`cell, commune, people, before, after, gain`, cell after cell; null is unknown."""
        at = datetime.fromisoformat(self.choice.departure)
        chosen = self.comparison.table.filter(
            pl.col("kind") == self.choice.kind, pl.col("minutes") == self.choice.minutes, pl.col("departure") == at
        ).sort("origin_id")
        names = chosen["origin_id"].to_list()
        communes = communes_of(self.ground.territory)
        belongs = commune_of_cells(middles(names), communes) if communes else np.zeros(0, dtype=np.int64)
        network = self.ground.network
        people = None if network is None else people_of_cells(network, names, belongs, communes)
        where = [communes[number].name for number in belongs] if communes else [None] * len(names)
        return chosen.select(
            pl.col("origin_id").alias("cell"),
            pl.Series("commune", where, dtype=pl.String),
            pl.Series("people", [None] * len(names) if people is None else people, dtype=pl.Float64),
            pl.col(BEFORE).cast(pl.Float64),
            pl.col(AFTER).cast(pl.Float64),
            (pl.col(AFTER).cast(pl.Float64) - pl.col(BEFORE)).alias("gain"),
        )

    @property
    def people(self) -> float | None:
        """How many people gain; None where nobody knows how many live where."""
        gaining = self.cells.filter(pl.col("gain") > 0)["people"]
        return None if self.cells["people"].null_count() else float(gaining.sum())

    @property
    def gaining_cells(self) -> int:
        """How many cells gain."""
        return int((self.cells["gain"] > 0).sum())

    @property
    def mean_gain(self) -> float:
        """What those who gain get on average, each person counting once (each cell, where people are not known)."""
        gaining = self.cells.filter(pl.col("gain") > 0)
        weight = gaining["people"].fill_null(1.0)
        total = float(weight.sum())
        return float((gaining["gain"] * weight).sum()) / total if total > 0 else 0.0

    @property
    def losing_cells(self) -> int:
        """How many cells lose: a line that is changed may be worse for some."""
        return int((self.cells["gain"] < 0).sum())

    @cached_property
    def by_commune(self) -> pl.DataFrame:
        """`commune, people, gaining, mean_gain` of the communes where somebody gains, the most gaining first."""
        gaining = self.cells.filter((pl.col("gain") > 0) & pl.col("commune").is_not_null())
        weight = pl.col("people").fill_null(1.0)
        known = self.cells.group_by("commune").agg(pl.col("people").sum())
        grouped = gaining.group_by("commune").agg(
            pl.col("people").sum().alias("gaining"), ((pl.col("gain") * weight).sum() / weight.sum()).alias("mean_gain")
        )
        return grouped.join(known, on="commune").sort("gaining", "mean_gain", "commune", descending=[True, True, False])

    @property
    def cost(self) -> AddedService:
        """What the service costs, beside licences for those who gain."""
        return added_service(max(0.0, self.comparison.asked["vehicle_hours_a_year"]), self.people)

    def geojson(self) -> dict[str, object]:
        """Return every cell; `class` is how it is drawn: step-1 (a little more) to step-5, or none."""
        features = [
            {
                "type": "Feature",
                "id": row["cell"],
                "geometry": outline([row["cell"]]),
                "properties": {"class": gain_class(row["gain"]), **row},
            }
            for row in self.cells.iter_rows(named=True)
        ]
        return {"type": "FeatureCollection", "features": features}


def gain_class(gain: float) -> str:
    """Return the class of a gain."""
    return f"step-{1 + sum(gain >= limit for limit in GAINS)}" if gain > 0 else "none"
