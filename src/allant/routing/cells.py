"""The cells of a network: hexagons (H3) that a street passes through, each with a point of a street in it.

Isochrones and studies ask for times to these points; a coarser grid keeps one point of those inside each larger cell.
"""

from collections.abc import Iterable
from pathlib import Path

import h3
import polars as pl

from allant.routing.places import Places

__all__ = ["CELLS", "COARSEST", "FINEST", "cells_of", "coarser", "middles", "outline", "read_cells", "write_cells"]

CELLS = "cells.parquet"
FINEST, COARSEST = 10, 7
"""Resolutions of H3: edges of about 65 m and 1.2 km."""


def cells_of(lon: Iterable[float], lat: Iterable[float]) -> pl.DataFrame:
    """Return one row a cell of the finest resolution, `cell, lon, lat`, with the street point nearest to its middle."""
    points = pl.DataFrame({"lon": lon, "lat": lat}, schema={"lon": pl.Float64, "lat": pl.Float64}).unique()
    names = [h3.latlng_to_cell(lat, lon, FINEST) for lon, lat in points.iter_rows()]
    return _nearest_to_middle(points.with_columns(pl.Series("cell", names, dtype=pl.String)))


def coarser(cells: pl.DataFrame, resolution: int) -> pl.DataFrame:
    """Return the cells of a coarser resolution, each with the point nearest to its middle."""
    if resolution == FINEST:
        return cells
    parents = [h3.cell_to_parent(cell, resolution) for cell in cells["cell"]]
    return _nearest_to_middle(cells.with_columns(pl.Series("cell", parents, dtype=pl.String)))


def _nearest_to_middle(points: pl.DataFrame) -> pl.DataFrame:
    middles = [h3.cell_to_latlng(cell) for cell in points["cell"]]
    south_north = pl.Series([lat for lat, _ in middles], dtype=pl.Float64)
    west_east = pl.Series([lon for _, lon in middles], dtype=pl.Float64)
    east = (pl.col("lon") - west_east) * pl.col("lat").radians().cos()
    away = (east**2 + (pl.col("lat") - south_north) ** 2).alias("away")
    ranked = points.with_columns(away).sort("cell", "away", "lon", "lat")
    return ranked.unique("cell", keep="first", maintain_order=True).select("cell", "lon", "lat")


def middles(cells: Iterable[str]) -> Places:
    """Return the middle of each cell, in their order."""
    points = [h3.cell_to_latlng(cell) for cell in cells]
    return Places.at([lon for _, lon in points], [lat for lat, _ in points])


def outline(cells: Iterable[str]) -> dict[str, object]:
    """Return the GeoJSON geometry around cells of one resolution; an empty MultiPolygon around none."""
    gathered = list(cells)
    if not gathered:
        return {"type": "MultiPolygon", "coordinates": []}
    shape: dict[str, object] = h3.cells_to_h3shape(gathered, tight=False).__geo_interface__
    return shape


def write_cells(cells: pl.DataFrame, folder: Path) -> None:
    """Write the cells of a network."""
    cells.write_parquet(folder / CELLS)


def read_cells(folder: Path) -> pl.DataFrame:
    """Read the cells of a network."""
    return pl.read_parquet(folder / CELLS)
