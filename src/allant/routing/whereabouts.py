"""Checks that points lie where a network is, before anything is asked of it."""

import numpy as np
import polars as pl

from allant.errors import FileError
from allant.parameters import parameter
from allant.routing.network import Network
from allant.routing.places import Places
from allant.routing.stops import metres_to_streets
from allant.sources.findings import Finding, Weight

__all__ = ["check_whereabouts"]

HEADER_ROWS = 2
"""Rows of a file before its second point, as a spreadsheet counts them."""


def check_whereabouts(file: str, places: Places, network: Network) -> list[Finding]:
    """Return a warning for points that no street passes near: they are out of reach of everything.

    Parameters
    ----------
    file
        What messages call the file that the points came from, in its order.

    Raises
    ------
    FileError
        A point beyond the area of the network, or no point near a street.
    """
    if not len(places):
        rule = "ce fichier ne contient aucun point."
        raise FileError(value=file, rule=rule, remedy="Une ligne par point : id, lon, lat.")
    limit_m = parameter("routing/snap_distance")
    streets = network.cells.select("lon", "lat").to_numpy()
    away_m = metres_to_streets(np.column_stack([places.lon, places.lat]), streets)
    beyond = _beyond(places, network) & (away_m > limit_m)
    if beyond.any():
        raise _outside(file, places, int(np.flatnonzero(beyond)[0]), network, int(beyond.sum()))
    far = away_m > limit_m
    if not far.any():
        return []
    row = int(np.flatnonzero(far)[0])
    rule = f"aucune rue à moins de {limit_m:.0f} m de ces points : rien n’est à leur portée."
    if far.all():
        remedy = "Vérifiez les coordonnées, ou construisez un réseau d’un extrait plus grand."
        raise FileError(value=_named(file, places, row), rule=rule, remedy=remedy)
    value = str(places.ids[row])
    return [Finding(Weight.WARNING, file, rule, row=row + HEADER_ROWS, value=value, count=int(far.sum()))]


def _beyond(places: Places, network: Network) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    west, south, east, north = network.manifest.bounds
    return (places.lon < west) | (places.lon > east) | (places.lat < south) | (places.lat > north)


def _named(file: str, places: Places, row: int) -> str:
    where = f"longitude {places.lon[row]:g}, latitude {places.lat[row]:g}"
    return f"{file}, ligne {row + HEADER_ROWS}, {places.ids[row]} : {where}"


def _outside(file: str, places: Places, row: int, network: Network, count: int) -> FileError:
    west, south, east, north = network.manifest.bounds
    swapped = Places(pl.Series(["-"]), places.lat[row : row + 1], places.lon[row : row + 1])
    remedy = (
        "Longitude et latitude semblent échangées : inversez les deux colonnes."
        if not _beyond(swapped, network).any()
        else "Corrigez ce point ou retirez-le, ou construisez un réseau d’un extrait qui le contient."
    )
    others = f" {count} points sont dans ce cas." if count > 1 else ""
    rule = (
        f"ce point est hors du réseau, qui va de {west:.3f} à {east:.3f} de longitude"
        f" et de {south:.3f} à {north:.3f} de latitude.{others}"
    )
    return FileError(value=_named(file, places, row), rule=rule, remedy=remedy)
