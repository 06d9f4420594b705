"""What maps are drawn on: who gets it, what it holds, how long a browser keeps it."""

import json
import shutil

import pytest
from django.urls import reverse
from tests.web import factories

from allant.sources.outlines import read_outlines
from allant.web.reaching.backgrounds import COMMUNES, background_layer, background_version, write_communes
from allant.web.reaching.grounds import folder_of

pytestmark = pytest.mark.django_db
WORK_HERE = ("adviser", "manager", "network_head", "prescriber", "stranger", "strange_manager")


def address_of(territory):
    return reverse("reaching:background", args=[territory.pk])


def classes(response):
    return {each["properties"]["class"] for each in json.loads(response.content)["features"]}


@pytest.mark.denies("reaching:background")
def test_streets_of_a_territory_are_drawn_for_those_who_work_there_only(house, browser):
    elsewhere = factories.UserFactory(email="autre@exemple.fr")
    other_head = factories.UserFactory(
        organisation=factories.OrganisationFactory(is_network=True, name="Autre réseau"), role="network_head"
    )
    assert browser().get(address_of(house.territory)).status_code == 302
    assert {browser(each).get(address_of(house.territory)).status_code for each in (elsewhere, other_head)} == {404}
    assert browser(elsewhere).get(address_of(elsewhere.organisation.territory)).status_code == 200
    for name in WORK_HERE:
        assert browser(getattr(house, name)).get(address_of(house.territory)).status_code == 200
    assert browser(house.adviser).post(address_of(house.territory)).status_code == 405


def test_nothing_is_drawn_where_nobody_loaded_anything(house, adviser):
    answer = adviser.get(address_of(house.territory))
    assert json.loads(answer.content) == {"type": "FeatureCollection", "features": []}


@pytest.fixture
def works_in_valley(house, territory, browser):
    house.platform.territory = territory
    house.platform.save()
    return browser(house.adviser)


def test_streets_and_edges_of_communes_are_drawn_together(works_in_valley, territory, loaded_valley):
    assert classes(works_in_valley.get(address_of(territory))) == {"major", "minor"}
    before = background_version(territory)

    folder_of(territory).unlink()
    shutil.copytree(loaded_valley, folder_of(territory))
    codes = set(territory.communes.values_list("code_insee", flat=True))
    outlines, _ = read_outlines(loaded_valley.parent / "sources" / "val-allant.communes.geojson", codes)
    write_communes(outlines, folder_of(territory) / COMMUNES)
    assert classes(works_in_valley.get(address_of(territory))) == {"commune", "major", "minor"}
    assert background_version(territory) != before


def test_browser_keeps_a_version_for_good_and_asks_again_without_one(works_in_valley, territory):
    named = works_in_valley.get(background_layer(territory).url)
    assert "immutable" in named["Cache-Control"]
    assert "private" in named["Cache-Control"]
    assert "no-store" not in named["Cache-Control"]

    for address in (address_of(territory), f"{address_of(territory)}?v=former"):
        asked = works_in_valley.get(address)
        assert "no-cache" in asked["Cache-Control"]
        again = works_in_valley.get(address, headers={"If-None-Match": asked["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
