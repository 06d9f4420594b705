"""What a study asks, and everything that its figures depend on."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import polars as pl

from allant import __version__
from allant.parameters import parameter, paths
from allant.routing.cells import coarser
from allant.routing.manifest import Source
from allant.routing.network import Network
from allant.routing.trips import Mode, Trip

__all__ = ["COLUMNS", "KEY", "PART_SIZE", "Plan", "cell_origins", "source_said", "trips_of"]

FORMAT = 1
"""Raised when what is computed changes, so that a study begun before is not continued."""
PART_SIZE = 500
"""Origins of a part: what a kill loses at most, for each process."""
KEY = ["origin_id", "mode", "departure", "minutes", "kind"]
COLUMNS = [*KEY, "count"]


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """A question to a network.

    Parameters
    ----------
    origins, opportunities
        `id, lon, lat`, and for opportunities one column of counts for each kind.
    trips
        One for each mode, and for public transport one for each departure.
    minutes
        Limits, the smallest first; trips last at least as long as the largest.
    asked
        Where origins and opportunities come from, as `study.json` says it.
    """

    network: Network
    origins: pl.DataFrame
    opportunities: pl.DataFrame
    trips: tuple[Trip, ...]
    minutes: tuple[float, ...]
    asked: Mapping[str, Any]

    @property
    def kinds(self) -> list[str]:
        """Return the kinds of opportunities."""
        return [name for name in self.opportunities.columns if name not in {"id", "lon", "lat"}]

    @property
    def rows_of_origin(self) -> int:
        """Return how many rows each origin gives."""
        return len(self.trips) * len(self.minutes) * len(self.kinds)

    def described(self) -> dict[str, Any]:
        """Return what the figures depend on: two studies that say the same give the same rows."""
        manifest = self.network.manifest
        departures = sorted({f"{trip.departure:%Y-%m-%dT%H:%M:%S}" for trip in self.trips if trip.departure})
        return {
            "format": FORMAT,
            "allant": __version__,
            "engine": self.network.engines,
            "network": manifest.version,
            "network_sources": [asdict(source) for source in manifest.sources],
            **self.asked,
            "origins_count": len(self.origins),
            "kinds": self.kinds,
            "modes": sorted({str(trip.mode) for trip in self.trips}),
            "departures": departures,
            "timezone": manifest.timezone,
            "window_min": max(trip.window_min for trip in self.trips),
            "minutes": list(self.minutes),
            "part_size": PART_SIZE,
            "parameters": {path: parameter(path) for path in paths() if path.startswith("routing/")},
        }


def trips_of(
    modes: tuple[Mode, ...], departures: tuple[datetime, ...], window_min: int, max_min: float
) -> tuple[Trip, ...]:
    """Return the trips of a study: only public transport depends on the hour, so the others are asked for once.

    Raises
    ------
    InputError
        Public transport without a departure.
    """
    streets = [Trip(mode, max_min) for mode in modes if mode is not Mode.TRANSIT]
    if Mode.TRANSIT not in modes:
        return tuple(streets)
    when: tuple[datetime | None, ...] = departures or (None,)
    return *streets, *(Trip(Mode.TRANSIT, max_min, departure, window_min) for departure in when)


def cell_origins(network: Network, resolution: int) -> pl.DataFrame:
    """Return the street point of each cell of a network, called by the name of its cell (H3)."""
    return coarser(network.cells, resolution).rename({"cell": "id"})


def source_said(source: Source) -> dict[str, str]:
    """Return a file as `study.json` says it."""
    return {"file": source.name, "sha256": source.sha256}
