"""Counts what is within reach of some origins, in whichever process or machine it is asked to."""

import os
import socket
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

import polars as pl

from allant.errors import InputError
from allant.routing.network import Network
from allant.routing.places import Places
from allant.routing.reach import access_parts
from allant.routing.study.plan import COLUMNS, KEY
from allant.routing.trips import Trip

__all__ = ["Part", "count_part"]

_OPENING = Lock()


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Some origins of a study, and where their rows are written. Small: the rest is read where it is computed."""

    path: Path
    origins: pl.DataFrame
    opportunities: Path
    network: Path
    engine: str
    trips: tuple[Trip, ...]
    minutes: tuple[float, ...]


def count_part(part: Part) -> Path:
    """Write the rows of a part, sorted; a file that could not be finished does not take its name.

    Raises
    ------
    InputError
        Another engine runs here than the study was begun with.
    OSError
        The network or the study cannot be read or written from here.
    """
    with _OPENING:
        network, opportunities = _network(part.network), _table(part.opportunities, _written(part.opportunities))
    if part.engine != network.engines:
        raise InputError(
            value=f"{network.engines} ({socket.gethostname()})",
            rule=f"toute l’étude se calcule avec le même moteur, {part.engine}.",
            remedy="Installez la même version sur chaque machine.",
        )
    origins = Places.of(part.origins)
    counted = [
        some.with_columns(departure=pl.lit(trip.departure, dtype=pl.Datetime("us")))
        for trip in part.trips
        for some in access_parts(network, origins, opportunities, [trip], part.minutes)
    ]
    aside = part.path.with_name(f".{part.path.name}.{socket.gethostname()}.{os.getpid()}")
    try:
        pl.concat(counted).select(COLUMNS).sort(KEY).write_parquet(aside)
        aside.replace(part.path)
    finally:
        aside.unlink(missing_ok=True)
    return part.path


@lru_cache(maxsize=1)
def _network(folder: Path) -> Network:
    """Open a network once per process."""
    return Network(folder)


def _written(path: Path) -> int:
    return path.stat().st_mtime_ns


@lru_cache(maxsize=1)
def _table(path: Path, written: int) -> pl.DataFrame:  # noqa: ARG001 - another study may take the same path
    return pl.read_parquet(path)
