"""What a timetable would be with one more departure, or with a line that goes one stop further.

Each function gives another feed and leaves the one given as it is. No other trip is touched: what is added can be
compared with what is there today.
"""

import math
from dataclasses import dataclass

import polars as pl

from allant.errors import InputError
from allant.sources.gtfs.feed import LINE, Feed
from allant.sources.gtfs.services import service_days
from allant.sources.gtfs.times import as_text, seconds

__all__ = ["NewStop", "added_departure", "extended_line", "vehicle_hours_a_year"]

HOUR_S, MINUTE_S, YEAR_DAYS = 3600, 60, 365.25
KNOWN_SHOWN = 12
"""Lines and stops named in an error: enough to see how they are written."""


@dataclass(frozen=True, slots=True)
class NewStop:
    """A place where nothing stops today."""

    name: str
    lon: float
    lat: float


def added_departure(feed: Feed, line: str, at_s: int, direction: str | None = None) -> Feed:
    """Return the feed with one more trip of a line: the nearest one copied, and shifted to leave at that hour.

    Parameters
    ----------
    line
        Short name, long name or identifier of a line.
    at_s
        When it leaves its first stop, in seconds since the start of the day.
    direction
        `direction_id` of the trip to copy; any without it. It runs on the days of the trip that is copied; of two
        that are equally near, the one that runs on more days.

    Raises
    ------
    InputError
        No such line, several lines of that name, a direction that it does not have, or no trip with hours.
    """
    starts = _starts(feed, _line_of(feed, line), line, direction)
    days = service_days(feed).group_by("service_id").agg(pl.len().alias("days"))
    away = (pl.col("start") - at_s).abs()
    nearest = (
        starts.join(days, on="service_id", how="left")
        .sort(away, pl.col("days").fill_null(0), "trip_id", descending=[False, True, False])
        .row(0, named=True)
    )
    name = _free_name(feed, nearest["trip_id"], at_s)
    trip = feed.table("trips").filter(pl.col("trip_id") == nearest["trip_id"]).with_columns(trip_id=pl.lit(name))
    times = feed.table("stop_times").filter(pl.col("trip_id") == nearest["trip_id"]).with_columns(trip_id=pl.lit(name))
    # Another vehicle runs it: it is no part of the round of the trip that it is copied from.
    return feed.with_tables(
        trips=_with_rows(feed.table("trips"), _blanked(trip, "block_id")),
        stop_times=_with_rows(feed.table("stop_times"), _shifted(times, at_s - nearest["start"])),
    )


def extended_line(feed: Feed, line: str, to: str | NewStop, minutes: float) -> Feed:
    """Return the feed with a line that goes one stop further, both ways, beyond its end nearest to that stop.

    Trips that end there arrive at the stop so many minutes later; trips that begin there leave it so many minutes
    before. Those that serve the stop already are left as they are.

    Parameters
    ----------
    to
        Identifier or name of a stop, or a new one.
    minutes
        How long the vehicle takes from the former end, above 0.

    Raises
    ------
    InputError
        No such line or stop, minutes not above 0, or every trip serves that stop already.
    """
    if not minutes > 0:
        raise InputError(value=minutes, rule="un prolongement dure plus de 0 minute.", remedy="Exemple : 6.")
    route = _line_of(feed, line)
    _starts(feed, route, line, None)
    served = feed.table("trips").filter(pl.col("route_id") == route).select("trip_id")
    times = feed.table("stop_times").join(served, on="trip_id", how="semi")
    feed, stop, end = _where(feed, to, _ends(times))
    reached = times.filter(pl.col("stop_id").is_in(_same(feed, stop))).select("trip_id").unique()
    ends = _ends(times).join(reached, on="trip_id", how="anti").filter(pl.col("stop_id").is_in(_same(feed, end)))
    lasting = round(minutes * MINUTE_S)
    after, before = (
        _further(ends.filter("is_last"), stop, lasting),
        _further(ends.filter(~pl.col("is_last")), stop, -lasting),
    )
    if after.is_empty() and before.is_empty():
        raise InputError(
            value=to if isinstance(to, str) else to.name,
            rule=f"toutes les courses de la ligne {line} passent déjà à cet arrêt.",
            remedy="Choisissez un arrêt au-delà de son terminus.",
        )
    moved_up = pl.col("trip_id").is_in(before["trip_id"].to_list())
    order = pl.col("stop_sequence").cast(pl.Int64) + moved_up.cast(pl.Int64)
    rows = _opened(feed.table("stop_times"), ends).with_columns(order.cast(pl.String).alias("stop_sequence"))
    return feed.with_tables(stop_times=_with_rows(rows, pl.concat([after, before])))


def vehicle_hours_a_year(feed: Feed) -> float:
    """Return how long vehicles run in a year, in hours: each trip as often as its days, brought to a whole year.

    Runs without passengers and waits at the end of a line are not in it.
    """
    days = service_days(feed)
    if days.is_empty():
        return 0.0
    count = days.group_by("service_id").agg(pl.len().alias("days"))
    lasting = (
        feed.table("stop_times")
        .group_by("trip_id")
        .agg((seconds("arrival_time").max() - seconds("departure_time").min()).alias("s"))
    )
    runs = feed.table("trips").join(count, on="service_id").join(lasting, on="trip_id")
    covered = (days["day"].max() - days["day"].min()).days + 1  # type: ignore[operator, union-attr]
    return float((runs["s"].cast(pl.Float64) * runs["days"]).sum()) / HOUR_S * YEAR_DAYS / covered


def _line_of(feed: Feed, line: str) -> str:
    routes = feed.table("routes")
    wanted = line.strip().casefold()
    names = {
        row["route_id"]: [
            row[name] for name in ("route_id", "route_short_name", "route_long_name") if row.get(name, "")
        ]
        for row in routes.iter_rows(named=True)
    }
    found = [route for route, said in names.items() if wanted in {each.casefold() for each in said}]
    if len(found) == 1:
        return str(found[0])
    known = found or [said[1] if len(said) > 1 else said[0] for said in names.values()]
    rule = "plusieurs lignes portent ce nom." if found else f"cette ligne n’est pas dans {feed.name}."
    raise InputError(value=line, rule=rule, remedy=f"Choisissez parmi : {_listed(known)}.")


def _starts(feed: Feed, route: str, line: str, direction: str | None) -> pl.DataFrame:
    """Return `trip_id, service_id, start` (s) of the trips of a line."""
    trips = feed.table("trips").with_columns(feed.column("trips", "direction_id").alias("direction_id"))
    trips = trips.filter(pl.col("route_id") == route)
    if direction is not None:
        known = sorted(set(trips["direction_id"]) - {""})
        trips = trips.filter(pl.col("direction_id") == direction)
        if trips.is_empty():
            remedy = f"Choisissez parmi : {_listed(known)}." if known else "N’en donnez pas."
            raise InputError(value=direction, rule=f"la ligne {line} n’a pas ce sens.", remedy=remedy)
    starts = (
        feed.table("stop_times")
        .group_by("trip_id")
        .agg(seconds("departure_time").min().alias("start"))
        .drop_nulls()
        .join(trips.select("trip_id", "service_id"), on="trip_id")
    )
    if starts.is_empty():
        raise InputError(
            value=line,
            rule="aucune course de cette ligne n’a d’heures : elle est à la demande ou scolaire.",
            remedy="Choisissez une ligne à horaires fixes.",
        )
    return starts


def _listed(names: list[str]) -> str:
    return ", ".join(names[:KNOWN_SHOWN]) + ("…" if len(names) > KNOWN_SHOWN else "")


def _free_name(feed: Feed, trip: str, at_s: int) -> str:
    taken = set(feed.table("trips")["trip_id"])
    name = f"{trip}+{at_s // HOUR_S:02d}{at_s % HOUR_S // MINUTE_S:02d}"
    while name in taken:
        name += "+"
    return name


def _shifted(times: pl.DataFrame, by_s: int) -> pl.DataFrame:
    """Return passages so many seconds later; what is blank stays blank, and nothing is before the day begins."""
    for column in ("arrival_time", "departure_time"):
        moved = (seconds(column) + by_s).clip(lower_bound=0).alias(column)
        times = times.with_columns(moved).with_columns(as_text(column).fill_null("").alias(column))
    return times


def _with_rows(table: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Return a table with rows of the same columns after its own, each with a line of its own."""
    last = int(table[LINE].max() or 1)  # type: ignore[arg-type]
    numbered = rows.with_columns((pl.int_range(pl.len(), dtype=pl.UInt32) + last + 1).cast(pl.UInt32).alias(LINE))
    return pl.concat([table, numbered.select(table.columns)])


def _blanked(rows: pl.DataFrame, *columns: str) -> pl.DataFrame:
    return rows.with_columns(pl.lit("").alias(name) for name in columns if name in rows.columns)


def _ends(times: pl.DataFrame) -> pl.DataFrame:
    """Return the first and the last passage of each trip, `is_last` telling them apart."""
    ordered = times.sort("trip_id", pl.col("stop_sequence").cast(pl.Int64))
    first = ordered.unique("trip_id", keep="first", maintain_order=True).with_columns(is_last=pl.lit(value=False))
    last = ordered.unique("trip_id", keep="last", maintain_order=True).with_columns(is_last=pl.lit(value=True))
    return pl.concat([first, last])


def _where(feed: Feed, to: str | NewStop, ends: pl.DataFrame) -> tuple[Feed, str, str]:
    """Return the feed with the stop in it, the stop, and the end of the line that is nearest to it."""
    if isinstance(to, NewStop):
        feed, candidates = _with_stop(feed, to)
    else:
        candidates = _stops_called(feed, to)
    here = _positions(feed)
    pairs = [(_away(here[stop], here[end]), stop, end) for stop in candidates for end in sorted(set(ends["stop_id"]))]
    _, stop, end = min(pairs)
    return feed, stop, end


def _with_stop(feed: Feed, new: NewStop) -> tuple[Feed, list[str]]:
    stops, name = feed.table("stops"), "added-stop"
    while name in set(stops["stop_id"]):
        name += "+"
    said = {"stop_id": name, "stop_name": new.name, "stop_lon": f"{new.lon:.6f}", "stop_lat": f"{new.lat:.6f}"}
    row = pl.DataFrame({column: [said.get(column, "")] for column in stops.columns if column != LINE})
    return feed.with_tables(stops=_with_rows(stops, row.with_columns(pl.lit(0).alias(LINE)))), [name]


def _stops_called(feed: Feed, called: str) -> list[str]:
    wanted = called.strip().casefold()
    stops = feed.table("stops").with_columns(feed.column("stops", "stop_name").alias("stop_name"))
    named = (pl.col("stop_id").str.to_lowercase() == wanted) | (pl.col("stop_name").str.to_lowercase() == wanted)
    found = stops.filter(named)["stop_id"].to_list()
    if not found:
        known = _listed(sorted(set(stops["stop_name"]) - {""}))
        raise InputError(
            value=called,
            rule=f"cet arrêt n’est pas dans {feed.name}.",
            remedy=f"Choisissez parmi : {known} ; ou donnez un point : lon,lat.",
        )
    return sorted(found)


def _positions(feed: Feed) -> dict[str, tuple[float, float]]:
    stops = feed.table("stops").select("stop_id", pl.col("stop_lon", "stop_lat").cast(pl.Float64, strict=False))
    return {stop: (lon, lat) for stop, lon, lat in stops.fill_null(0).iter_rows()}


def _away(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return a number that grows with the distance; enough to tell the nearer of two places."""
    east = (one[0] - other[0]) * math.cos(math.radians((one[1] + other[1]) / 2))
    return math.hypot(east, one[1] - other[1])


def _same(feed: Feed, stop: str) -> list[str]:
    """Return a stop with those of the same name: the two sides of a street are one stop."""
    stops = feed.table("stops").with_columns(feed.column("stops", "stop_name").alias("stop_name"))
    name = stops.filter(pl.col("stop_id") == stop)["stop_name"].to_list()[0]
    return [stop] if not name else stops.filter(pl.col("stop_name") == name)["stop_id"].to_list()


def _further(ends: pl.DataFrame, stop: str, by_s: int) -> pl.DataFrame:
    """Return the passages at a stop beyond the ends of trips; none where it would be before the day begins."""
    hour = "departure_time" if by_s < 0 else "arrival_time"
    step = pl.lit(0 if by_s < 0 else 1)  # a trip that begins there has its other passages moved up by one
    rows = ends.filter(seconds(hour) + by_s >= 0).drop("is_last")
    rows = rows.with_columns(
        pl.lit(stop).alias("stop_id"),
        (pl.col("stop_sequence").cast(pl.Int64) + step).cast(pl.String).alias("stop_sequence"),
        pl.col(hour).alias("arrival_time"),
        pl.col(hour).alias("departure_time"),
    )
    return _blanked(_shifted(rows, by_s), "pickup_type", "drop_off_type", "shape_dist_traveled")


def _opened(times: pl.DataFrame, ends: pl.DataFrame) -> pl.DataFrame:
    """Let people get on and off at what were the ends of trips."""
    former = pl.col(LINE).is_in(ends[LINE].to_list())
    return times.with_columns(
        pl.when(former).then(pl.lit("")).otherwise(pl.col(name)).alias(name)
        for name in ("pickup_type", "drop_off_type")
        if name in times.columns
    )
