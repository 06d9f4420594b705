"""Opens a saved network, once per process, and gives the engine of each mode.

A folder holds `current`, the name of the version in use, and `versions/NAME/`, one folder for each network ever built
there: results name the version that they were computed on.
"""

from functools import cache, cached_property
from pathlib import Path
from threading import Lock

import polars as pl

from allant.errors import FileError, InputError
from allant.routing.cells import read_cells
from allant.routing.choice import chosen, names_of
from allant.routing.engine import Engine
from allant.routing.manifest import Manifest, read_manifest
from allant.routing.trips import Mode
from allant.routing.valhalla_engine import engine_here

__all__ = ["CURRENT", "VERSIONS", "Network", "open_network"]

CURRENT, VERSIONS = "current", "versions"
_BUILD = "Construisez-le d’abord : allant network build --osm FICHIER.osm.pbf --out DOSSIER."


class Network:
    """A network in use. What it holds is loaded when first asked for, and shared by all threads of the process."""

    def __init__(self, folder: Path) -> None:
        """Open the version of a network that lies in a folder.

        Raises
        ------
        FileError
            It holds tiles of an engine that is not here: another one would give other times under the same name.
        """
        self.folder = folder
        self.manifest: Manifest = read_manifest(folder)
        if self.manifest.tiles and self.manifest.tiles != engine_here():
            raise FileError(
                value=f"{folder} ({self.manifest.tiles})",
                rule="ce réseau compte les trajets en voiture avec ce moteur, qui n’est pas installé ici.",
                remedy="Installez allant[valhalla] dans cette version (Python 3.12 ou plus), ou construisez de nouveau"
                " ce réseau ici : allant network build.",
            )
        self._lock = Lock()
        self._engines: dict[str, Engine] = {}

    @property
    def engines(self) -> str:
        """Return what computes on it here."""
        return names_of(self.manifest.tiles)

    def engine(self, mode: Mode) -> Engine:
        """Return what answers for a mode; raise InputError for public transport where no timetable was given."""
        if mode is Mode.TRANSIT and not self.manifest.timetables:
            raise InputError(
                value="transit",
                rule="ce réseau n’a pas d’horaires : des transports en commun, on ne peut rien dire.",
                remedy="Construisez-le de nouveau avec --gtfs HORAIRES.zip.",
            )
        name, opened = chosen(mode, has_tiles=self.manifest.tiles is not None)
        with self._lock:
            if name not in self._engines:
                self._engines[name] = opened(self.folder / name)
            return self._engines[name]

    @cached_property
    def cells(self) -> pl.DataFrame:
        """The cells that a street passes through: `cell, lon, lat`."""
        return read_cells(self.folder)


def open_network(folder: Path) -> Network:
    """Open the network in use in a folder.

    Raises
    ------
    FileError
        The folder holds no network, or one that cannot be read or asked here.
    """
    pointer = folder / CURRENT
    try:
        return _opened(folder / VERSIONS / pointer.read_text(encoding="utf-8").strip())
    except FileError:
        raise
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise FileError(value=str(folder), rule="ce dossier ne contient aucun réseau.", remedy=_BUILD) from error


@cache
def _opened(folder: Path) -> Network:
    return Network(folder)
