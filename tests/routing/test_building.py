"""What building a network checks, repairs, refuses and leaves in use."""

import json
import os
import subprocess
import sys
from datetime import date

import polars as pl
import pytest
from tests.routing import town
from tests.routing.conftest import TODAY, skip_without_valhalla
from tests.routing.test_engines import CENTRE, VILLAGE, asked, seconds

from allant.errors import FileError
from allant.routing import building
from allant.routing.building import build_network
from allant.routing.cafein_engine import ENGINE
from allant.routing.choice import TILES
from allant.routing.manifest import MANIFEST
from allant.routing.network import open_network
from allant.routing.trips import Mode
from allant.routing.valhalla_engine import engine_here
from allant.sources.findings import Weight

START = date(2026, 9, 1)


@pytest.fixture
def build(tmp_path, files):
    """Build a network of the town's streets and of a changed timetable."""

    def built(change=lambda content: None, *, name="horaires.zip", **more):
        content = town.tables(START)
        change(content)
        return build_network(
            files[0], [town.write_timetable(tmp_path / name, content)], tmp_path / "out", as_of=TODAY, **more
        )

    built.out = tmp_path / "out"
    return built


def rules(built, weight):
    return [finding.rule for finding in built.findings if finding.weight is weight]


def hour_of_the_bus(folder):
    return seconds(open_network(folder).engine(Mode.TRANSIT), VILLAGE, CENTRE, asked(Mode.TRANSIT))[0, 0]


def test_same_files_give_the_same_network_and_are_not_built_twice(build, files, tmp_path):
    first = build()
    saved = {path: path.stat().st_mtime_ns for path in build.out.rglob("*.cafein")}
    again = build()
    assert first.is_new
    assert not again.is_new
    assert again.manifest == first.manifest
    assert {path: path.stat().st_mtime_ns for path in build.out.rglob("*.cafein")} == saved
    elsewhere = build_network(files[0], [tmp_path / "horaires.zip"], tmp_path / "elsewhere", as_of=TODAY)
    assert elsewhere.manifest.version == first.manifest.version


def test_new_timetable_is_another_version_and_the_former_one_is_kept(build):
    first = build()
    later = build(lambda content: content["stop_times"][-1].update(arrival_time="19:00:00", departure_time="19:00:00"))
    assert later.manifest.version != first.manifest.version
    assert open_network(build.out).manifest == later.manifest
    assert {path.name for path in (build.out / "versions").iterdir()} == {
        first.manifest.version,
        later.manifest.version,
    }


def test_blank_hours_are_filled_in_proportion_to_the_way(build):
    def blank(content):
        for row in content["stop_times"]:
            if row["stop_id"] in {"carrefour", "porte"}:
                row.update(arrival_time="", departure_time="")

    whole = build()
    expected = hour_of_the_bus(build.out)
    blanked = build(blank)
    assert whole.findings != blanked.findings
    assert any("vides" in rule for rule in rules(blanked, Weight.REPAIRED))
    assert hour_of_the_bus(build.out) == pytest.approx(expected, abs=1)


def test_trip_that_goes_back_in_time_is_left_out_and_named(build):
    def goes_back(content):
        content["stop_times"][2].update(arrival_time="06:00:00", departure_time="06:00:00")

    built = build(goes_back)
    (finding,) = [each for each in built.findings if "reviennent pas en arrière" in each.rule]
    assert (finding.weight, finding.row, finding.value) == (Weight.REPAIRED, 4, "course bus-0")
    assert built.manifest.timetables[0].trips == 23
    # The next one is half an hour later.
    assert hour_of_the_bus(build.out) == pytest.approx((30 + 12) * 60, abs=60)


def test_lines_on_demand_and_for_schools_are_told_and_not_ridden(build):
    def on_demand(content):
        content["routes"] += [
            {"route_id": "tad", "agency_id": "a", "route_short_name": "TAD", "route_long_name": "", "route_type": 715},
            {"route_id": "ecole", "agency_id": "a", "route_short_name": "S1", "route_long_name": "", "route_type": 712},
        ]
        for trip, line in zip(content["trips"], ["tad", "ecole"], strict=False):
            trip["route_id"] = line

    built = build(on_demand)
    assert [(line.name, line.is_school) for line in built.manifest.timetables[0].on_demand] == [
        ("S1", True),
        ("TAD", False),
    ]
    # The buses of 7:00 and 7:30 were theirs: the next one leaves too late to arrive within the hour.
    assert seconds(open_network(build.out).engine(Mode.TRANSIT), VILLAGE, CENTRE, asked(Mode.TRANSIT)) == {}


def test_stop_far_from_any_street_is_told(build):
    def far(content):
        content["stops"].append(
            {"stop_id": "loin", "stop_name": "loin", "stop_lon": 0.9, "stop_lat": 45.3, "wheelchair_boarding": 1}
        )

    built = build(far)
    (finding,) = [each for each in built.findings if "loin de toute rue" in each.rule]
    assert (finding.value, finding.row, finding.count) == ("loin", 6, 1)


def test_what_is_not_known_of_wheelchairs_is_told(build):
    def unknown(content):
        content["stops"][0]["wheelchair_boarding"] = ""

    built = build(unknown)
    assert any("75 % des arrêts" in rule for rule in rules(built, Weight.WARNING))
    assert built.manifest.timetables[0].wheelchair_stops_known_share == 0.75


def test_dates_and_hours_are_told(build):
    coverage = build().manifest.timetables[0]
    assert (coverage.first_day, coverage.last_day) == (date(2026, 9, 1), date(2027, 9, 1))
    assert (coverage.first_departure_s, coverage.last_arrival_s) == (7 * 3600, 18 * 3600 + 42 * 60)


# —— What stops a build, and leaves the network before in use ——


def no_calendar(content):
    del content["calendar"]


def nothing_runs(content):
    content["calendar"][0].update(dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), 0))


def another_region(content):
    for stop in content["stops"]:
        stop["stop_lon"] += 3


def no_stops(content):
    del content["stops"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (no_calendar, "calendar.txt"),
        (nothing_runs, "aucun jour"),
        (another_region, "deux régions différentes"),
        (no_stops, "stops.txt"),
    ],
)
def test_unusable_timetable_is_refused_and_the_network_before_stays(build, change, words):
    before = build()
    with pytest.raises(FileError, match=words) as refused:
        build(change, name="neuf.zip")
    assert "neuf.zip" in str(refused.value.value)
    assert refused.value.remedy
    assert open_network(build.out).manifest == before.manifest


def test_timetable_of_past_days_does_not_take_the_place_of_a_network_unless_asked(build, files, tmp_path):
    before = build()
    past = town.write_timetable(tmp_path / "vieux.zip", town.tables(date(2019, 1, 1)))
    with pytest.raises(FileError, match="jours passés"):
        build_network(files[0], [past], build.out, as_of=TODAY)
    assert open_network(build.out).manifest == before.manifest
    built = build_network(files[0], [past], build.out, as_of=TODAY, allow_past=True)
    assert open_network(build.out).manifest == built.manifest
    assert any("jours passés" in rule for rule in rules(built, Weight.WARNING))


@pytest.mark.parametrize("kept", [0.5, 0.9])
def test_extract_cut_short_is_refused(files, tmp_path, kept):
    content = files[0].read_bytes()
    cut = tmp_path / "coupe.osm.pbf"
    cut.write_bytes(content[: int(len(content) * kept)])
    with pytest.raises(FileError, match=r"coupe\.osm\.pbf.*PBF"):
        build_network(cut, [], tmp_path / "out", as_of=TODAY)
    assert not (tmp_path / "out" / "current").exists()


def test_archive_cut_short_is_refused(build, files, tmp_path):
    content = files[1].read_bytes()
    cut = tmp_path / "coupe.zip"
    cut.write_bytes(content[: len(content) // 2])
    with pytest.raises(FileError, match=r"coupe\.zip.*entière"):
        build_network(files[0], [cut], tmp_path / "out", as_of=TODAY)


DISK_FULL = """
import resource, sys
from datetime import date
from pathlib import Path
from allant.errors import FileError
from allant.routing.building import build_network
import cafein, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    build_network(Path(sys.argv[1]), [Path(sys.argv[2])], Path(sys.argv[3]), as_of=date(2026, 11, 24))
except FileError as error:
    print(error.rule)
"""


def test_disk_that_is_full_leaves_the_network_before_and_nothing_half_written(build, files):
    before = build()
    other = town.write_timetable(build.out.parent / "autre.zip", town.tables(date(2026, 10, 1)))
    done = subprocess.run(
        [sys.executable, "-c", DISK_FULL, str(files[0]), str(other), str(build.out)],
        capture_output=True,
        text=True,
        env=os.environ,
        check=False,
    )
    assert "n’a pas pu être écrit" in done.stdout, done.stderr
    assert open_network(build.out).manifest == before.manifest
    assert list(build.out.glob(".building-*")) == []


TILES_ON_A_FULL_DISK = """
import resource, signal, sys
from datetime import date
from pathlib import Path
from allant.errors import FileError
from allant.routing import building
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
whole = building.save_tiles
def on_a_full_disk(*what):
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
    whole(*what)
building.save_tiles = on_a_full_disk
try:
    building.build_network(Path(sys.argv[1]), [], Path(sys.argv[2]), as_of=date(2026, 11, 24))
except FileError as error:
    print(error.value, error.rule)
"""


def test_disk_that_is_full_when_tiles_are_written_leaves_the_network_before(build, files):
    skip_without_valhalla()
    before = build()
    asked = [sys.executable, "-c", TILES_ON_A_FULL_DISK, str(files[0]), str(build.out)]
    done = subprocess.run(asked, capture_output=True, text=True, env=os.environ, check=False)
    assert "valhalla_build_tiles" in done.stdout, done.stderr
    assert "n’a pas pu être écrit" in done.stdout
    assert open_network(build.out).manifest == before.manifest
    assert list(build.out.glob(".building-*")) == []


def test_network_with_tiles_is_another_version_than_one_without(build, monkeypatch):
    skip_without_valhalla()
    with_tiles = build()
    assert with_tiles.manifest.tiles == engine_here()
    assert with_tiles.manifest.engine == f"{ENGINE}, {engine_here()}"
    monkeypatch.setattr(building, "engine_here", lambda: None)
    without = build()
    assert (without.manifest.tiles, without.manifest.engine) == (None, ENGINE)
    assert without.manifest.version != with_tiles.manifest.version
    assert open_network(build.out).engine(Mode.CAR).name == ENGINE
    assert [path.parent.name for path in build.out.rglob(TILES)] == [with_tiles.manifest.version]


def test_network_whose_tiles_are_of_an_engine_that_is_not_here_is_refused(build):
    version = build.out / "versions" / build().manifest.version
    manifest = json.loads((version / MANIFEST).read_text())
    (version / MANIFEST).write_text(json.dumps(manifest | {"tiles": "valhalla 0.1"}))
    with pytest.raises(FileError, match=r"valhalla 0\.1.*pas installé ici.*allant\[valhalla\]"):
        open_network(build.out)


def test_network_built_before_tiles_were_known_opens_as_ever(build):
    built = build()
    version = build.out / "versions" / built.manifest.version
    manifest = json.loads((version / MANIFEST).read_text())
    del manifest["tiles"]
    (version / MANIFEST).write_text(json.dumps(manifest))
    assert open_network(build.out).engine(Mode.CAR).name == ENGINE


def test_network_that_was_never_built_says_how_to_build_it(tmp_path):
    with pytest.raises(FileError, match="allant network build"):
        open_network(tmp_path)


def test_real_feeds_build_as_they_come(poa):
    assert [each.feed for each in poa.manifest.timetables] == ["poa_eptc.zip", "poa_trensurb.zip"]
    assert poa.manifest.timetables[0].blank_times_share == pytest.approx(0.96, abs=0.01)
    assert len(poa.cells) > 5_000
    assert isinstance(poa.cells, pl.DataFrame)
