"""Compares the stops of timetables with the streets that people walk on to reach them."""

from collections.abc import Iterable

import numpy as np
import polars as pl
import shapely
from numpy.typing import NDArray

from allant.parameters import parameter
from allant.routing.distance import EARTH_RADIUS_KM
from allant.sources.findings import Finding, Weight
from allant.sources.gtfs import Feed
from allant.sources.gtfs.feed import LINE

__all__ = ["check_stops", "metres_to_streets"]

Bounds = tuple[float, float, float, float]


def check_stops(feeds: Iterable[Feed], streets: NDArray[np.float64], bounds: Bounds) -> list[Finding]:
    """Return what is to be said of each feed: wrong where no stop lies near a street, a warning where some do not.

    Parameters
    ----------
    streets : float64[n, 2]
        Longitude and latitude of points of streets, in degrees.
    bounds
        West, south, east and north of the streets, in degrees.
    """
    return [finding for feed in feeds if (finding := _check(feed, streets, bounds)) is not None]


def _check(feed: Feed, streets: NDArray[np.float64], bounds: Bounds) -> Finding | None:
    stops = feed.table("stops")
    points = stops.select(pl.col("stop_lon", "stop_lat").cast(pl.Float64)).to_numpy()
    far = metres_to_streets(points, streets) > parameter("routing/snap_distance")
    if not far.any():
        return None
    rule = "ces arrêts sont loin de toute rue de l’extrait : on ne peut pas y aller à pied."
    remedy, weight = "Prenez un extrait OpenStreetMap plus grand.", Weight.WARNING
    if far.all():
        west, south, east, north = bounds
        rule = (
            "aucun arrêt n’est près d’une rue : les horaires et l’extrait sont de deux régions différentes."
            f" Les rues vont de {west:.2f} à {east:.2f} de longitude et de {south:.2f} à {north:.2f} de latitude."
        )
        remedy, weight = "Donnez un extrait et des horaires d’un même lieu.", Weight.WRONG
    row = int(np.flatnonzero(far)[0])
    return Finding(
        weight,
        feed.place("stops"),
        rule,
        row=int(stops[LINE][row]),
        value=str(stops["stop_id"][row]),
        remedy=remedy,
        count=int(far.sum()),
    )


def metres_to_streets(points: NDArray[np.float64], streets: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return float64[n]: metres from points (longitude, latitude) to the nearest point of a street."""
    scale = np.radians(EARTH_RADIUS_KM * 1000) * np.array([np.cos(np.radians(streets[:, 1].mean())), 1])
    tree = shapely.STRtree(shapely.points(streets * scale))
    found = shapely.points(points * scale)
    nearest = tree.geometries.take(tree.nearest(found))
    distances: NDArray[np.float64] = shapely.distance(found, nearest)
    return distances
