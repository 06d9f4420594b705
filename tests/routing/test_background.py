"""The background of maps: main streets, joined, light, and never heavier than what a telephone bears."""

import json

import osmium
import pytest

from allant.routing import background
from allant.routing.background import BACKGROUND, background_of

KINDS = {
    "la nationale": ("primary", [(0, 0), (1, 0), (2, 0)]),
    "la nationale, suite": ("primary", [(2, 0), (3, 0)]),
    "la bretelle": ("trunk_link", [(0, 3), (1, 3)]),
    "la rue": ("residential", [(1, 0), (1, 1), (1, 2)]),
    "le sentier": ("footway", [(5, 5), (6, 6)]),
    "le parking": ("service", [(7, 7), (8, 8)]),
}
STEP = 0.003


@pytest.fixture
def extract(tmp_path):
    path = tmp_path / "vallee.osm.pbf"
    places = sorted({place for _, way in KINDS.values() for place in way})
    number = {place: rank for rank, place in enumerate(places, start=1)}
    writer = osmium.SimpleWriter(str(path))
    for (column, row), rank in number.items():
        location = (0.7 + column * STEP + 0.0000041, 45.2 + row * STEP)
        writer.add_node(osmium.osm.mutable.Node(id=rank, location=location, version=1))
    for rank, (kind, way) in enumerate(KINDS.values(), start=1):
        nodes = [number[place] for place in way]
        writer.add_way(osmium.osm.mutable.Way(id=rank, nodes=nodes, tags={"highway": kind}, version=1))
    writer.close()
    return path


def lines_of(collection):
    return {each["properties"]["class"]: each["geometry"]["coordinates"] for each in collection["features"]}


def test_main_streets_are_told_from_small_ones_and_paths_are_left_out(extract):
    lines = lines_of(background_of(extract))
    assert {name: len(each) for name, each in lines.items()} == {"major": 2, "minor": 1}


def test_street_cut_in_two_is_one_line_without_the_points_along_it(extract):
    (road, _) = lines_of(background_of(extract))["major"]
    assert sorted(road) == [[0.7, 45.2], [0.709, 45.2]]


def test_places_are_written_to_the_metre(extract):
    numbers = json.dumps(lines_of(background_of(extract))).replace("[", " ").replace("]", " ").replace(",", " ").split()
    decimals = [len(number.partition(".")[2]) for number in numbers if "." in number]
    assert decimals
    assert max(decimals) <= 5


@pytest.mark.parametrize(("most", "kept"), [(6, {"major": 2, "minor": 1}), (4, {"major": 2}), (2, {"major": 1})])
def test_shortest_small_streets_go_first_where_there_are_too_many(extract, monkeypatch, most, kept):
    monkeypatch.setattr(background, "MOST_POINTS", most)
    assert {name: len(each) for name, each in lines_of(background_of(extract)).items()} == kept


def test_extract_of_paths_alone_gives_an_empty_background(extract, monkeypatch):
    monkeypatch.setattr(background, "MINOR", set())
    monkeypatch.setattr(background, "MAJOR", set())
    assert background_of(extract) == {"type": "FeatureCollection", "features": []}


def test_network_carries_its_background(network):
    saved = json.loads((network.folder / BACKGROUND).read_text(encoding="utf-8"))
    assert lines_of(saved)["minor"]
