"""A town of a few streets and lines, written as the files that open data come in."""

import csv
import io
import zipfile
from datetime import date, timedelta
from pathlib import Path

import osmium

WEST, SOUTH = 0.70, 45.18
STEP_LON, STEP_LAT = 0.0025, 0.0018
"""About 200 m each."""
SIDE = 12
FAR_EAST = 30
"""A village stands so many steps east of the town's west, at the end of one road."""


def lon_lat(column: int, row: int) -> tuple[float, float]:
    """Return where a crossing stands."""
    return WEST + column * STEP_LON, SOUTH + row * STEP_LAT


def write_streets(path: Path, *, has_road: bool = True) -> Path:
    """Write a grid of SIDE × SIDE crossings, a road to the village and the village's only street."""
    crossings = [(column, row) for row in range(SIDE) for column in range(SIDE)]
    crossings += [(column, 0) for column in range(SIDE, FAR_EAST + 1)] + [(FAR_EAST, row) for row in range(1, 4)]
    number = {place: rank for rank, place in enumerate(crossings, start=1)}
    ways = [[(column, row) for column in range(SIDE)] for row in range(SIDE)]
    ways += [[(column, row) for row in range(SIDE)] for column in range(SIDE)]
    ways += [[(column, 0) for column in range(SIDE - 1, FAR_EAST + 1)]] if has_road else []
    ways += [[(FAR_EAST, row) for row in range(4)]]
    writer = osmium.SimpleWriter(str(path), overwrite=True)
    for place, rank in number.items():
        writer.add_node(osmium.osm.mutable.Node(id=rank, location=lon_lat(*place), version=1))
    for rank, way in enumerate(ways, start=1):
        tags = {"highway": "residential", "name": f"Rue {rank}"}
        writer.add_way(osmium.osm.mutable.Way(id=rank, nodes=[number[place] for place in way], tags=tags, version=1))
    writer.close()
    return path


def tables(first_day: date, days: int = 365) -> dict[str, list[dict[str, object]]]:
    """Return a bus from the village to the town’s middle each half hour from 7:00 to 18:30, on weekdays."""
    stops = [("village", FAR_EAST, 2), ("carrefour", 20, 0), ("porte", SIDE - 1, 0), ("centre", 6, 0)]
    trips = [f"bus-{number}" for number in range(24)]
    end = first_day + timedelta(days=days)
    return {
        "agency": [
            {
                "agency_id": "a",
                "agency_name": "Bus",
                "agency_url": "http://bus.fr",
                "agency_timezone": "Europe/Paris",
            }
        ],
        "stops": [
            dict(zip(("stop_lon", "stop_lat"), lon_lat(*place), strict=True))
            | {"stop_id": name, "stop_name": name, "wheelchair_boarding": 1}
            for name, *place in stops
        ],
        "routes": [
            {"route_id": "r", "agency_id": "a", "route_short_name": "1", "route_long_name": "", "route_type": 3}
        ],
        "trips": [
            {"route_id": "r", "service_id": "week", "trip_id": trip, "wheelchair_accessible": 1} for trip in trips
        ],
        "calendar": [
            {"service_id": "week"}
            | dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), 1)
            | {"saturday": 0, "sunday": 0, "start_date": f"{first_day:%Y%m%d}", "end_date": f"{end:%Y%m%d}"}
        ],
        "stop_times": [
            {
                "trip_id": trip,
                "arrival_time": _hour(7 * 60 + 30 * number + 4 * rank),
                "departure_time": _hour(7 * 60 + 30 * number + 4 * rank),
                "stop_id": name,
                "stop_sequence": rank,
            }
            for number, trip in enumerate(trips)
            for rank, (name, *_) in enumerate(stops)
        ],
    }


def _hour(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}:00"


def write_timetable(path: Path, content: dict[str, list[dict[str, object]]]) -> Path:
    """Write the tables of a timetable as an archive."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, rows in content.items():
            text = io.StringIO()
            writer = csv.DictWriter(text, rows[0].keys() if rows else ["service_id", "date", "exception_type"])
            writer.writeheader()
            writer.writerows(rows)
            archive.writestr(zipfile.ZipInfo(f"{name}.txt"), text.getvalue())
    return path
