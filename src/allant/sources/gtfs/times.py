"""Hours of a timetable: read (24:30 is half past midnight of the service's day), and filled where they are blank."""

import polars as pl

__all__ = ["SECONDS", "as_text", "filled", "seconds"]

SECONDS = "s"
_HOUR_S, _MINUTE_S = 3600, 60
_TIME = r"^\s*(\d{1,3}):([0-5]\d):([0-5]\d)$"


def seconds(column: str) -> pl.Expr:
    """Return the seconds since the day's start that a text says; null where it is blank or no hour."""
    text = pl.col(column)
    hours, minutes, rest = (text.str.extract(_TIME, group).cast(pl.Int32) for group in (1, 2, 3))
    return hours * _HOUR_S + minutes * _MINUTE_S + rest


def as_text(column: str) -> pl.Expr:
    """Return the text of seconds, as a feed writes it."""
    value = pl.col(column).round().cast(pl.Int32)
    parts = (value // _HOUR_S, value // _MINUTE_S % 60, value % 60)
    return pl.concat_str([part.cast(pl.String).str.zfill(2) for part in parts], separator=":")


def filled(times: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of trips with the hours that the feed leaves blank, in proportion to the way between stops.

    Parameters
    ----------
    times : DataFrame
        Sorted by trip and order, with `trip_id`, `lon`, `lat` (degrees), `arrival` and `departure` (seconds, null where
        blank); the first and the last row of each trip have both.

    Returns
    -------
    DataFrame
        The same rows, without a null hour. A stop whose hour was blank is served without waiting.
    """
    east = (pl.col("lon").diff().over("trip_id") * (pl.col("lat").radians()).cos()).fill_null(0)
    north = pl.col("lat").diff().over("trip_id").fill_null(0)
    way = (east**2 + north**2).sqrt().cum_sum().over("trip_id")
    # Two stops at one place would share one abscissa: the order tells them apart.
    order = pl.int_range(pl.len()).over("trip_id") * 1e-9
    known = pl.col("departure").cast(pl.Float64)
    return (
        times.with_columns(pl.coalesce("departure", "arrival").alias("departure"))
        .with_columns((way + order).alias("way"))
        .with_columns(known.interpolate_by("way").over("trip_id").alias("departure"))
        .with_columns(pl.coalesce(pl.col("arrival").cast(pl.Float64), "departure").alias("arrival"))
        .drop("way")
    )
