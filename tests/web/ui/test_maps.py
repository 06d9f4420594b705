"""What a map is drawn from, and what its page shows before, beside and without it."""

import json
import re

import pytest
from django.test import Client
from tests.web.ui.test_components import rendered

from allant.web.ui.maps import MapClass, MapLayer, MapTiles, drawing

EMPTY = {"type": "FeatureCollection", "features": []}


def test_layers_are_drawn_from_the_ground_up_whichever_order_they_come_in():
    layers = [MapLayer(kind, data=EMPTY) for kind in ("places", "areas", "background", "lines")]
    assert [each["kind"] for each in drawing(layers).plan] == ["background", "areas", "lines", "places"]


def test_background_does_not_decide_what_the_map_opens_on():
    plan = drawing([MapLayer("background", url="/fond.geojson"), MapLayer("areas", data=EMPTY)]).plan
    assert [each["framed"] for each in plan] == [False, True]


def test_tiles_lie_under_everything_and_say_what_they_are():
    tiles = MapTiles("raster", 0, 14, (0.5, 45.0, 1.0, 45.5))
    layers = [MapLayer("background", data=EMPTY), MapLayer("tiles", url="/tuiles/{z}/{x}/{y}?v=1", tiles=tiles)]
    first, _ = drawing(layers).plan
    assert (first["kind"], first["framed"], first["tiles"]["highest"]) == ("tiles", False, 14)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "tiles", "url": "/tuiles/{z}/{x}/{y}"},
        {"kind": "tiles", "url": "/tuiles", "tiles": MapTiles("raster", 0, 14, (0.5, 45.0, 1.0, 45.5))},
        {"kind": "lines", "url": "/{z}/{x}/{y}", "tiles": MapTiles("raster", 0, 14, (0.5, 45.0, 1.0, 45.5))},
    ],
)
def test_tiles_that_do_not_say_what_and_where_they_are_are_refused(wrong):
    with pytest.raises(ValueError, match="A layer of tiles"):
        MapLayer(**wrong)


def test_legend_says_each_class_that_has_a_label_and_each_layer_of_one_tone():
    classes = [MapClass("a", "moins de 200", "step-1"), MapClass("b", "", "step-2")]
    layers = [MapLayer("areas", data=EMPTY, classes=classes), MapLayer("places", "emplois", "ink", data=EMPTY)]
    assert [(each.tone, each.label) for each in drawing(layers).legend] == [
        ("step-1", "moins de 200"),
        ("ink", "emplois"),
    ]


@pytest.mark.parametrize("address", ["https://tuiles.example/fond.json", "//tuiles.example/fond.json", "fond.json"])
def test_layer_of_another_server_is_refused(address):
    with pytest.raises(ValueError, match="another server"):
        MapLayer("background", url=address)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "clouds", "data": EMPTY},
        {"kind": "areas", "data": EMPTY, "tone": "pink"},
        {"kind": "areas"},
        {"kind": "areas", "data": EMPTY, "url": "/a.geojson"},
    ],
)
def test_layer_that_cannot_be_drawn_is_refused(wrong):
    with pytest.raises(ValueError, match=r"is not one of|either a url or data"):
        MapLayer(**wrong)


def test_text_inside_a_layer_cannot_leave_its_block():
    data = {**EMPTY, "name": "</script><b>"}
    html = rendered('<c-map :layers="layers" label="Carte" />', layers=[MapLayer("areas", data=data)])
    (block,) = re.findall(r'<script type="application/json">(.*?)</script>', html)
    assert json.loads(block)[0]["data"]["name"] == "</script><b>"


def test_table_is_unfolded_until_a_map_is_drawn():
    html = rendered('<c-map label="Carte"><c-slot name="table">les chiffres</c-slot></c-map>')
    assert re.search(r"<details[^>]* open[^>]*>.*les chiffres", html)
    assert "data-map-drawn hidden" in html
    assert re.search(r"<noscript>.*La carte a besoin de JavaScript.*</noscript>", html)


def test_table_beside_the_map_is_never_folded():
    html = rendered('<c-map label="Carte" beside="yes"><c-slot name="table">les chiffres</c-slot></c-map>')
    assert "<details" not in html
    assert "les chiffres" in html


def test_map_says_what_its_data_are_worth_and_nothing_where_nothing_is_to_say():
    html = rendered('<c-map label="Carte" old="Horaires de juin." estimated="À vol d’oiseau." />')
    assert "Données anciennes" in html
    assert "Horaires de juin." in html
    assert "À vol d’oiseau." in html
    assert "Données partielles" not in html
    assert "map-status" not in rendered('<c-map label="Carte" />')


@pytest.mark.django_db
def test_policy_lets_maps_work_without_letting_anything_else_in():
    policy = Client().get("/atelier/").headers["Content-Security-Policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["worker-src"] == "'self'"
    assert directives["default-src"] == "'self'"
    assert not {"script-src", "style-src", "connect-src"} & directives.keys()
    assert "blob:" not in policy
