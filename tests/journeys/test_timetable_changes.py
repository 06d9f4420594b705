"""A change of timetable, read by who runs a platform: none yet, one, its map and what it costs."""

import shutil
from datetime import date
from functools import partial

import pytest
from playwright.sync_api import expect
from tests.web.reaching.valley import valley

from allant.routing.study.pools import local_pool
from allant.web.reaching.grounds import folder_of, ground_of
from allant.web.territory.changing import AddedDeparture, Question, compare

pytestmark = pytest.mark.journey
FIVE = 5 * 3600


@pytest.fixture
def lives_here(house, settings, tmp_path, loaded_valley):
    territory = valley(settings, tmp_path, None)
    shutil.copytree(loaded_valley, folder_of(territory))
    house.platform.territory = territory
    house.platform.save()
    return territory


def compared(territory):
    line = AddedDeparture("4", FIVE, "0")
    compare(
        ground_of(territory), "Un car à 5 h", line, Question(8), date.today(), partial(local_pool, 1), lambda *_: None
    )


@pytest.mark.visits("territory:whatif", "territory:comparison", "cases:platform")
def test_manager_reads_what_an_early_departure_would_bring(person, house, lives_here):
    paul = person()
    paul.sign_in(house.manager)
    paul.go("territory:whatif", lives_here.pk)
    paul.look("aucune comparaison")
    compared(lives_here)
    paul.go("territory:whatif", lives_here.pk)
    paul.look("une comparaison")
    paul.follow("Un car à 5 h")
    drawn = paul.page.locator("[data-map]")
    drawn.scroll_into_view_if_needed()
    expect(drawn).to_have_attribute("data-map", "drawn")
    assert "permis" in paul.text()
    paul.look("comparaison")
