"""Loads the ground of a territory: streets, timetables, places and outlines, checked first, then put in use together.

Whatever is refused or goes wrong, the ground that was in use stays in use, whole.
"""

import filecmp
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from allant.errors import FileError
from allant.routing.building import Built, build_network
from allant.routing.network import Network
from allant.routing.places import Places
from allant.routing.whereabouts import check_whereabouts
from allant.sources.findings import Finding, Weight
from allant.sources.map_tiles import read_tile_set
from allant.sources.outlines import Outlines, read_outlines
from allant.sources.places_files import read_names, read_places
from allant.web.accounts.models import Territory
from allant.web.reaching.backgrounds import COMMUNES, TILES, write_communes
from allant.web.reaching.enums import Kind
from allant.web.reaching.grounds import OPPORTUNITIES, folder_of, ground_of

POINT = ("id", "lon", "lat")
_ASIDE = ".loading-"
_IN_PLACE = "lieux déjà en place"


@dataclass(frozen=True, slots=True)
class GroundFiles:
    """What a ground is made of: an extract, timetables, points with counts, outlines of communes, a map of tiles."""

    streets: Path
    timetables: Sequence[Path] = ()
    opportunities: Path | None = None
    communes: Path | None = None
    tiles: Path | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """The network in use, what was found in all the files, and whether anything changed."""

    built: Built
    findings: tuple[Finding, ...]
    is_new: bool


@dataclass(frozen=True, slots=True)
class _Given:
    """Opportunities as they were given: the name of their file, and `id, lon, lat, name` and counts."""

    file: str
    table: pl.DataFrame


def load_ground(territory: Territory, files: GroundFiles, *, as_of: date, allow_past: bool = False) -> Loaded:
    """Check the files, build the network and put everything in use; what is the same as before is not made again.

    What is not given anew stays; opportunities in place are checked against the new network.

    Raises
    ------
    FileError
        A file that cannot be used, opportunities outside the network, or a folder that cannot be written to.
    """
    before, folder = ground_of(territory).network, folder_of(territory)
    opportunities = _opportunities(files.opportunities)
    outlines, findings = _outlines(territory, files.communes)
    with _aside(folder) as aside:

        def before_use(network: Network) -> None:
            findings.extend(_check_places(opportunities, folder, network))
            _check_tiles(files.tiles, network)
            _write(aside, opportunities, outlines, files.tiles)

        built = build_network(
            files.streets, files.timetables, folder, as_of=as_of, allow_past=allow_past, before_use=before_use
        )
        changed = [_put_in_place(each, folder) for each in aside.iterdir()]
    is_new = before is None or before.manifest.version != built.manifest.version or any(changed)
    return Loaded(built, (*built.findings, *findings, *_lacking(folder / OPPORTUNITIES)), is_new)


def _opportunities(path: Path | None) -> _Given | None:
    if path is None:
        return None
    table = read_places(path, counts=None)
    if len(table.columns) == len(POINT):
        raise FileError(
            value=f"{path.name}, ligne 1",
            rule="ce fichier n’a aucune colonne d’effectifs.",
            remedy=f"Ajoutez une colonne par sorte de lieu, avec des nombres : {', '.join(Kind.values)}.",
        )
    names = pl.Series("name", read_names(path), dtype=pl.String)
    return _Given(path.name, table.select(*POINT, names, pl.exclude(POINT)))


def _outlines(territory: Territory, path: Path | None) -> tuple[Outlines | None, list[Finding]]:
    if path is None:
        return None, []
    return read_outlines(path, set(territory.communes.values_list("code_insee", flat=True)))


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """Name a folder for what will take its place once whole; what is left in it goes away."""
    aside = folder / f"{_ASIDE}{os.getpid()}"
    try:
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _check_places(given: _Given | None, folder: Path, network: Network) -> list[Finding]:
    if given is not None:
        return check_whereabouts(given.file, Places.of(given.table), network)
    in_place = folder / OPPORTUNITIES
    if not in_place.is_file():
        return []
    try:
        return check_whereabouts(_IN_PLACE, Places.of(read_places(in_place)), network)
    except FileError as error:
        remedy = "Donnez aussi les lieux de ce réseau : --opportunities FICHIER.csv."
        raise FileError(value=error.value, rule=error.rule, remedy=remedy) from error


def _check_tiles(tiles: Path | None, network: Network) -> None:
    if tiles is None:
        return
    west, south, east, north = read_tile_set(tiles).bounds
    from_west, from_south, to_east, to_north = network.manifest.bounds
    if west > to_east or east < from_west or south > to_north or north < from_south:
        raise FileError(
            value=f"{tiles.name}, de {west:.2f} à {east:.2f} de longitude, de {south:.2f} à {north:.2f} de latitude",
            rule="cette carte est celle d’une autre région que les rues.",
            remedy="Donnez une carte qui couvre le territoire.",
        )


def _write(aside: Path, given: _Given | None, outlines: Outlines | None, tiles: Path | None) -> None:
    for left in aside.parent.glob(f"{_ASIDE}*"):
        shutil.rmtree(left, ignore_errors=True)
    aside.mkdir()
    if given is not None:
        given.table.write_csv(aside / OPPORTUNITIES)
    if outlines is not None:
        write_communes(outlines, aside / COMMUNES)
    if tiles is not None:
        shutil.copyfile(tiles, aside / TILES)


def _put_in_place(fresh: Path, folder: Path) -> bool:
    """Let a whole file take the place of the former one; return whether they differ."""
    place = folder / fresh.name
    if place.is_file() and filecmp.cmp(fresh, place, shallow=False):
        return False
    fresh.replace(place)
    return True


def _lacking(path: Path) -> list[Finding]:
    """Say what a territory goes without."""
    if not path.is_file():
        rule = "aucun lieu n’est chargé : on saura en combien de temps, mais pas vers combien d’emplois ou de services."
        remedy = "Ajoutez --opportunities FICHIER.csv : id, lon, lat, puis des effectifs."
        return [Finding(Weight.WARNING, OPPORTUNITIES, rule, remedy=remedy)]
    table = read_places(path, counts=None)
    if Kind.JOBS in table.columns and table[Kind.JOBS].sum() > 0:
        return []
    rule = "ce territoire n’a pas d’effectifs d’emplois : les pages le disent, sans rien inventer."
    return [Finding(Weight.WARNING, OPPORTUNITIES, rule, remedy="Ajoutez une colonne jobs : le nombre d’emplois.")]
