"""Builds a network of a street extract and of timetables: checked first, written aside, then put in use at once.

Whatever goes wrong — a file cut short, a disk that is full, a kill — the network in use before stays in use.
"""

import hashlib
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import cafein
import numpy as np
from numpy.typing import NDArray

from allant.errors import FileError
from allant.parameters import parameter
from allant.routing.background import background_of, write_background
from allant.routing.cells import cells_of, write_cells
from allant.routing.choice import STREETS, TILES, TRANSIT, names_of
from allant.routing.holding import held
from allant.routing.manifest import Manifest, Source, read_manifest, source_of, write_manifest
from allant.routing.network import CURRENT, VERSIONS, Network
from allant.routing.passages import passages_of, write_passages
from allant.routing.stops import check_stops
from allant.routing.valhalla_engine import engine_here, save_tiles
from allant.sources.findings import Finding, refuse_wrong
from allant.sources.gtfs import Coverage, Feed, checked, read_feed, write_feed
from allant.sources.streets import read_extract, street_points

__all__ = ["Built", "build_network"]

FORMAT = 3
"""Raised when what is saved changes, so that the same sources are built again."""
COUNTRY = "FR"
"""Whose legal speeds fill the streets that have no sign."""
STREET_MODES = ("walk", "bicycle", "wheelchair", "car")
WALKED_MODES = ("walk", "wheelchair")
EXTRACT = "streets.osm.pbf"
VERSION_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Built:
    """A network in use, what was found in its sources, and whether it had to be made."""

    manifest: Manifest
    findings: tuple[Finding, ...]
    is_new: bool


def build_network(
    osm: Path,
    timetables: Sequence[Path],
    out: Path,
    *,
    as_of: date,
    allow_past: bool = False,
    before_use: Callable[[Network], None] = lambda _: None,
) -> Built:
    """Check the sources, make a network of them unless it is there already, and put it in use.

    Parameters
    ----------
    osm, timetables
        An extract (PBF) and GTFS archives of the same area.
    out
        Folder of the network, made if need be.
    as_of
        The day against which a timetable is called past.
    allow_past
        Let a timetable of past days take the place of the network in use.
    before_use
        Called with the network once it is made: whatever this raises leaves the former one in use.

    Raises
    ------
    FileError
        A source that cannot be used, a folder that cannot be written to, or a build already under way there.
    """
    extract, findings = read_extract(osm)
    feeds, coverages = [], []
    for path in timetables:
        feed, coverage, found = checked(read_feed(path), as_of)
        findings += found
        refuse_wrong(findings)
        if coverage is not None:
            feeds.append(feed)
            coverages.append(coverage)
    points = street_points(osm)
    findings += check_stops(feeds, points, extract.bounds)
    refuse_wrong(findings)
    sources = (source_of(osm, "streets"), *(source_of(path, "timetable") for path in timetables))
    tiles = engine_here()
    engines = names_of(tiles)
    manifest = Manifest(_version(engines, sources), engines, sources, extract.bounds, tuple(coverages), tiles)
    with _writing(out):
        _refuse_past(coverages, out, manifest, as_of, allow_past=allow_past)
        is_new = not _is_there(out / VERSIONS / manifest.version)
        if is_new:
            _make(manifest, osm, points, feeds, out)
        before_use(Network(out / VERSIONS / manifest.version))
        _put_in_use(manifest, out)
    return Built(manifest, tuple(findings), is_new)


def _version(engines: str, sources: Sequence[Source]) -> str:
    """Return a name that follows from everything that times depend on, in whichever order timetables were given."""
    said = [f"{FORMAT} {engines} {COUNTRY}", *sorted(f"{each.kind} {each.sha256}" for each in sources)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:VERSION_LENGTH]


@contextmanager
def _writing(out: Path) -> Iterator[None]:
    """Have the folder for ourselves; what cannot be written is told as such."""
    try:
        (out / VERSIONS).mkdir(parents=True, exist_ok=True)
        with held(out, busy="un réseau est déjà en construction dans ce dossier."):
            yield
    except OSError as error:
        raise FileError(
            value=f"{out} ({error.strerror or error})",
            rule="le réseau n’a pas pu être écrit : celui d’avant reste en service.",
            remedy="Faites de la place sur ce disque ou choisissez un autre dossier, puis recommencez.",
        ) from error


def _refuse_past(
    coverages: Sequence[Coverage], out: Path, manifest: Manifest, as_of: date, *, allow_past: bool
) -> None:
    """Keep the network in use rather than take a timetable of past days in its place, unless asked to."""
    pointer = out / CURRENT
    if allow_past or not pointer.is_file() or pointer.read_text(encoding="utf-8").strip() == manifest.version:
        return
    for coverage in coverages:
        if coverage.last_day < as_of:
            raise FileError(
                value=f"{coverage.feed} (jusqu’au {coverage.last_day:%d/%m/%Y})",
                rule="cet horaire ne couvre que des jours passés : le réseau en service le reste.",
                remedy="Demandez l’horaire en cours, ou ajoutez --allow-past si c’est ce que vous voulez.",
            )


def _is_there(folder: Path) -> bool:
    try:
        read_manifest(folder)
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return True


def _make(manifest: Manifest, osm: Path, points: NDArray[np.float64], feeds: Sequence[Feed], out: Path) -> None:
    for left in out.glob(".building-*"):
        shutil.rmtree(left, ignore_errors=True)
    aside = Path(tempfile.mkdtemp(prefix=".building-", dir=out))
    try:
        shutil.copyfile(osm, aside / EXTRACT)
        write_cells(cells_of(*points.T), aside)
        write_background(background_of(osm), aside)
        _save_streets(aside)
        if manifest.tiles:
            save_tiles(aside / EXTRACT, aside / TILES)
        if feeds:
            _save_transit(aside, feeds)
        write_manifest(manifest, aside)
        version = out / VERSIONS / manifest.version
        shutil.rmtree(version, ignore_errors=True)
        aside.replace(version)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _save_streets(folder: Path) -> None:
    streets = cafein.StreetNetwork.from_osm(str(folder / EXTRACT), modes=STREET_MODES, country=COUNTRY)
    _save(streets, folder / STREETS)


def _save_transit(folder: Path, feeds: Sequence[Feed]) -> None:
    paths = [folder / f"timetable-{number}.zip" for number, _ in enumerate(feeds, start=1)]
    for feed, path in zip(feeds, paths, strict=True):
        write_feed(feed, path)
    write_passages(passages_of(feeds), folder)
    with warnings.catch_warnings():
        # Already told, with the stops, by `check_stops`.
        warnings.filterwarnings("ignore", message=r".*stop\(s\) are farther than")
        network = cafein.TransportNetwork.from_gtfs(
            [str(path) for path in paths], osm_pbf=str(folder / EXTRACT), street_modes=WALKED_MODES
        )
    network.compute_mode_transfers("wheelchair", parameter("routing/longest_walk"))
    _save(network, folder / TRANSIT)


def _save(network: cafein.StreetNetwork | cafein.TransportNetwork, path: Path) -> None:
    """Save a network; the engine calls a disk that is full a wrong value."""
    try:
        network.save(str(path))
    except ValueError as error:
        raise OSError(str(error)) from error


def _put_in_use(manifest: Manifest, out: Path) -> None:
    aside = out / f".{CURRENT}"
    aside.write_text(manifest.version + "\n", encoding="utf-8")
    aside.replace(out / CURRENT)
