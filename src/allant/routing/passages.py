"""What a timetable says of its trips in the words of travellers: lines, colours, headsigns, the names of stops.

Engines answer with ids. One table saved with the network, a row for each passage of a trip at a stop, turns them into
words; it is sorted by trip, so that a few trips are read without the rest.
"""

from collections.abc import Collection, Sequence
from pathlib import Path

import polars as pl

from allant.errors import FileError
from allant.sources.gtfs import Feed
from allant.sources.gtfs.times import seconds

__all__ = ["passages_of", "read_passages", "write_passages"]

PASSAGES = "passages.parquet"
_ROWS_TOGETHER = 50_000
_ACCESS = {"1": True, "2": False}
_WORDS = {
    "stops": ("stop_name", "wheelchair_boarding"),
    "routes": ("route_short_name", "route_long_name", "route_color", "route_text_color"),
    "trips": ("trip_headsign", "wheelchair_accessible"),
}


def passages_of(feeds: Sequence[Feed]) -> pl.DataFrame:
    """Return the passages of all trips, in order, under the ids that the engine gives them.

    Returns
    -------
    DataFrame
        `trip_id, stop_id, stop, lon, lat` (degrees), `at_s` (departure, seconds since the day's start), `line,
        long_name, colour, text_colour` (six hexadecimal digits, or empty), `kind` (type of line in GTFS), `headsign,
        wheelchair` (of the stop and the vehicle; null where nobody has said).
    """
    parts = [_of(feed, f"{number}:" if len(feeds) > 1 else "") for number, feed in enumerate(feeds)]
    return pl.concat(parts).sort("trip_id", "order").drop("order")


def _of(feed: Feed, prefix: str) -> pl.DataFrame:
    stops, routes, trips = (_with_words(feed, name) for name in ("stops", "routes", "trips"))
    of_stop, of_trip = (
        pl.col(name).replace_strict(_ACCESS, default=None) for name in ("wheelchair_boarding", "wheelchair_accessible")
    )
    return (
        feed.table("stop_times")
        .select("trip_id", "stop_id", "stop_sequence", "departure_time")
        .join(trips.select("trip_id", "route_id", *_WORDS["trips"]), on="trip_id")
        .join(routes.select("route_id", "route_type", *_WORDS["routes"]), on="route_id")
        .join(stops.select("stop_id", "stop_lon", "stop_lat", *_WORDS["stops"]), on="stop_id")
        .select(
            (pl.lit(prefix) + pl.col("trip_id")).alias("trip_id"),
            pl.col("stop_sequence").cast(pl.Int64, strict=False).alias("order"),
            (pl.lit(prefix) + pl.col("stop_id")).alias("stop_id"),
            pl.col("stop_name").alias("stop"),
            pl.col("stop_lon").cast(pl.Float64).alias("lon"),
            pl.col("stop_lat").cast(pl.Float64).alias("lat"),
            seconds("departure_time").alias("at_s"),
            pl.col("route_short_name").alias("line"),
            pl.col("route_long_name").alias("long_name"),
            pl.col("route_color").alias("colour"),
            pl.col("route_text_color").alias("text_colour"),
            pl.col("route_type").cast(pl.Int32, strict=False).alias("kind"),
            pl.col("trip_headsign").alias("headsign"),
            (of_stop & of_trip).alias("wheelchair"),
        )
    )


def _with_words(feed: Feed, name: str) -> pl.DataFrame:
    """Return a table with the columns that a feed may leave out, empty where it does."""
    return feed.table(name).with_columns(feed.column(name, column) for column in _WORDS[name])


def write_passages(passages: pl.DataFrame, folder: Path) -> None:
    """Write the passages beside the network that they belong to."""
    passages.write_parquet(folder / PASSAGES, row_group_size=_ROWS_TOGETHER)


def read_passages(folder: Path, trips: Collection[str]) -> pl.DataFrame:
    """Read the passages of some trips, in order.

    Raises
    ------
    FileError
        The network was built before passages were saved.
    """
    path = folder / PASSAGES
    if not path.is_file():
        raise FileError(
            value=str(folder),
            rule="ce réseau a été construit sans les noms des arrêts et des lignes.",
            remedy="Construisez-le de nouveau : allant network build.",
        )
    return pl.scan_parquet(path).filter(pl.col("trip_id").is_in(list(trips))).collect()
