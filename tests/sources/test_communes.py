"""The communes shipped with the package, and how they are found."""

import csv
import gzip
import json
import os
from collections import Counter
from importlib.resources import files
from math import cos, hypot, radians
from pathlib import Path

import polars as pl
import pytest
import yaml

from allant.errors import InputError
from allant.sources.communes import Commune, communes_of_epci, find_commune, matching_communes, read_communes

SHARED_DATA = Path(os.environ.get("ALLANT_SHARED_DATA", Path(__file__).parents[2].parent / "shared" / "data"))
MERGED = SHARED_DATA / "geo" / "communes_merged.csv.gz"
CONTOURS = SHARED_DATA / "geo" / "communes-24-dordogne.geojson"
KM_PER_DEGREE = 111.2
METROPOLE = {"lon": (-5.3, 9.7), "lat": (41.2, 51.2)}


def test_every_commune_is_there_once() -> None:
    table = read_communes()
    assert table.height == 34_969
    assert table["code_insee"].n_unique() == 34_969
    assert table["code_insee"].is_sorted()


def test_the_provenance_counts_what_the_file_holds() -> None:
    told = yaml.safe_load((files("allant.sources") / "data" / "communes.yaml").read_text(encoding="utf-8"))
    table = read_communes()
    assert told["rows"] == table.height
    assert told["centroid_quality"] == Counter(table["centroid_quality"].to_list())
    assert told["without_epci"] == table["epci"].null_count()
    assert all({"package", "version", "licence", "used_for"} <= source.keys() for source in told["sources"])


def test_the_file_is_small_enough_to_ship() -> None:
    packed = (files("allant.sources") / "data" / "communes.parquet").read_bytes()
    assert len(packed) < 2_000_000


def test_a_position_is_missing_exactly_where_its_quality_says_none() -> None:
    table = read_communes()
    unknown = table.filter(pl.col("centroid_quality") == "none")
    assert unknown["lon"].null_count() == unknown.height == table["lon"].null_count() == table["lat"].null_count()


def test_metropolitan_communes_lie_in_metropolitan_france() -> None:
    table = read_communes().filter(pl.col("departement").str.len_chars() == 2, pl.col("lon").is_not_null())
    for axis, (low, high) in METROPOLE.items():
        assert table[axis].is_between(low, high).all()


def test_le_grand_perigueux_has_its_43_communes() -> None:
    communes = communes_of_epci("200040392")
    assert len(communes) == 43
    assert {c.epci_name for c in communes} == {"CA Le Grand Périgueux"}
    assert all(c.departement == "24" and c.position_is_reliable for c in communes)


@pytest.mark.parametrize("asked", ["200040393", "200040329", "grand périgueux"])
def test_an_unknown_epci_names_the_nearest_ones(asked: str) -> None:
    with pytest.raises(InputError) as refusal:
        communes_of_epci(asked)
    assert refusal.value.value == asked
    assert "EPCI" in refusal.value.rule
    assert "200040392 (CA Le Grand Périgueux)" in refusal.value.remedy


def test_the_name_of_a_town_finds_its_epci() -> None:
    with pytest.raises(InputError) as refusal:
        communes_of_epci("Brest")
    assert "242900314 (Brest Métropole)" in refusal.value.remedy


def test_a_meaningless_epci_is_told_what_a_code_looks_like() -> None:
    with pytest.raises(InputError) as refusal:
        communes_of_epci("")
    assert "9 chiffres" in refusal.value.remedy


@pytest.mark.parametrize(
    ("postal_code", "name", "code_insee"),
    [
        ("24000", "Périgueux", "24322"),
        ("24000", "PERIGUEUX", "24322"),
        ("24110", "St-Astier", "24372"),
        ("24019", "PERIGUEUX CEDEX", "24322"),
        ("20309", "Ajaccio Cedex 9", "2A004"),
        ("75011", "Paris 11e", "75056"),
        ("69003", "LYON 3EME ARRONDISSEMENT", "69123"),
    ],
)
def test_a_commune_is_found_as_people_write_it(postal_code: str, name: str, code_insee: str) -> None:
    assert find_commune(postal_code=postal_code, name=name).code_insee == code_insee


def test_a_municipal_district_is_its_commune() -> None:
    assert find_commune(code_insee="75111").name == "Paris"
    assert find_commune(code_insee="13205").name == "Marseille"


def test_a_name_of_another_postal_code_is_not_a_match() -> None:
    with pytest.raises(InputError) as refusal:
        find_commune(postal_code="24000", name="Bergerac")
    assert "Périgueux (24322)" in refusal.value.remedy


def test_a_misspelt_name_is_met_with_near_ones() -> None:
    with pytest.raises(InputError) as refusal:
        find_commune(name="Perigeux")
    assert "Périgueux (24322)" in refusal.value.remedy


def test_several_namesakes_ask_which_one() -> None:
    with pytest.raises(InputError) as refusal:
        find_commune(name="Saint-Martin")
    assert refusal.value.rule == "5 communes correspondent."
    assert "et 2 autres" in refusal.value.remedy


def test_nothing_asked_matches_nothing() -> None:
    assert matching_communes() == ()


def test_a_restored_commune_without_contour_has_no_reliable_position() -> None:
    celles = find_commune(code_insee="15031")
    assert celles.centroid_quality == "postal"
    assert celles.position_is_known
    assert not celles.position_is_reliable


def test_a_commune_without_position_says_so() -> None:
    kerguelen = find_commune(code_insee="98412")
    assert kerguelen.centroid_quality == "none"
    assert not kerguelen.position_is_known
    assert not kerguelen.position_is_reliable
    assert kerguelen.lon is None


@pytest.mark.parametrize("quality", ["postal", "epci", "none"])
def test_below_geonames_no_position_is_reliable(quality: str) -> None:
    commune = Commune("00000", "Essai", (), None, None, None, "00", "00", 0.0, 0.0, quality)  # type: ignore[arg-type]
    assert not commune.position_is_reliable


@pytest.mark.skipif(not MERGED.exists(), reason="shared data absent: set ALLANT_SHARED_DATA to compare communes")
def test_communes_agree_with_an_independent_merge_of_the_same_registers() -> None:
    with gzip.open(MERGED, "rt", encoding="utf-8") as text:
        merged = {row["code"]: row for row in csv.DictReader(text)}
    ours = {row["code_insee"]: row for row in read_communes().iter_rows(named=True)}
    assert ours.keys() == merged.keys()
    gaps_km = []
    for code, theirs in merged.items():
        mine = ours[code]
        assert mine["name"] == theirs["nom"]
        assert (mine["epci"] or "") == theirs["epci"]
        assert mine["population"] == (int(float(theirs["population"])) if theirs["population"] else None)
        if mine["centroid_quality"] == "contour" and theirs["lat"]:
            north = (mine["lat"] - float(theirs["lat"])) * KM_PER_DEGREE
            east = (mine["lon"] - float(theirs["lon"])) * KM_PER_DEGREE * cos(radians(mine["lat"]))
            gaps_km.append(hypot(north, east))
    gaps_km.sort()
    assert len(gaps_km) > 34_000
    # The other merge places communes by a rounded or seaward centre; half of them agree within 300 m.
    assert gaps_km[len(gaps_km) // 2] < 0.3
    assert gaps_km[int(len(gaps_km) * 0.999)] < 5


def _is_inside(lon: float, lat: float, ring: list[list[float]]) -> bool:
    """Count the sides of a ring that a line going east crosses."""
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1):
            inside = not inside
    return inside


@pytest.mark.skipif(not CONTOURS.exists(), reason="shared data absent: set ALLANT_SHARED_DATA to compare contours")
def test_communes_of_dordogne_lie_inside_their_contour_of_another_source() -> None:
    features = json.loads(CONTOURS.read_text(encoding="utf-8"))["features"]
    ours = {row["code_insee"]: row for row in read_communes().iter_rows(named=True)}
    compared, outside = 0, []
    for feature in features:
        code = feature["properties"]["code"]
        if code not in ours:
            continue
        kind, coordinates = feature["geometry"]["type"], feature["geometry"]["coordinates"]
        polygons = coordinates if kind == "MultiPolygon" else [coordinates]
        compared += 1
        if not any(_is_inside(ours[code]["lon"], ours[code]["lat"], polygon[0]) for polygon in polygons):
            outside.append(code)
    assert compared > 480
    # Contours of 2018: a commune that merged since then may have its centre in a former neighbour.
    assert len(outside) < compared / 100, outside
