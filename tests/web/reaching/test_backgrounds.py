"""What maps are drawn on: who gets it, what it holds, how long a browser keeps it."""

import gzip
import json
import shutil

import pytest
from django.urls import reverse
from tests.web import factories
from tests.web.reaching.given_map import lake_and_road, picture, write_map

from allant.sources.outlines import read_outlines
from allant.web.reaching.backgrounds import COMMUNES, TILES, background_layers, background_version, write_communes
from allant.web.reaching.grounds import folder_of

pytestmark = pytest.mark.django_db
WORK_HERE = ("adviser", "manager", "network_head", "prescriber", "stranger", "strange_manager")


def background_of(territory):
    return reverse("reaching:background", args=[territory.pk])


def tile_of(territory, *tile):
    return reverse("reaching:tile", args=[territory.pk, *(tile or (0, 0, 0))])


def classes(response):
    return {each["properties"]["class"] for each in json.loads(response.content)["features"]}


@pytest.mark.denies("reaching:background", "reaching:tile")
@pytest.mark.parametrize("address_of", [background_of, tile_of])
def test_ground_of_a_territory_is_drawn_for_those_who_work_there_only(house, browser, settings, tmp_path, address_of):
    settings.GROUNDS = tmp_path
    elsewhere = factories.UserFactory(email="autre@exemple.fr")
    other_head = factories.UserFactory(
        organisation=factories.OrganisationFactory(is_network=True, name="Autre réseau"), role="network_head"
    )
    assert browser().get(address_of(house.territory)).status_code == 302
    assert {browser(each).get(address_of(house.territory)).status_code for each in (elsewhere, other_head)} == {404}
    for territory in (house.territory, elsewhere.organisation.territory):
        folder_of(territory).mkdir()
        write_map(folder_of(territory) / TILES)
    assert browser(elsewhere).get(address_of(elsewhere.organisation.territory)).status_code == 200
    assert browser(elsewhere).get(address_of(house.territory)).status_code == 404
    for name in WORK_HERE:
        assert browser(getattr(house, name)).get(address_of(house.territory)).status_code == 200
    assert browser(house.adviser).post(address_of(house.territory)).status_code == 405


def test_nothing_is_drawn_where_nobody_loaded_anything(house, adviser):
    answer = adviser.get(background_of(house.territory))
    assert json.loads(answer.content) == {"type": "FeatureCollection", "features": []}


@pytest.fixture
def works_in_valley(house, territory, browser):
    house.platform.territory = territory
    house.platform.save()
    return browser(house.adviser)


def test_streets_and_edges_of_communes_are_drawn_together(works_in_valley, territory, loaded_valley):
    assert classes(works_in_valley.get(background_of(territory))) == {"major", "minor"}
    before = background_version(territory)

    folder_of(territory).unlink()
    shutil.copytree(loaded_valley, folder_of(territory))
    codes = set(territory.communes.values_list("code_insee", flat=True))
    outlines, _ = read_outlines(loaded_valley.parent / "sources" / "val-allant.communes.geojson", codes)
    write_communes(outlines, folder_of(territory) / COMMUNES)
    assert classes(works_in_valley.get(background_of(territory))) == {"commune", "major", "minor"}
    assert background_version(territory) != before


def test_browser_keeps_a_version_for_good_and_asks_again_without_one(works_in_valley, territory):
    named = works_in_valley.get(background_layers(territory)[0].url)
    assert "immutable" in named["Cache-Control"]
    assert "private" in named["Cache-Control"]
    assert "no-store" not in named["Cache-Control"]

    for address in (background_of(territory), f"{background_of(territory)}?v=former"):
        asked = works_in_valley.get(address)
        assert "no-cache" in asked["Cache-Control"]
        again = works_in_valley.get(address, headers={"If-None-Match": asked["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_map_that_was_given_takes_the_place_of_the_streets(works_in_valley, territory, loaded_valley):
    folder_of(territory).unlink()
    shutil.copytree(loaded_valley, folder_of(territory))
    [streets] = background_layers(territory)
    write_map(folder_of(territory) / TILES)
    edges, tiles = background_layers(territory)
    assert (edges.kind, tiles.kind, tiles.tiles.kind) == ("background", "tiles", "vector")
    assert edges.url != streets.url
    assert json.loads(works_in_valley.get(edges.url).content)["features"] == []

    answer = works_in_valley.get(tiles.url.replace("{z}/{x}/{y}", "1/1/0"))
    assert (answer["Content-Type"], answer["Content-Encoding"]) == ("application/vnd.mapbox-vector-tile", "gzip")
    assert "immutable" in answer["Cache-Control"]
    assert gzip.decompress(answer.content) == lake_and_road()


def test_map_of_pictures_is_sent_as_it_is_and_beyond_it_nothing(adviser, house, settings, tmp_path):
    settings.GROUNDS = tmp_path
    assert adviser.get(tile_of(house.territory)).status_code == 404
    folder_of(house.territory).mkdir()
    write_map(folder_of(house.territory) / TILES, raster=True)
    answer = adviser.get(tile_of(house.territory))
    assert (answer["Content-Type"], answer.content) == ("image/png", picture())
    assert "Content-Encoding" not in answer
    assert adviser.get(tile_of(house.territory, 1, 1, 1)).status_code == 204
