"""The area that somebody gets to in some minutes by one or several means: what maps draw."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, time
from functools import lru_cache
from typing import Any

import numpy as np
import polars as pl
from shapely import Polygon, union_all
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from allant.routing.cells import outline
from allant.routing.crow_fly import estimated_radius_km
from allant.routing.distance import EARTH_RADIUS_KM
from allant.routing.network import Network
from allant.routing.reach import reached_cells
from allant.routing.trips import Mode, Trip, WheelchairData
from allant.web.reaching.doors import Door, door_of
from allant.web.reaching.grounds import Ground
from allant.web.reaching.moments import moments_of
from allant.web.reaching.possibilities import Situation
from allant.web.reaching.times import LIKE_A_CAR, street_trip, transit_trip

KEPT = 256
"""Areas kept in memory: those of some people at once, for every limit and scenario of theirs; a few hundred kB each."""
CORNERS = 72
"""Of a circle as the crow flies."""
DRAWN = frozenset({Mode.WALK, Mode.WHEELCHAIR, Mode.BICYCLE, Mode.E_BIKE, Mode.CAR, Mode.TRANSIT, *LIKE_A_CAR})
"""The modes whose area can be drawn."""


def area_of(
    situation: Situation,
    ground: Ground,
    modes: Collection[Mode],
    limit_min: float,
    today: date,
    *,
    if_open: bool = False,
    leaves_at: time | None = None,
) -> Mapping[str, Any] | None:
    """Return the area around the door of somebody by some modes; None where nobody knows where they set off from.

    `if_open` reads all that nobody knows as open to a wheelchair; `leaves_at` is another hour than theirs.
    """
    door = door_of(situation.case, situation.needs)
    if door is None:
        return None
    moments, footing = moments_of(ground.network, situation.needs, today), situation.footing
    if moments is not None and leaves_at is not None:
        moments = moments.moved(leaves_at)
    trips = [street_trip(mode, footing) for mode in modes if mode is not Mode.TRANSIT]
    if Mode.TRANSIT in modes and moments is not None:
        bus = transit_trip(moments.leaves, footing)
        opened = replace(bus, wheelchair=WheelchairData.UNKNOWN_IS_OPEN)
        trips.append(opened if if_open and footing.uses_wheelchair else bus)
    return area(ground, door, trips, limit_min)


def area(ground: Ground, door: Door, trips: Iterable[Trip], limit_min: float) -> Mapping[str, Any]:
    """Return the GeoJSON geometry of what any of the trips reaches in time; a circle a trip where streets lack.

    Public transport without a timetable reaches nothing that can be drawn.
    """
    known = [trip for trip in trips if ground.engine(trip.mode) is not None]
    shapes = [
        _circle(door, estimated_radius_km(trip, limit_min))
        if ground.network is None
        else _outline(ground.network, door, trip, limit_min)
        for trip in known
    ]
    geometry: Mapping[str, Any] = mapping(union_all(shapes))
    return geometry


def _outline(network: Network, door: Door, trip: Trip, limit_min: float) -> BaseGeometry:
    cells = _reached(network, door.lon, door.lat, trip)
    return shape(outline(cells.filter(pl.col("travel_s") <= limit_min * 60)["cell"]))


@lru_cache(maxsize=KEPT)
def _reached(network: Network, lon: float, lat: float, trip: Trip) -> pl.DataFrame:
    return reached_cells(network, lon, lat, trip)


def _circle(door: Door, radius_km: float) -> Polygon:
    north_deg = np.degrees(radius_km / EARTH_RADIUS_KM)
    east_deg = north_deg / np.cos(np.radians(door.lat))
    around = np.linspace(0, 2 * np.pi, CORNERS, endpoint=False)
    return Polygon(np.column_stack([door.lon + east_deg * np.cos(around), door.lat + north_deg * np.sin(around)]))
