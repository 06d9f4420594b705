"""Checks a feed, sets apart what cannot be routed on, and says what is left."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import polars as pl

from allant.sources.findings import Finding, Weight
from allant.sources.gtfs.feed import LINE, Feed
from allant.sources.gtfs.services import service_days
from allant.sources.gtfs.times import as_text, filled, seconds

__all__ = ["Coverage", "OnDemandLine", "checked"]

SCHOOL_TYPES, DEMAND_TYPES = {"712", "713"}, {"715"}
"""Extended route types: school buses, and lines that come when they are called."""
FLEXIBLE = ("start_pickup_drop_off_window", "location_group_id", "location_id")
UNKNOWN_WHEELCHAIR = ("", "0")
_ASK = "Demandez à l’exploitant de corriger son fichier."


@dataclass(frozen=True, slots=True)
class OnDemandLine:
    """A line that no timetable describes: known to exist, never routed on."""

    route_id: str
    name: str
    is_school: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a feed covers once checked. Hours are seconds since the start of the service day, over all days."""

    feed: str
    timezone: str
    first_day: date
    last_day: date
    first_departure_s: int
    last_arrival_s: int
    stops: int
    trips: int
    blank_times_share: float
    wheelchair_stops_known_share: float
    wheelchair_trips_known_share: float
    has_shapes: bool
    on_demand: tuple[OnDemandLine, ...]


def checked(feed: Feed, as_of: date) -> tuple[Feed, Coverage | None, list[Finding]]:
    """Return the feed that can be routed on, what it covers, and what was found.

    The coverage is None when a finding is wrong beyond repair. `as_of` is the day against which dates are called past.
    """
    findings: list[Finding] = []
    usable = feed
    for step in (_stops, _on_demand, _known_trips, _orderly_trips):
        usable = step(usable, findings.append)
    return usable, _coverage(usable, _blank_share(feed), as_of, findings), findings


def _blank_share(feed: Feed) -> float:
    times = feed.table("stop_times")
    blank = int(times.select((pl.col("arrival_time") == "") & (pl.col("departure_time") == "")).to_series().sum())
    return blank / max(1, len(times))


Tell = Callable[[Finding], None]


def _stops(feed: Feed, tell: Tell) -> Feed:
    """Leave out stops without a position on Earth; (0, 0) is nobody's stop."""
    lon, lat = (pl.col(name).cast(pl.Float64, strict=False) for name in ("stop_lon", "stop_lat"))
    possible = lon.is_between(-180, 180) & lat.is_between(-90, 90) & ~((lon == 0) & (lat == 0))
    stops = feed.table("stops")
    return _without(feed, "stops", stops.filter(~possible.fill_null(value=False)), "stop_id", _NO_POSITION, tell)


_NO_POSITION = "un arrêt a une longitude entre -180 et 180 et une latitude entre -90 et 90 : arrêts laissés de côté."


def _on_demand(feed: Feed, tell: Tell) -> Feed:
    """Set apart the lines that no fixed timetable describes, and school lines, which are not open to all."""
    apart = _lines_apart(feed)
    routes = {line.route_id for line in apart}
    if not routes:
        return feed
    trips = feed.table("trips")
    kept = trips.filter(~pl.col("route_id").is_in(list(routes)))
    tell(
        Finding(
            Weight.NOTE,
            feed.place("routes"),
            "ces lignes sont à la demande ou scolaires : elles sont citées, jamais comptées dans les temps de trajet.",
            value=", ".join(line.name for line in apart[:5]) + ("…" if len(apart) > 5 else ""),
            count=len(apart),
        )
    )
    times = feed.table("stop_times").join(kept.select("trip_id"), on="trip_id", how="semi")
    return feed.with_tables(trips=kept, stop_times=times)


def _lines_apart(feed: Feed) -> tuple[OnDemandLine, ...]:
    times, trips, routes = feed.table("stop_times"), feed.table("trips"), feed.table("routes")
    flexible = [pl.col(name) != "" for name in FLEXIBLE if name in times.columns]
    on_demand = set(routes.filter(pl.col("route_type").is_in(list(DEMAND_TYPES)))["route_id"])
    if flexible:
        called = times.filter(pl.any_horizontal(flexible)).select("trip_id").unique()
        on_demand |= set(trips.join(called, on="trip_id", how="semi")["route_id"])
    school = set(routes.filter(pl.col("route_type").is_in(list(SCHOOL_TYPES)))["route_id"])
    names = {
        row["route_id"]: row.get("route_short_name") or row.get("route_long_name") or row["route_id"]
        for row in routes.iter_rows(named=True)
    }
    return tuple(OnDemandLine(each, names.get(each, each), each in school) for each in sorted(on_demand | school))


def _known_trips(feed: Feed, tell: Tell) -> Feed:
    """Leave out rows that speak of a trip, a stop or a line that the feed does not have."""
    trips, times, stops = feed.table("trips"), feed.table("stop_times"), feed.table("stops")
    stray = trips.join(feed.table("routes"), on="route_id", how="anti")
    feed = _without(feed, "trips", stray, "trip_id", "ces courses sont d’une ligne absente de routes.txt.", tell)
    astray = times.join(stops, on="stop_id", how="anti")
    if "location_group_id" in times.columns:
        astray = astray.filter(pl.col("location_group_id") == "")
    return _without(
        feed,
        "stop_times",
        astray,
        "stop_id",
        "ces passages sont à un arrêt absent de stops.txt : laissés de côté.",
        tell,
    )


def _orderly_trips(feed: Feed, tell: Tell) -> Feed:
    """Leave out trips whose hours go back or whose ends have none; fill the hours that are legally left blank."""
    times = _timed(feed)
    before = pl.col("departure").forward_fill().shift(1).over("trip_id")
    backwards = times.filter((pl.col("arrival") < before) | (pl.col("departure") < pl.col("arrival")))
    ends = times.group_by("trip_id", maintain_order=True).agg(
        pl.col(LINE).first(),
        (
            pl.coalesce("departure", "arrival").first().is_null()
            | pl.coalesce("arrival", "departure").last().is_null()
            | (pl.len() < 2)
        ).alias("bad"),
    )
    endless = ends.filter("bad")
    for rows, rule in (
        (backwards, "les heures d’une course ne reviennent pas en arrière : ces courses sont laissées de côté."),
        (endless, "une course a une heure à son premier et à son dernier arrêt : ces courses sont laissées de côté."),
    ):
        _tell_trips(feed, rows, rule, tell)
    bad = pl.concat([backwards.select("trip_id"), endless.select("trip_id")]).unique()
    kept = times.join(bad, on="trip_id", how="anti")
    blank = int(kept["departure"].null_count())
    if blank:
        tell(
            Finding(
                Weight.REPAIRED,
                feed.place("stop_times"),
                "des heures de passage sont vides, ce qui est permis : calculées en proportion du chemin entre arrêts.",
                value=f"{blank} passages sur {len(kept)}",
                count=blank,
            )
        )
    hours = filled(kept).select(
        LINE, as_text("arrival").alias("arrival_time"), as_text("departure").alias("departure_time")
    )
    rows = (
        feed.table("stop_times")
        .drop("arrival_time", "departure_time")
        .join(hours, on=LINE, how="inner", maintain_order="right")
    )
    trips = feed.table("trips").join(rows.select("trip_id").unique(), on="trip_id", how="semi")
    return feed.with_tables(stop_times=rows, trips=trips)


def _timed(feed: Feed) -> pl.DataFrame:
    """Return the passages in order, with their hours in seconds and the position of their stop."""
    stops = feed.table("stops").select(
        "stop_id", pl.col("stop_lon").cast(pl.Float64).alias("lon"), pl.col("stop_lat").cast(pl.Float64).alias("lat")
    )
    return (
        feed.table("stop_times")
        .join(feed.table("trips").select("trip_id"), on="trip_id", how="semi")
        .join(stops, on="stop_id", how="inner")
        .select(
            LINE,
            "trip_id",
            pl.col("stop_sequence").cast(pl.Int64, strict=False).alias("order"),
            "lon",
            "lat",
            seconds("arrival_time").alias("arrival"),
            seconds("departure_time").alias("departure"),
        )
        .sort("trip_id", "order", LINE)
    )


def _tell_trips(feed: Feed, rows: pl.DataFrame, rule: str, tell: Tell) -> None:
    if rows.is_empty():
        return
    first = rows.sort(LINE).row(0, named=True)
    count = rows["trip_id"].n_unique()
    value = f"course {first['trip_id']}" + (f" et {count - 1} autres" if count > 1 else "")
    tell(
        Finding(Weight.REPAIRED, feed.place("stop_times"), rule, row=first[LINE], value=value, remedy=_ASK, count=count)
    )


def _without(feed: Feed, table: str, rows: pl.DataFrame, column: str, rule: str, tell: Tell) -> Feed:
    """Leave rows out of a table, and say so."""
    if rows.is_empty():
        return feed
    first = rows.sort(LINE).row(0, named=True)
    tell(
        Finding(
            Weight.REPAIRED,
            feed.place(table),
            rule,
            row=first[LINE],
            value=str(first[column]),
            remedy=_ASK,
            count=len(rows),
        )
    )
    return feed.with_tables(**{table: feed.table(table).join(rows.select(LINE), on=LINE, how="anti")})


def _coverage(feed: Feed, blank_share: float, as_of: date, findings: list[Finding]) -> Coverage | None:
    days = service_days(feed)
    timezone = _timezone(feed, findings.append)
    running = feed.table("trips").join(days.select("service_id").unique(), on="service_id", how="semi")
    if running.is_empty():
        findings.append(_nothing_runs(feed, days))
        return None
    first_day, last_day = _ends(days.join(running.select("service_id"), on="service_id", how="semi")["day"])
    if last_day < as_of:
        findings.append(
            Finding(
                Weight.WARNING,
                feed.place("calendar" if "calendar" in feed.tables else "calendar_dates"),
                f"cet horaire ne couvre que des jours passés : le dernier est le {last_day:%d/%m/%Y}.",
                row=2,
                value=feed.name,
                remedy="Demandez l’horaire en cours ; d’ici là, les temps de trajet sont ceux de cette période.",
            )
        )
    times = feed.table("stop_times").join(running.select("trip_id"), on="trip_id", how="semi")
    hours = times.select(
        seconds("departure_time").min().alias("first"), seconds("arrival_time").max().alias("last")
    ).row(0)
    coverage = Coverage(
        feed=feed.name,
        timezone=timezone,
        first_day=first_day,
        last_day=last_day,
        first_departure_s=hours[0],
        last_arrival_s=hours[1],
        stops=len(feed.table("stops")),
        trips=len(running),
        blank_times_share=blank_share,
        wheelchair_stops_known_share=_known_share(feed.column("stops", "wheelchair_boarding")),
        wheelchair_trips_known_share=_known_share(feed.column("trips", "wheelchair_accessible")),
        has_shapes=not feed.table("shapes").is_empty(),
        on_demand=_lines_apart(feed),
    )
    findings += _poorer(feed, coverage)
    return coverage


def _timezone(feed: Feed, tell: Tell) -> str:
    name = next(iter(feed.column("agency", "agency_timezone")), "")
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        tell(
            Finding(
                Weight.WRONG,
                feed.place("agency"),
                "le fuseau horaire n’est pas connu (exemple : Europe/Paris).",
                row=2,
                value=name,
                remedy=_ASK,
            )
        )
    return name


def _nothing_runs(feed: Feed, days: pl.DataFrame) -> Finding:
    if "calendar" not in feed.tables and "calendar_dates" not in feed.tables:
        rule = "ni calendar.txt ni calendar_dates.txt : rien ne dit quels jours les courses circulent."
        return Finding(Weight.WRONG, feed.name, rule, value="calendrier absent", remedy=_ASK)
    rule = "aucune course ne circule aucun jour" + (" : le calendrier est vide." if days.is_empty() else ".")
    return Finding(Weight.WRONG, feed.place("trips"), rule, row=2, value=feed.name, remedy=_ASK)


def _ends(days: pl.Series) -> tuple[date, date]:
    ordered = days.sort().to_list()
    return ordered[0], ordered[-1]


def _known_share(values: pl.Series) -> float:
    return 1 - int(values.is_in(UNKNOWN_WHEELCHAIR).sum()) / max(1, len(values))


def _poorer(feed: Feed, coverage: Coverage) -> list[Finding]:
    """Return what makes results poorer than they look."""
    findings = []
    if not coverage.has_shapes:
        rule = "cet horaire ne dessine pas ses lignes : sur la carte, elles vont droit d’un arrêt à l’autre."
        findings.append(Finding(Weight.WARNING, feed.name, rule, value="shapes.txt absent"))
    for share, table, what in (
        (coverage.wheelchair_stops_known_share, "stops", "des arrêts"),
        (coverage.wheelchair_trips_known_share, "trips", "des courses"),
    ):
        if share < 1:
            rule = f"l’accès en fauteuil n’est dit que pour {round(100 * share)} % {what} : ailleurs, il est inconnu."
            findings.append(Finding(Weight.WARNING, feed.place(table), rule, value=f"{round(100 * share)} %"))
    return findings
