"""`allant network` and `allant reach`, from files to files."""

import json

import polars as pl
import pytest
import shapely
from click.testing import CliRunner
from tests.routing import town
from tests.routing.conftest import files, folder, network, poa  # noqa: F401 - fixtures

from allant.cli import main

BAD_INPUT = 2


def allant(*arguments):
    return CliRunner().invoke(main, [str(each) for each in arguments])


def points(path, rows, header="id,lon,lat"):
    path.write_text("\n".join([header, *(",".join(map(str, row)) for row in rows)]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def origins(tmp_path):
    rows = [("a", *town.lon_lat(0, 0)), ("b", *town.lon_lat(5, 5)), ("v", *town.lon_lat(town.FAR_EAST, 2))]
    return points(tmp_path / "departs.csv", rows)


@pytest.fixture
def jobs(tmp_path):
    rows = [("c", *town.lon_lat(6, 0), 100, 2), ("d", *town.lon_lat(11, 11), 20, 0)]
    return points(tmp_path / "emplois.csv", rows, header="id,lon,lat,jobs,clinics")


def test_network_is_built_told_and_found_again(files, tmp_path):  # noqa: F811
    done = allant("network", "build", "--osm", files[0], "--gtfs", files[1], "--out", tmp_path / "n")
    assert done.exit_code == 0, done.output
    assert "du 01/09/2026 au 01/09/2027, de 7 h 00 à 18 h 42 (Europe/Paris), 4 arrêts, 24 courses" in done.output
    again = json.loads(
        allant("network", "build", "--osm", files[0], "--gtfs", files[1], "--out", tmp_path / "n", "--json").output
    )
    assert again["is_new"] is False
    assert [each["kind"] for each in again["sources"]] == ["streets", "timetable"]
    assert again["version"] in done.output


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_matrix_holds_the_pairs_within_reach(folder, origins, jobs, tmp_path, suffix):  # noqa: F811
    out = tmp_path / f"t.{suffix}"
    done = allant(
        "reach",
        "matrix",
        folder,
        "--origins",
        origins,
        "--destinations",
        jobs,
        "--mode",
        "walk",
        "--max-min",
        30,
        "--out",
        out,
    )
    assert done.exit_code == 0, done.output
    assert "marche 5,1 km/h" in done.output
    table = pl.read_csv(out) if suffix == "csv" else pl.read_parquet(out)
    assert table.columns == ["origin_id", "destination_id", "travel_s"]
    assert set(table.select("origin_id", "destination_id").rows()) == {("a", "c"), ("b", "c"), ("b", "d")}
    # Six crossings of about 196 m along the street.
    assert table.row(0, named=True)["travel_s"] == pytest.approx(6 * 196 * 3.6 / 5.1, rel=0.02)


def test_matrix_by_public_transport_has_a_window(folder, origins, jobs, tmp_path):  # noqa: F811
    out = tmp_path / "t.csv"
    asked = ("--origins", origins, "--destinations", jobs, "--mode", "transit", "--out", out)
    assert allant("reach", "matrix", folder, *asked, "--departure", "2026-11-23T08:00").exit_code == 0
    table = pl.read_csv(out)
    assert table.columns == ["origin_id", "destination_id", "travel_s", "p10_s", "p90_s"]
    assert (
        table.select((pl.col("p10_s") <= pl.col("travel_s")) & (pl.col("travel_s") <= pl.col("p90_s")))
        .to_series()
        .all()
    )
    # The same hour, said from another time zone.
    assert allant("reach", "matrix", folder, *asked, "--departure", "2026-11-23T07:00+00:00").exit_code == 0
    assert pl.read_csv(out).equals(table)


def test_access_counts_what_is_within_reach(folder, origins, jobs, tmp_path):  # noqa: F811
    out = tmp_path / "a.parquet"
    done = allant(
        "reach", "access", folder, "--origins", origins, "--opportunities", jobs, "--modes", "walk,transit",
        "--minutes", "30,60", "--departure", "2026-11-23T08:00", "--out", out,
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    table = pl.read_parquet(out)
    assert table.columns == ["origin_id", "mode", "minutes", "kind", "count"]
    counts = {tuple(row[:4]): row[4] for row in table.rows()}
    assert len(counts) == 3 * 2 * 2 * 2
    assert counts["a", "walk", 30, "jobs"] == 100
    assert counts["b", "walk", 30, "jobs"] == 120
    assert counts["b", "walk", 30, "clinics"] == 2
    assert counts["v", "walk", 60, "jobs"] == 0
    assert counts["v", "transit", 60, "jobs"] == 100


def test_isochrones_grow_with_time_and_name_their_network(folder, tmp_path):  # noqa: F811
    out = tmp_path / "zone.geojson"
    lon, lat = town.lon_lat(5, 5)
    done = allant(
        "reach", "isochrone", folder, "--lon", lon, "--lat", lat, "--mode", "walk", "--minutes", "5,10,20", "--out", out
    )
    assert done.exit_code == 0, done.output
    features = json.loads(out.read_text())["features"]
    assert [each["properties"]["minutes"] for each in features] == [20, 10, 5]
    assert {each["properties"]["mode"] for each in features} == {"walk"}
    assert all(each["properties"]["network"] in done.output for each in features)
    large, middle, small = (shapely.geometry.shape(each["geometry"]) for each in features)
    assert large.contains(middle.centroid)
    assert small.area < middle.area < large.area
    assert small.contains(shapely.Point(lon, lat))
    # Ten minutes on foot are 850 m of streets: within a diamond of that radius, give or take a cell.
    width_m = (middle.bounds[3] - middle.bounds[1]) * 111_200
    assert width_m == pytest.approx(2 * 850, abs=2 * 140)


# —— Bad input: the value, the rule and the remedy, and nothing written ——

NO_COLUMN = ("id,lon\na,1", "colonne lat")
NO_NUMBER = ("id,lon,lat\na,x,45.2", "ligne 2, colonne lon : x")
TWICE = ("id,lon,lat\na,0.7,45.18\na,0.7,45.19", "ligne 2, colonne id : a")
AT_SEA = ("id,lon,lat\na,0.7,45.18\nm,-5.2,45.1", "ligne 3, m")
SWAPPED = ("id,lon,lat\na,45.18,0.70", "échangées")
ALL_FAR = ("id,lon,lat\na,0.755,45.1995", "rien n’est à leur portée")
NOBODY = ("id,lon,lat", "aucun point")


@pytest.mark.parametrize(("content", "words"), [NO_COLUMN, NO_NUMBER, TWICE, AT_SEA, SWAPPED, ALL_FAR, NOBODY])
def test_points_that_cannot_be_used_are_told(folder, jobs, tmp_path, content, words):  # noqa: F811
    wrong, out = tmp_path / "faux.csv", tmp_path / "t.csv"
    wrong.write_text(content + "\n", encoding="utf-8")
    done = allant("reach", "matrix", folder, "--origins", wrong, "--destinations", jobs, "--mode", "walk", "--out", out)
    assert done.exit_code == BAD_INPUT, done.output
    assert words in done.output
    assert "faux.csv" in done.output
    assert "Remède" in done.output
    assert not out.exists()


@pytest.mark.parametrize("count", ["", "NaN", "-1", "beaucoup"])
def test_count_that_is_no_number_is_told_with_its_row(folder, origins, tmp_path, count):  # noqa: F811
    wrong = points(
        tmp_path / "faux.csv", [("a", 0.7, 45.18, 3, 1), ("b", 0.7, 45.18, count, 1)], "id,lon,lat,jobs,clinics"
    )
    done = allant(
        "reach", "access", folder, "--origins", origins, "--opportunities", wrong,
        "--modes", "walk", "--minutes", "30", "--out", tmp_path / "a.csv",
    )  # fmt: skip
    assert done.exit_code == BAD_INPUT
    assert "faux.csv, ligne 3, colonne jobs" in done.output


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--mode", "transit"], "part un jour, à une heure"),
        (["--mode", "transit", "--departure", "2019-05-13T14:00"], "du 01/09/2026 au 01/09/2027"),
        (["--mode", "transit", "--departure", "demain"], "AAAA-MM-JJ"),
        (["--mode", "fusée"], "fusée"),
        (["--mode", "walk", "--max-min", "0"], "0"),
    ],
)
def test_trip_that_cannot_be_made_is_told(folder, origins, jobs, tmp_path, options, words):  # noqa: F811
    out = tmp_path / "t.csv"
    done = allant("reach", "matrix", folder, "--origins", origins, "--destinations", jobs, "--out", out, *options)
    assert done.exit_code == BAD_INPUT
    assert words in done.output
    assert not out.exists()


def test_public_transport_without_a_timetable_says_no_data(files, origins, jobs, tmp_path):  # noqa: F811
    assert allant("network", "build", "--osm", files[0], "--out", tmp_path / "rues").exit_code == 0
    done = allant(
        "reach", "matrix", tmp_path / "rues", "--origins", origins, "--destinations", jobs, "--mode", "transit",
        "--departure", "2026-11-23T08:00", "--out", tmp_path / "t.csv",
    )  # fmt: skip
    assert done.exit_code == BAD_INPUT
    assert "pas d’horaires" in done.output


def test_swapped_coordinates_of_a_network_are_told(folder, tmp_path):  # noqa: F811
    lon, lat = town.lon_lat(5, 5)
    done = allant(
        "reach",
        "isochrone",
        folder,
        "--lon",
        lat,
        "--lat",
        lon,
        "--mode",
        "walk",
        "--minutes",
        "15",
        "--out",
        tmp_path / "z.geojson",
    )
    assert done.exit_code == BAD_INPUT
    assert "échangées" in done.output


def test_real_feeds_answer_the_commands(poa, tmp_path):  # noqa: F811
    market, hospital = (-51.227811, -30.027565), (-51.2063, -30.0401)
    here = points(tmp_path / "d.csv", [("market", *market)])
    there = points(tmp_path / "a.csv", [("hospital", *hospital)])
    out, network_folder = tmp_path / "t.csv", poa.folder.parents[1]
    asked = ("--origins", here, "--destinations", there, "--departure", "2019-05-13T14:00", "--out", out)
    times = {}
    for mode in ("walk", "bicycle", "car", "transit"):
        done = allant("reach", "matrix", network_folder, "--mode", mode, *asked)
        assert done.exit_code == 0, done.output
        times[mode] = pl.read_csv(out)["travel_s"][0]
    assert times["car"] < times["bicycle"] < times["walk"]
    assert times["transit"] < times["walk"]
