"""Outlines of communes: which files are read, what their lines are, what is refused."""

import json

import pytest
import shapely

from allant.errors import FileError
from allant.sources.outlines import read_outlines

WEST, SOUTH, SIDE = 0.70, 45.18, 0.02
TWO = {"24001": 0, "24002": 1}


def square(column):
    return shapely.box(WEST + column * SIDE, SOUTH, WEST + (column + 1) * SIDE, SOUTH + SIDE)


def written(path, areas, key="code"):
    features = [
        {"type": "Feature", "properties": {key: code}, "geometry": json.loads(shapely.to_geojson(area))}
        for code, area in areas.items()
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


@pytest.fixture
def path(tmp_path):
    return tmp_path / "communes.geojson"


@pytest.mark.parametrize("key", ["code", "INSEE_COM", "codgeo"])
def test_edge_between_two_communes_is_drawn_once(path, key):
    outlines, findings = read_outlines(written(path, {c: square(n) for c, n in TWO.items()}, key), TWO)
    assert (outlines.communes, findings) == (2, [])
    assert outlines.edges.length == pytest.approx(7 * SIDE)


def test_other_communes_are_left_out_and_missing_ones_are_told(path):
    areas = {"24001": square(0), "87085": square(5)}
    outlines, [finding] = read_outlines(written(path, areas), {"24001", "24002", "24003"})
    assert outlines.communes == 1
    assert outlines.edges.length == pytest.approx(4 * SIDE)
    assert (finding.weight, finding.value, finding.count) == ("warning", "24002, 24003", 2)


def test_winding_edges_become_light_and_neighbours_stay_together(path):
    wavy = [(WEST + SIDE + 0.00005 * (n % 2), SOUTH + n * SIDE / 1000) for n in range(1001)]
    left = shapely.Polygon([(WEST, SOUTH), *wavy, (WEST, SOUTH + SIDE)])
    right = shapely.Polygon([(WEST + 2 * SIDE, SOUTH), *wavy, (WEST + 2 * SIDE, SOUTH + SIDE)])
    outlines, _ = read_outlines(written(path, {"24001": left, "24002": right}), TWO)
    assert shapely.get_num_coordinates(outlines.edges) < 30
    assert outlines.edges.length == pytest.approx(7 * SIDE, rel=0.01)


REFUSED = {
    "cut short": ('{"type": "FeatureCollection", "feat', "coupé"),
    "no collection": ('{"type": "Polygon"}', "FeatureCollection"),
    "a list": ("[]", "FeatureCollection"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_file_that_holds_no_outlines_is_refused_by_name(path, name):
    text, told = REFUSED[name]
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileError, match=rf"communes\.geojson.*{told}"):
        read_outlines(path, TWO)


def test_file_that_is_not_there_is_refused(path):
    with pytest.raises(FileError, match="n’existe pas"):
        read_outlines(path, TWO)


def test_communes_of_another_territory_are_refused(path):
    with pytest.raises(FileError, match="aucune commune du territoire"):
        read_outlines(written(path, {"87085": square(0)}), TWO)


@pytest.mark.parametrize(
    ("area", "told"),
    [
        (shapely.box(650_000, 6_860_000, 651_000, 6_861_000), "ne sont pas des degrés"),
        (shapely.Point(WEST, SOUTH), "pas une surface"),
        (shapely.Polygon(), "pas une surface"),
    ],
)
def test_what_is_no_area_in_degrees_is_refused_with_its_place(path, area, told):
    with pytest.raises(FileError, match=rf"contour 2 \(24002\).*{told}"):
        read_outlines(written(path, {"24001": square(0), "24002": area}), TWO)


def test_outline_that_crosses_itself_is_mended(path):
    bow = shapely.Polygon([(WEST, SOUTH), (WEST + SIDE, SOUTH + SIDE), (WEST + SIDE, SOUTH), (WEST, SOUTH + SIDE)])
    outlines, _ = read_outlines(written(path, {"24001": bow}), {"24001"})
    assert outlines.edges.length > 0
