"""Where trips begin and end."""

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
    def one(cls, lon: float, lat: float) -> "Places":
        """Return a single point."""
        return cls(pl.Series(["0"]), np.array([lon]), np.array([lat]))

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.lon)

    def part(self, start: int, stop: int) -> "Places":
        """Return consecutive points."""
        return Places(self.ids[start:stop], self.lon[start:stop], self.lat[start:stop])

    def kept(self, mask: NDArray[np.bool_]) -> "Places":
        """Return the points where the mask is true."""
        return Places(self.ids.filter(pl.Series(mask)), self.lon[mask], self.lat[mask])
