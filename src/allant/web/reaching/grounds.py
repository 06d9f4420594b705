"""The ground of a territory: the network and the opportunities that somebody loaded for it, or what stands for them.

A folder a territory: what `allant network build` writes there, and `opportunities.csv`. Both are opened once per
process and shared by its threads; a request never builds anything.
"""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import numpy as np
from django.conf import settings
from django.utils.text import slugify
from numpy.typing import NDArray

from allant.errors import FileError
from allant.routing.crow_fly import CrowFlyEngine
from allant.routing.engine import Engine
from allant.routing.network import Network, open_network
from allant.routing.places import Places
from allant.routing.trips import Mode
from allant.sources.places_files import read_names, read_places
from allant.web.accounts.models import Territory

OPPORTUNITIES = "opportunities.csv"
KEPT = 8
"""Files of opportunities kept in memory: some territories, each a few megabytes."""
VERSION_LENGTH = 16
_CROW_FLY = CrowFlyEngine()


@dataclass(frozen=True, slots=True, eq=False)
class Opportunities:
    """Where jobs, services and shops are: float64[places, kinds] `counts`; a name is empty where none is given."""

    places: Places
    names: tuple[str, ...]
    kinds: tuple[str, ...]
    counts: NDArray[np.float64]
    version: str


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What is known of a territory. `network` and `opportunities` are None where nobody loaded them."""

    territory: Territory
    network: Network | None
    opportunities: Opportunities | None

    @property
    def is_estimated(self) -> bool:
        """Whether times are those of a crow, for want of streets."""
        return self.network is None

    @property
    def has_timetable(self) -> bool:
        """Whether anything can be said of public transport."""
        return self.network is not None and bool(self.network.manifest.timetables)

    def engine(self, mode: Mode) -> Engine | None:
        """Return what answers for a mode; None for public transport without a timetable."""
        if mode is Mode.TRANSIT and not self.has_timetable:
            return None
        return _CROW_FLY if self.network is None else self.network.engine(mode)


def folder_of(territory: Territory) -> Path:
    """Return where the ground of a territory lies, loaded or not."""
    return Path(settings.GROUNDS) / (territory.epci_code or slugify(territory.name))


def ground_of(territory: Territory) -> Ground:
    """Open the ground of a territory."""
    folder = folder_of(territory)
    return Ground(territory, _network(folder), _opportunities(folder / OPPORTUNITIES))


def _network(folder: Path) -> Network | None:
    try:
        return open_network(folder)
    except FileError:
        return None


def _opportunities(path: Path) -> Opportunities | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return _read(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=KEPT)
def _read(path: Path, _written_ns: int, _size: int) -> Opportunities:
    table = read_places(path, counts=None)
    kinds = tuple(name for name in table.columns if name not in {"id", "lon", "lat"})
    counts = table.select(kinds).to_numpy().astype(np.float64)
    version = sha256(path.read_bytes()).hexdigest()[:VERSION_LENGTH]
    return Opportunities(Places.of(table), read_names(path), kinds, counts, version)
