"""A town's network, built once a process; the real one of Porto Alegre where its data are there."""

import os
from datetime import date
from pathlib import Path

import pytest
from tests.routing import town

from allant.routing.building import build_network
from allant.routing.choice import TILES
from allant.routing.network import Network, open_network
from allant.routing.valhalla_engine import ValhallaEngine, engine_here

TODAY = date(2026, 11, 24)
ROOT = Path(__file__).parents[2]
POA = Path(os.environ.get("ALLANT_SHARED_DATA", ROOT.parent / "shared" / "data")) / "poa"


def valhalla_of(network: Network) -> ValhallaEngine:
    """Return what answers on the tiles of a network; skip where it is not installed."""
    skip_without_valhalla()
    return ValhallaEngine(network.folder / TILES)


def skip_without_valhalla() -> None:
    if engine_here() is None:
        pytest.skip("Valhalla absent: install allant[valhalla], on Python 3.12 or later")


@pytest.fixture(scope="session")
def files(tmp_path_factory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("town")
    streets = town.write_streets(folder / "ville.osm.pbf")
    return streets, town.write_timetable(folder / "bus.zip", town.tables(date(2026, 9, 1)))


@pytest.fixture(scope="session")
def folder(files, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("network")
    build_network(files[0], [files[1]], out, as_of=TODAY)
    return out


@pytest.fixture(scope="session")
def network(folder) -> Network:
    return open_network(folder)


@pytest.fixture(scope="session")
def poa(tmp_path_factory) -> Network:
    if not POA.is_dir():
        pytest.skip("Porto Alegre absent: set ALLANT_SHARED_DATA to the shared data")
    out = tmp_path_factory.mktemp("poa")
    build_network(POA / "poa_osm.pbf", [POA / "poa_eptc.zip", POA / "poa_trensurb.zip"], out, as_of=TODAY)
    return open_network(out)
