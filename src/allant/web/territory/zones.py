"""A study as its page tells it: one row a cell for one kind of opportunity, one limit and one hour, with its people."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import numpy as np
import polars as pl

from allant.parameters import parameter
from allant.reach import TerritoryReach, territory_reach
from allant.routing.cells import middles, outline
from allant.routing.trips import Mode
from allant.web.reaching.grounds import Ground
from allant.web.territory.people import commune_of_cells, communes_of, people_of_cells
from allant.web.territory.studies import Study

SHARES = (0.25, 0.5, 0.75)
"""Limits between the classes of a map, above that of white zones."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked of a study: a kind of opportunity, minutes, and a departure (empty without a timetable)."""

    kind: str
    minutes: float
    departure: str


@dataclass(frozen=True, eq=False)
class Zones:
    """The cells of a study for one choice."""

    ground: Ground
    study: Study
    choice: Choice

    @cached_property
    def counts(self) -> pl.DataFrame:
        """`cell`, then what each mode reaches."""
        departure = datetime.fromisoformat(self.choice.departure) if self.choice.departure else None
        chosen = self.study.table.filter(
            pl.col("kind") == self.choice.kind,
            pl.col("minutes") == self.choice.minutes,
            pl.col("departure").is_null() | (pl.col("departure") == departure),
        )
        wide = chosen.pivot("mode", index="origin_id", values="count").rename({"origin_id": "cell"}).sort("cell")
        return wide.with_columns(pl.exclude("cell").cast(pl.Float64).fill_null(0))

    @property
    def has_timetable(self) -> bool:
        """Whether public transport was counted."""
        return str(Mode.TRANSIT) in self.counts.columns

    @cached_property
    def reach(self) -> TerritoryReach:
        """Shares and white zones: public transport includes walking all the way, so it stands for both."""
        without = self.counts[str(Mode.TRANSIT if self.has_timetable else Mode.WALK)].to_numpy()
        by_car, people = self.counts[str(Mode.CAR)].to_numpy(), self._people
        return territory_reach(without, by_car, parameter("reach/white_zone_share"), people)

    @cached_property
    def table(self) -> pl.DataFrame:
        """`cell, commune, people`, then what each mode reaches, `share, is_white`; null is unknown."""
        names = [self._communes[number].name for number in self._belongs] if self._communes else None
        share = pl.Series("share", self.reach.share).fill_nan(None)
        return self.counts.with_columns(
            pl.Series("commune", names or [None] * len(self.counts), dtype=pl.String),
            pl.Series("people", self._people, dtype=pl.Float64)
            if self._people is not None
            else pl.lit(None, dtype=pl.Float64).alias("people"),
            share,
            pl.Series("is_white", self.reach.is_white),
        ).select("cell", "commune", "people", pl.exclude("cell", "commune", "people"))

    @cached_property
    def by_commune(self) -> pl.DataFrame:
        """`commune, people, share, white_people, cells`, the worst served first; weighted by people where known."""
        weight = pl.col("people") if self._people is not None else pl.lit(1.0)
        known = self.table.filter(pl.col("share").is_not_null() & pl.col("commune").is_not_null())
        grouped = known.group_by("commune").agg(
            pl.col("people").sum().alias("people"),
            ((pl.col("share") * weight).sum() / weight.sum()).alias("share"),
            (pl.col("people") * pl.col("is_white")).sum().alias("white_people"),
            *(
                ((pl.col(mode) * weight).sum() / weight.sum()).alias(mode)
                for mode in self.counts.columns
                if mode != "cell"
            ),
            pl.len().alias("cells"),
        )
        return grouped.sort("share", "commune")

    def mean(self, mode: Mode) -> float | None:
        """Return what a mode reaches, each person counting once (each cell where people are not known)."""
        if str(mode) not in self.counts.columns:
            return None
        weights = np.ones(len(self.counts)) if self._people is None else self._people
        return float((self.counts[str(mode)].to_numpy() * weights).sum() / max(weights.sum(), 1))

    def geojson(self) -> dict[str, object]:
        """Return every cell with its figures; `class` is how it is drawn, from step-1 (least) to step-5."""
        features = []
        for row in self.table.iter_rows(named=True):
            drawn = {"class": step_of(row["share"]), **{name: row[name] for name in row if name != "cell"}}
            features.append(
                {
                    "type": "Feature",
                    "id": row["cell"],
                    "geometry": outline([row["cell"]]),
                    "properties": {"cell": row["cell"], **drawn},
                }
            )
        return {"type": "FeatureCollection", "features": features}

    @cached_property
    def _communes(self):
        return communes_of(self.ground.territory)

    @cached_property
    def _belongs(self):
        return commune_of_cells(middles(self.counts["cell"]), self._communes)

    @cached_property
    def _people(self):
        if not self._communes or self.ground.network is None:
            return None
        return people_of_cells(self.ground.network, self.counts["cell"].to_list(), self._belongs, self._communes)


def step_of(share: float | None) -> str:
    """Return the class of a share: fifths, but for white zones, which are the first; none where nothing is known."""
    if share is None:
        return "unknown"
    limits = (parameter("reach/white_zone_share"), *SHARES)
    return f"step-{1 + sum(share >= limit for limit in limits)}"
