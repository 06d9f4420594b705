"""Which engine answers for which mode, and why: chosen here and nowhere else.

- Public transport: cafein, the one engine that reads timetables.
- On foot, in a wheelchair, by bicycle: cafein, with or without tiles of Valhalla. Its walks are as close to the
  shortest way (referee in `tests/routing`), and its matrices come many times as fast.
- By car: Valhalla where the network holds its tiles. It counts turns, crossings and towns; cafein drives on an empty
  road, and its times are brought near Valhalla's by one ratio for all trips (`routing/car_time_factor`).

A network says in its manifest whether it holds tiles, and its version follows from that: times of two engines never
bear one name.
"""

from collections.abc import Callable
from pathlib import Path

from allant.routing.cafein_engine import ENGINE, StreetEngine, TransitEngine
from allant.routing.engine import Engine
from allant.routing.trips import Mode
from allant.routing.valhalla_engine import ValhallaEngine

__all__ = ["STREETS", "TILES", "TRANSIT", "chosen", "names_of"]

STREETS, TILES, TRANSIT = "streets.cafein", "streets.valhalla.tar", "transit.cafein"
"""What each engine saves in the folder of a network."""
BY_TILES = frozenset({Mode.CAR})
"""The modes for which tiles are asked, where there are any."""


def names_of(tiles: str | None) -> str:
    """Return the engines that compute on a network here, with their versions; `tiles` names that of its tiles."""
    return ", ".join(name for name in (ENGINE, tiles) if name)


def chosen(mode: Mode, *, has_tiles: bool) -> tuple[str, Callable[[Path], Engine]]:
    """Return the file that answers for a mode, and what opens it."""
    if mode is Mode.TRANSIT:
        return TRANSIT, TransitEngine
    if has_tiles and mode in BY_TILES:
        return TILES, ValhallaEngine
    return STREETS, StreetEngine
