"""The timetable as a GTFS archive."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import polars as pl

from allant.sources.gtfs import Feed, write_feed
from allant.sources.gtfs.feed import LINE
from allant.web.demo.ground.lines import (
    FIRST_DAY,
    FIRST_YEAR,
    HOLIDAYS,
    LAST_DAY,
    LINES,
    MOVABLE_HOLIDAYS,
    STOPS,
    YEARS,
    Line,
    RouteType,
)
from allant.web.demo.ground.paths import BusPaths, RailPaths
from allant.web.demo.ground.plane import Point, to_degrees
from allant.web.demo.ground.streets import Streets
from allant.web.demo.ground.valley import RAILWAY

AGENCY, AGENCY_NAME, AGENCY_URL = "allant", "Cars du Val d’Allant (démonstration)", "https://cars.val-allant.example"
TIMEZONE, LANGUAGE = "Europe/Paris", "fr"
WEEKDAYS, SATURDAYS = "semaine", "samedi"
STOP_S = 25
"""How long a bus or a train stands at a stop, braking included."""

PHONE_AGENCY = "2"
MINUTE_S, HOUR_MIN = 60, 60
STREET_SIDE_M = 4.0
RUNS = {WEEKDAYS: (1, 1, 1, 1, 1, 0, 0), SATURDAYS: (0, 0, 0, 0, 0, 1, 0)}
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

Rows = list[dict[str, str]]


def write_timetable(drawn: Streets, path: Path) -> None:
    """Write the archive; a blank field is a blank one there too."""
    buses, trains = BusPaths(drawn), RailPaths(RAILWAY)
    runs = [
        _Run(line, number, trains if line.kind == RouteType.TRAIN else buses) for line in LINES for number in (0, 1)
    ]
    tables = {
        "agency": [_agency()],
        "feed_info": [_feed_info()],
        "calendar": [_service(code) for code in RUNS],
        "calendar_dates": list(_holidays()),
        "stops": list(_stops(runs)),
        "routes": [_route(line) for line in LINES],
        "trips": [row for run in runs for row in run.trips()],
        "stop_times": [row for run in runs for row in run.stop_times()],
        "shapes": [row for run in runs for row in run.shape()],
    }
    write_feed(Feed(path.name, {name: _table(rows) for name, rows in tables.items()}), path)


def _table(rows: Rows) -> pl.DataFrame:
    table = pl.DataFrame(rows, schema=dict.fromkeys(rows[0], pl.String))
    return table.with_columns(pl.all().replace("", None)).with_row_index(LINE, offset=2)


@dataclass(frozen=True, slots=True)
class _Trip:
    code: str
    service: str
    leaves_min: int


class _Run:
    """A line in one direction: 0 out, 1 back."""

    def __init__(self, line: Line, direction: int, paths: BusPaths | RailPaths) -> None:
        self.line, self.direction = line, direction
        self.codes = line.stops[::-1] if direction else line.stops
        self.places = [paths.snapped(STOPS[code].point) for code in self.codes]
        self._code = f"{line.code}-{direction}"
        self._way: list[Point] = [self.places[0]]
        self._after_min = [0]
        seconds = 0.0
        for start, end in pairwise(self.places):
            points, lasts_s = paths.leg(start, end)
            self._way += points[1:]
            seconds += lasts_s + STOP_S
            self._after_min.append(max(self._after_min[-1] + 1, round(seconds / MINUTE_S)))

    def _departures(self) -> Iterator[_Trip]:
        for service, texts in ((WEEKDAYS, self.line.weekdays), (SATURDAYS, self.line.saturdays)):
            for text in texts[self.direction].split():
                hours, minutes = text.split(":")
                code = f"{self._code}-{service}-{hours.zfill(2)}{minutes}"
                yield _Trip(code, service, int(hours) * HOUR_MIN + int(minutes))

    def trips(self) -> Iterator[dict[str, str]]:
        """Yield the rows of trips.txt."""
        for trip in self._departures():
            yield {
                "route_id": self.line.code,
                "service_id": trip.service,
                "trip_id": trip.code,
                "trip_headsign": STOPS[self.codes[-1]].name,
                "direction_id": str(self.direction),
                "shape_id": self._code,
                "wheelchair_accessible": str(self.line.boarding),
            }

    def stop_times(self) -> Iterator[dict[str, str]]:
        """Yield the rows of stop_times.txt; the hours of some stops on the way are not written down."""
        on_call = PHONE_AGENCY if self.line.kind == RouteType.ON_DEMAND else "0"
        for trip in self._departures():
            for number, code in enumerate(self.codes):
                is_written = code not in self.line.unwritten
                at = _text(trip.leaves_min + self._after_min[number]) if is_written else ""
                yield {
                    "trip_id": trip.code,
                    "arrival_time": at,
                    "departure_time": at,
                    "stop_id": code,
                    "stop_sequence": str(number + 1),
                    "pickup_type": on_call,
                    "drop_off_type": on_call,
                    "timepoint": "1" if is_written else "0",
                }

    def shape(self) -> Iterator[dict[str, str]]:
        """Yield the rows of shapes.txt."""
        for number, point in enumerate(self._way, start=1):
            lon, lat = to_degrees(point)
            yield {
                "shape_id": self._code,
                "shape_pt_lat": str(lat),
                "shape_pt_lon": str(lon),
                "shape_pt_sequence": str(number),
            }


def _text(minutes: int) -> str:
    return f"{minutes // HOUR_MIN:02}:{minutes % HOUR_MIN:02}:00"


def _agency() -> dict[str, str]:
    return {
        "agency_id": AGENCY,
        "agency_name": AGENCY_NAME,
        "agency_url": AGENCY_URL,
        "agency_timezone": TIMEZONE,
        "agency_lang": LANGUAGE,
    }


def _feed_info() -> dict[str, str]:
    return {
        "feed_publisher_name": AGENCY_NAME,
        "feed_publisher_url": AGENCY_URL,
        "feed_lang": LANGUAGE,
        "feed_start_date": f"{FIRST_DAY:%Y%m%d}",
        "feed_end_date": f"{LAST_DAY:%Y%m%d}",
        "feed_version": str(FIRST_YEAR),
    }


def _service(code: str) -> dict[str, str]:
    runs = {day: str(number) for day, number in zip(WEEK, RUNS[code], strict=True)}
    return {"service_id": code, **runs, "start_date": f"{FIRST_DAY:%Y%m%d}", "end_date": f"{LAST_DAY:%Y%m%d}"}


def _holidays() -> Iterator[dict[str, str]]:
    fixed = [f"{year}-{day}" for year in range(FIRST_YEAR, FIRST_YEAR + YEARS) for day in HOLIDAYS]
    for day in sorted((*fixed, *MOVABLE_HOLIDAYS)):
        for service in RUNS:
            yield {"service_id": service, "date": day.replace("-", ""), "exception_type": "2"}


def _stops(runs: list[_Run]) -> Iterator[dict[str, str]]:
    places = {code: place for run in runs for code, place in zip(run.codes, run.places, strict=True)}
    for code in sorted(places):
        east, north = places[code]
        lon, lat = to_degrees((east + STREET_SIDE_M, north))
        yield {
            "stop_id": code,
            "stop_name": STOPS[code].name,
            "stop_lat": str(lat),
            "stop_lon": str(lon),
            "wheelchair_boarding": str(STOPS[code].boarding),
        }


def _route(line: Line) -> dict[str, str]:
    return {
        "route_id": line.code,
        "agency_id": AGENCY,
        "route_short_name": line.name,
        "route_long_name": line.long_name,
        "route_type": str(line.kind),
        "route_color": line.colour,
        "route_text_color": "000000" if line.kind in {RouteType.SCHOOL, RouteType.ON_DEMAND} else "FFFFFF",
    }
