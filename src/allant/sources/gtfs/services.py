"""Which services run on which days."""

import polars as pl

from allant.sources.gtfs.feed import Feed

__all__ = ["service_days"]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ADDED, REMOVED = "1", "2"
_DATE = "%Y%m%d"


def service_days(feed: Feed) -> pl.DataFrame:
    """Return one row for each service and day it runs: `service_id`, `day` (date)."""
    runs = pl.concat([_weekly(feed), _exceptions(feed, ADDED)]).unique()
    return runs.join(_exceptions(feed, REMOVED), on=["service_id", "day"], how="anti").sort("day", "service_id")


def _weekly(feed: Feed) -> pl.DataFrame:
    calendar = feed.table("calendar")
    start, end = (pl.col(name).str.to_date(_DATE, strict=False) for name in ("start_date", "end_date"))
    days = (
        calendar.with_columns(start.alias("start"), end.alias("end"))
        .filter(pl.col("start").is_not_null() & (pl.col("end") >= pl.col("start")))
        .with_columns(pl.date_ranges("start", "end").alias("day"))
        .explode("day")
    )
    on_this_weekday = pl.lit(value=False)
    for number, weekday in enumerate(WEEKDAYS, start=1):
        if weekday in days.columns:
            on_this_weekday = on_this_weekday | ((pl.col("day").dt.weekday() == number) & (pl.col(weekday) == "1"))
    return days.filter(on_this_weekday).select("service_id", pl.col("day").cast(pl.Date))


def _exceptions(feed: Feed, kind: str) -> pl.DataFrame:
    return (
        feed.table("calendar_dates")
        .filter(pl.col("exception_type") == kind)
        .select("service_id", pl.col("date").str.to_date(_DATE, strict=False).alias("day"))
        .drop_nulls()
    )
