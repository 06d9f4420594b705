"""The streets, the timetable and the places of the fictional valley."""

import csv
import datetime
import itertools
import math
import shutil

import numpy as np
import osmium
import pytest
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from allant.sources.gtfs import checked, read_feed
from allant.sources.places_files import read_places
from allant.sources.streets import read_extract
from allant.web.demo.ground import write_ground
from allant.web.demo.ground.driving import FOR_CARS
from allant.web.demo.ground.lines import FIRST_DAY, LAST_DAY
from allant.web.demo.ground.opportunities import KINDS, LOGISTICS, NAMED_PLACES
from allant.web.demo.ground.plane import crosses_line, to_metres
from allant.web.demo.ground.valley import RIVER
from allant.web.demo.places import PLACES, RECEPTION_POINTS

AS_OF = datetime.date(2026, 11, 24)
NEAR_M = 300
FEWEST_NODES, MOST_NODES = 3000, 10_000


@pytest.fixture(scope="module")
def ways(ground):
    """Tags, ids and points in metres of each street of the extract."""
    found = []
    for way in (
        osmium.FileProcessor(str(ground.streets)).with_locations().with_filter(osmium.filter.KeyFilter("highway"))
    ):
        if way.is_way():
            nodes = [(node.ref, to_metres(node.lon, node.lat)) for node in way.nodes]
            found.append((dict(way.tags), [ref for ref, _ in nodes], [point for _, point in nodes]))
    return found


def is_for_walking(tags):
    return tags.get("foot") != "no"


def is_for_cars(tags):
    return tags["highway"] in FOR_CARS


def parts_of(ways, is_open, connection):
    """Return how many parts the ways that are open fall into."""
    pairs = []
    for tags, nodes, _ in ways:
        if is_open(tags):
            pairs += itertools.pairwise(nodes)
            if "oneway" not in tags or connection == "weak":
                pairs += zip(nodes[1:], nodes, strict=False)
    ends, numbers = np.unique(np.array(pairs), return_inverse=True)
    rows, columns = numbers.reshape(-1, 2).T
    graph = coo_array((np.ones(len(rows)), (rows, columns)), shape=(len(ends), len(ends)))
    return connected_components(graph, connection=connection)[0]


def test_the_same_bytes_are_written_each_time(ground, tmp_path):
    again = write_ground(tmp_path)

    assert [each.read_bytes() for each in again.files] == [each.read_bytes() for each in ground.files]


def test_what_is_whole_is_left_alone_and_what_is_damaged_is_written_anew(ground, tmp_path):
    shutil.copytree(ground.streets.parent, tmp_path, dirs_exist_ok=True)
    ground = write_ground(tmp_path)
    before = [each.stat().st_mtime_ns for each in ground.files]
    names = sorted(each.name for each in tmp_path.iterdir())

    write_ground(tmp_path)
    assert [each.stat().st_mtime_ns for each in ground.files] == before

    whole = ground.timetable.read_bytes()
    ground.timetable.write_bytes(whole[:100])
    write_ground(tmp_path)
    assert ground.timetable.read_bytes() == whole
    assert sorted(each.name for each in tmp_path.iterdir()) == names


def test_the_extract_holds_a_whole_valley_with_nodes_before_ways_in_order(ground, ways):
    extract, findings = read_extract(ground.streets)
    kinds = [(each.is_way(), each.id) for each in osmium.FileProcessor(str(ground.streets))]

    assert extract.ways == len(ways)
    assert {each.weight for each in findings} == {"warning"}, "only what is not known of wheelchairs"
    assert FEWEST_NODES < len({ref for _, refs, _ in ways for ref in refs}) < MOST_NODES
    assert kinds == sorted(set(kinds))


@pytest.mark.parametrize("place", PLACES, ids=lambda each: each.name)
def test_every_commune_is_near_a_street_for_walking_and_driving(ways, place):
    here = to_metres(place.lon, place.lat)
    for is_open in (is_for_walking, is_for_cars):
        nearest_m = min(math.dist(here, point) for tags, _, points in ways if is_open(tags) for point in points)
        assert nearest_m < NEAR_M


def test_one_walks_and_drives_from_anywhere_to_anywhere(ways):
    assert parts_of(ways, is_for_walking, "weak") == 1
    assert parts_of(ways, is_for_cars, "strong") == 1
    assert any("oneway" in tags for tags, _, _ in ways)


def test_the_river_is_crossed_on_two_bridges_only(ways):
    over = [tags for tags, _, points in ways if any(crosses_line(a, b, RIVER) for a, b in itertools.pairwise(points))]

    assert [tags.get("bridge") for tags in over] == ["yes", "yes"]
    assert {tags["name"] for tags in over} == {"Pont-Vieux", "pont de Roqueblanche"}


def test_people_are_received_in_streets_that_exist(ways):
    names = {tags["name"] for tags, _, _ in ways if "name" in tags}

    for _, _, address in RECEPTION_POINTS:
        street = address.rpartition(", ")[2].lstrip("0123456789 ")
        assert street in names


def test_the_timetable_is_checked_and_says_what_no_hour_describes(ground):
    _, coverage, findings = checked(read_feed(ground.timetable), AS_OF)
    said = {each.weight: each.value for each in findings}

    assert (coverage.first_day, coverage.last_day) == (FIRST_DAY + datetime.timedelta(days=1), LAST_DAY)
    assert {(each.name, each.is_school) for each in coverage.on_demand} == {
        ("Allô Verne", False),
        ("Scolaire Haut-Bréjoux", True),
    }
    assert "Allô Verne" in said["note"]
    assert said["repaired"].endswith(f"sur {len(_kept_times(ground))}")
    assert "wrong" not in said
    assert coverage.has_shapes
    assert 0 < coverage.wheelchair_stops_known_share < 1


def _kept_times(ground):
    feed, _, _ = checked(read_feed(ground.timetable), AS_OF)
    return feed.table("stop_times")


def test_the_places_are_read_with_their_counts_and_lie_near_streets(ground, ways):
    places = read_places(ground.opportunities, None)
    on_foot = np.array([point for tags, _, points in ways if is_for_walking(tags) for point in points])

    assert tuple(places.columns[3:]) == KINDS
    assert (places.select(KINDS).sum().to_numpy() > 0).all()
    for lon, lat in places.select("lon", "lat").iter_rows():
        assert np.hypot(*(on_foot - to_metres(lon, lat)).T).min() < NEAR_M


def test_the_places_that_people_speak_of_have_their_names(ground):
    with ground.opportunities.open(encoding="utf-8", newline="") as file:
        names = {row["id"]: row["name"] for row in csv.DictReader(file)}

    assert {each.code: each.name for each in NAMED_PLACES}.items() <= names.items()
    assert datetime.time(5) in LOGISTICS.shifts
