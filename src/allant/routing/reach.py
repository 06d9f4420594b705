"""What is within reach: times, counts of opportunities, isochrones; part after part, so that memory is bounded."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import polars as pl

from allant.routing.cells import FINEST, coarser, outline
from allant.routing.network import Network
from allant.routing.places import Places
from allant.routing.trips import ON_FOOT, Mode, Trip

__all__ = ["access_parts", "isochrone", "matrix_parts", "reached_cells"]

PAIRS_AT_ONCE = 2_000_000
"""About 64 MB of times."""
RESOLUTIONS = {Mode.BICYCLE: 9, Mode.E_BIKE: 9, Mode.TRANSIT: 9, Mode.CAR: 8}
"""Cells of isochrones, by how far a mode goes; on foot, the finest."""
GRIDS_KEPT = 16


def matrix_parts(network: Network, origins: Places, destinations: Places, trip: Trip) -> Iterator[pl.DataFrame]:
    """Yield the travel times, some origins at a time.

    Each part has `origin_id, destination_id, travel_s` (s), and `p10_s, p90_s` when the trip has a window, in the order
    of the places; pairs out of reach are left out.
    """
    engine = network.engine(trip.mode)
    step = max(1, PAIRS_AT_ONCE // max(1, len(destinations)))
    for start in range(0, len(origins), step):
        some = origins.part(start, start + step)
        times = engine.travel_times(some, destinations, trip).sort("origin", "destination")
        yield times.select(
            some.ids.gather(times["origin"]).alias("origin_id"),
            destinations.ids.gather(times["destination"]).alias("destination_id"),
            pl.exclude("origin", "destination"),
        )


def access_parts(
    network: Network, origins: Places, opportunities: pl.DataFrame, trips: Sequence[Trip], minutes: Sequence[float]
) -> Iterator[pl.DataFrame]:
    """Yield how many opportunities are within reach of some origins at a time.

    Parameters
    ----------
    opportunities
        `id, lon, lat` and one column of counts (0 or more) for each kind.
    trips
        One for each mode; each lasts at least as long as the largest of `minutes`.

    Yields
    ------
    DataFrame
        `origin_id, mode, minutes, kind, count`, one row for each combination, nothing within reach being 0.
    """
    places = Places.of(opportunities)
    counts = opportunities.drop("id", "lon", "lat").with_row_index("destination")
    kinds = [name for name in counts.columns if name != "destination"]
    step = max(1, PAIRS_AT_ONCE // max(1, len(places)))
    for trip in trips:
        for start in range(0, len(origins), step):
            some = origins.part(start, start + step)
            times = network.engine(trip.mode).travel_times(some, places, trip)
            yield _counted(some, times.join(counts, on="destination"), str(trip.mode), minutes, kinds)


def _counted(
    some: Places, reached: pl.DataFrame, mode: str, minutes: Sequence[float], kinds: Sequence[str]
) -> pl.DataFrame:
    asked = pl.DataFrame({"minutes": minutes}, schema={"minutes": pl.Float64})
    wanted = pl.DataFrame({"origin": range(len(some))}, schema={"origin": pl.UInt32}).join(asked, how="cross")
    within = [
        reached.filter(pl.col("travel_s") <= limit * 60)
        .group_by("origin")
        .agg(pl.col(kind).sum() for kind in kinds)
        .with_columns(minutes=pl.lit(limit, dtype=pl.Float64))
        for limit in minutes
    ]
    counted = (
        wanted.join(pl.concat(within), on=["origin", "minutes"], how="left")
        .fill_null(0)
        .unpivot(kinds, index=["origin", "minutes"], variable_name="kind", value_name="count")
        .sort("origin", "minutes", "kind")
    )
    return counted.select(
        some.ids.gather(counted["origin"]).alias("origin_id"), pl.lit(mode).alias("mode"), "minutes", "kind", "count"
    )


def isochrone(network: Network, lon: float, lat: float, trip: Trip, minutes: Sequence[float]) -> dict[str, object]:
    """Return the area within reach of a point as GeoJSON, one feature for each limit, the largest first.

    The area is made of the cells of the network whose street point is reached in time; its edge is right to about the
    size of a cell (130 m across on foot, 350 m by bicycle and public transport, 900 m by car).
    """
    cells = reached_cells(network, lon, lat, trip)
    features = [
        {
            "type": "Feature",
            "geometry": outline(cells.filter(pl.col("travel_s") <= limit * 60)["cell"]),
            "properties": {
                "mode": str(trip.mode),
                "minutes": limit,
                "network": network.manifest.version,
                "engine": network.engine(trip.mode).name,
                "walking_km_per_h": trip.foot_km_per_h,
            },
        }
        for limit in sorted(minutes, reverse=True)
    ]
    return {"type": "FeatureCollection", "features": features}


def reached_cells(network: Network, lon: float, lat: float, trip: Trip) -> pl.DataFrame:
    """Return the cells whose street point is reached from a point within the trip's longest time: `cell, travel_s`."""
    places = _grid(network, FINEST if trip.mode in ON_FOOT else RESOLUTIONS[trip.mode])
    times = network.engine(trip.mode).travel_times(Places.one(lon, lat), places, trip).sort("destination")
    return pl.DataFrame({"cell": places.ids.gather(times["destination"]), "travel_s": times["travel_s"]})


@lru_cache(maxsize=GRIDS_KEPT)
def _grid(network: Network, resolution: int) -> Places:
    """Return the cells of a resolution as places: the same for every door."""
    cells = coarser(network.cells, resolution)
    return Places(cells["cell"], cells["lon"].to_numpy(), cells["lat"].to_numpy())
