"""`allant ground`: a territory gets its streets, its timetables and its places, all of them or none."""

import errno
import json
from datetime import date

import pytest
from click.testing import CliRunner
from tests.routing import town
from tests.routing.conftest import files  # noqa: F401 - a fixture
from tests.web import factories
from tests.web.reaching.given_map import write_map

from allant.cli import main
from allant.web.reaching import loading
from allant.web.reaching.grounds import folder_of, ground_of

pytestmark = pytest.mark.django_db
BAD_INPUT = 2
HEADER = "id,lon,lat,name,jobs,health"
AWAY_LON = 2.7


@pytest.fixture
def territory(settings, tmp_path):
    settings.GROUNDS = tmp_path / "grounds"
    return factories.TerritoryFactory(name="Val d’Été", epci_code="999999999")


def allant(*arguments):
    return CliRunner().invoke(main, [str(each) for each in arguments])


def places(path, *rows, header=HEADER):
    path.write_text("\n".join([header, *(",".join(map(str, row)) for row in rows)]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def jobs(tmp_path):
    here, there = town.lon_lat(6, 0), town.lon_lat(11, 11)
    return places(tmp_path / "lieux.csv", ("c", *here, "Zone d’activité", 1200, 0), ("d", *there, "", 20, 3))


@pytest.fixture
def load(territory, files, jobs):  # noqa: F811
    def loaded(*more, osm=files[0], opportunities=jobs):
        given = ("--opportunities", opportunities) if opportunities else ()
        return allant("ground", "load", "--territory", "999999999", "--osm", osm, *given, *more)

    return loaded


def in_use(territory):
    """Return everything that pages would read."""
    folder = folder_of(territory)
    paths = [path for path in sorted(folder.iterdir()) if path.is_file() and path.name != ".lock"]
    return {path.name: path.read_bytes() for path in paths}, ground_of(territory).network.manifest


def test_ground_is_loaded_told_and_shown(load, files, territory):  # noqa: F811
    done = load("--gtfs", files[1])
    assert done.exit_code == 0, done.output
    assert "C’est en service." in done.output

    shown = allant("ground", "show", "--territory", "val d'ete").output
    assert shown in done.output
    assert "du 01/09/2026 au 01/09/2027, de 7 h 00 à 18 h 42" in shown
    assert "Lieux · 2 : emplois 1\u202f220, soins 3." in shown
    assert "Contours · aucune commune." in shown

    described = json.loads(allant("ground", "show", "--territory", "999999999", "--json").output)
    assert described["network"]["version"] == ground_of(territory).network.manifest.version
    assert described["opportunities"]["kinds"] == {"jobs": 1220, "health": 3}
    assert ground_of(territory).opportunities.names == ("Zone d’activité", "")


def test_what_is_loaded_twice_is_not_made_twice(load, territory):
    load()
    written = {path: path.stat().st_mtime_ns for path in folder_of(territory).glob("**/*") if path.is_file()}
    assert "rien n’a changé" in load().output
    kept = {path: path.stat().st_mtime_ns for path in written if path.name not in {".lock", "current"}}
    assert kept.items() <= written.items()


def test_territory_without_anything_says_how_to_load_it(territory):
    shown = allant("ground", "show", "--territory", "Val d’Été")
    assert "estimées à vol d’oiseau" in shown.output
    assert "allant ground load" in shown.output
    described = json.loads(allant("ground", "show", "--territory", "Val d’Été", "--json").output)
    assert (described["network"], described["opportunities"]) == (None, None)


def test_territory_without_counts_of_jobs_is_told_so(load, tmp_path):
    without = places(tmp_path / "soins.csv", ("c", *town.lon_lat(6, 0), 4), header="id,lon,lat,health")
    assert "pas d’effectifs d’emplois" in load(opportunities=without).output
    assert "Sans effectifs d’emplois" in allant("ground", "show", "--territory", "999999999").output


def test_streets_alone_say_that_places_and_timetables_lack(load):
    done = load(opportunities=None)
    assert done.exit_code == 0
    assert "aucun lieu n’est chargé" in done.output
    assert "Horaires · aucun" in done.output


@pytest.mark.parametrize("name", ["Val d’Hiver", "000000000", ""])
def test_territory_that_is_not_open_is_refused_with_those_that_are(territory, name):
    refused = allant("ground", "show", "--territory", name)
    assert refused.exit_code == BAD_INPUT
    assert "Val d’Été (999999999)" in refused.stderr


def test_name_of_two_territories_is_refused(territory):
    factories.TerritoryFactory(name="Val d’Été")
    assert "Plusieurs territoires" in allant("ground", "show", "--territory", "Val d’Été").stderr
    assert allant("ground", "show", "--territory", "999999999").exit_code == 0


HERE = town.lon_lat(6, 0)
BROKEN_PLACES = {
    "no number": (("e", *HERE, "", "NaN", 0), "ligne 3, colonne jobs : NaN"),
    "below nothing": (("e", *HERE, "", -5, 0), "ligne 3, colonne jobs : -5"),
    "without end": (("e", *HERE, "", "inf", 0), "ligne 3, colonne jobs : inf"),
    "twice the same": (("d", *HERE, "", 1, 0), "ligne 2, colonne id : d"),
    "at sea": (("e", -5.0, 45.0, "", 1, 0), "ligne 3, e : longitude -5, latitude 45"),
    "swapped": (("e", *HERE[::-1], "", 1, 0), "Longitude et latitude semblent échangées"),
}


@pytest.mark.parametrize("row", BROKEN_PLACES)
def test_places_that_cannot_be_used_leave_the_former_ground_in_use(load, files, territory, tmp_path, row):  # noqa: F811
    load()
    before = in_use(territory)
    wrong, told = BROKEN_PLACES[row]
    broken = places(tmp_path / "faux.csv", ("d", *HERE, "", 1, 0), wrong)

    # The timetable is new: it must not be in use without its places.
    refused = load("--gtfs", files[1], opportunities=broken)
    assert refused.exit_code == BAD_INPUT
    assert told in refused.stderr
    assert "faux.csv" in refused.stderr
    assert in_use(territory) == before
    assert not list(folder_of(territory).glob(".loading-*"))


def test_places_without_any_count_are_refused_with_the_columns_to_add(load, territory, tmp_path):
    bare = places(tmp_path / "points.csv", ("a", *HERE), header="id,lon,lat")
    refused = load(opportunities=bare)
    assert refused.exit_code == BAD_INPUT
    assert "jobs, training, health" in refused.stderr
    assert not folder_of(territory).exists()


def test_extract_cut_short_leaves_the_former_ground_in_use(load, files, territory, tmp_path):  # noqa: F811
    load()
    before = in_use(territory)
    cut = tmp_path / "coupe.osm.pbf"
    cut.write_bytes(files[0].read_bytes()[:200])
    refused = load(osm=cut)
    assert refused.exit_code == BAD_INPUT
    assert "coupe.osm.pbf" in refused.stderr
    assert in_use(territory) == before


def test_timetable_of_past_days_takes_no_place_unless_asked_to(load, files, territory, tmp_path):  # noqa: F811
    load("--gtfs", files[1])
    before = in_use(territory)
    past = town.write_timetable(tmp_path / "ancien.zip", town.tables(date(2024, 9, 1)))
    refused = load("--gtfs", past)
    assert refused.exit_code == BAD_INPUT
    assert "ancien.zip" in refused.stderr
    assert in_use(territory) == before
    assert "Ces jours sont passés" in load("--gtfs", past, "--allow-past").output


def test_streets_of_another_place_ask_for_its_opportunities(load, territory, tmp_path, monkeypatch):
    load()
    before = in_use(territory)
    monkeypatch.setattr(town, "WEST", AWAY_LON)
    elsewhere = town.write_streets(tmp_path / "ailleurs.osm.pbf")
    refused = load(osm=elsewhere, opportunities=None)
    assert refused.exit_code == BAD_INPUT
    assert "lieux déjà en place, ligne 2, c" in refused.stderr
    assert "--opportunities" in refused.stderr
    assert in_use(territory) == before

    theirs = places(tmp_path / "leurs.csv", ("z", *town.lon_lat(1, 1), "", 7, 7))
    assert load(osm=elsewhere, opportunities=theirs).exit_code == 0
    assert ground_of(territory).opportunities.counts.tolist() == [[7, 7]]


def test_disk_that_is_full_while_places_are_written_leaves_the_former_ground(load, files, territory, monkeypatch):  # noqa: F811
    load()
    before = in_use(territory)

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(loading, "_write", full)
    refused = load("--gtfs", files[1])
    assert refused.exit_code == BAD_INPUT
    assert "No space left on device" in refused.stderr
    assert in_use(territory) == before


def test_what_a_killed_loading_left_is_cleared_away(load, territory):
    load()
    left = folder_of(territory) / ".loading-1"
    left.mkdir()
    (left / "opportunities.csv").write_text("id", encoding="utf-8")
    load()
    assert not left.exists()


def test_outlines_of_the_communes_are_counted_and_stay(load, territory, tmp_path):
    factories.CommuneFactory(territory=territory, code_insee="99A99")
    ring = [town.lon_lat(*corner) for corner in ((0, 0), (9, 0), (9, 9), (0, 0))]
    feature = {
        "type": "Feature",
        "properties": {"code": "99A99"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    outlines = tmp_path / "communes.geojson"
    outlines.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    assert "Contours · 1 commune." in load("--communes", outlines).output
    assert "Contours · 1 commune." in load().output


def test_map_that_is_given_is_told_and_one_of_another_region_is_refused(load, territory, tmp_path):
    given = write_map(tmp_path / "carte.pmtiles", bounds=(0.5, 45.0, 1.0, 45.5))
    assert "Carte · donnée, vectorielle, du niveau 0 au niveau 1." in load("--tiles", given).output
    before = in_use(territory)
    away = write_map(tmp_path / "loin.pmtiles", bounds=(4.5, 45.0, 5.0, 45.5))
    refused = load("--tiles", away)
    assert refused.exit_code == BAD_INPUT
    assert "loin.pmtiles, de 4.50 à 5.00 de longitude" in refused.stderr
    assert in_use(territory) == before
    assert "Carte · donnée" in load().output
