"""Where trips begin and end."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

__all__ = ["Places"]


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Points on Earth: float64[n] `lon` and `lat`, in degrees (EPSG:4326), and what each is called."""

    ids: pl.Series
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]

    @classmethod
    def of(cls, frame: pl.DataFrame) -> "Places":
        """Return the points of a frame with `id`, `lon` and `lat`."""
        return cls(frame["id"], frame["lon"].to_numpy(), frame["lat"].to_numpy())

    @classmethod
    def at(cls, lon: Sequence[float], lat: Sequence[float]) -> "Places":
        """Return points that are called by their number."""
        ids = pl.Series([str(number) for number in range(len(lon))], dtype=pl.String)
        return cls(ids, np.array(lon, dtype=np.float64), np.array(lat, dtype=np.float64))

    @classmethod
    def one(cls, lon: float, lat: float) -> "Places":
        """Return a single point."""
        return cls.at([lon], [lat])

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.lon)

    def and_then(self, others: "Places") -> "Places":
        """Return these points, then others."""
        ids = pl.concat([self.ids.cast(pl.String), others.ids.cast(pl.String)])
        return Places(ids, np.concatenate([self.lon, others.lon]), np.concatenate([self.lat, others.lat]))

    def part(self, start: int, stop: int) -> "Places":
        """Return consecutive points."""
        return Places(self.ids[start:stop], self.lon[start:stop], self.lat[start:stop])

    def kept(self, mask: NDArray[np.bool_]) -> "Places":
        """Return the points where the mask is true."""
        return Places(self.ids.filter(pl.Series(mask)), self.lon[mask], self.lat[mask])
