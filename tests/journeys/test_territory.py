"""The study of a territory: its head of network chooses it, its manager reads it, on a map and in a table."""

import shutil

import pytest
from playwright.sync_api import expect
from tests.web import factories
from tests.web.reaching.valley import valley
from tests.web.territory.studied import study

from allant.web.reaching.grounds import folder_of, ground_of

pytestmark = pytest.mark.journey


@pytest.fixture
def studied(house, settings, tmp_path, loaded_valley):
    """The valley where the platform works, studied; its network has another territory beside."""
    house.other = house.platform.territory
    house.platform.territory = valley(settings, tmp_path, None)
    house.platform.save()
    house.referrer.network = house.platform.network
    house.referrer.save()
    shutil.copytree(loaded_valley, folder_of(house.platform.territory))
    study(ground_of(house.platform.territory))
    return house.platform.territory


@pytest.mark.visits("territory:own", "territory:study", "cases:network", "cases:platform")
def test_head_of_network_and_manager_read_where_a_car_decides(person, house, studied):
    ines = person()
    ines.sign_in(house.network_head)
    ines.go("cases:network")
    ines.follow("Territoires")
    ines.follow("Val d’Allant")
    expect(ines.page.locator("[data-map]")).to_have_attribute("data-map", "drawn")
    ines.look("étude")

    paul = person()
    paul.sign_in(house.manager)
    paul.go("territory:study", studied.pk)
    expect(paul.page.locator("[data-map]")).to_have_attribute("data-map", "drawn")
    before = paul.page.locator(".territory-headline").inner_text()
    paul.follow("5 h")
    expect(paul.page.locator(".territory-headline")).not_to_have_text(before)
    paul.follow("soins")
    expect(paul.page.get_by_role("row", name="Fontorbe")).to_be_visible()
    with paul.page.expect_download() as file:
        paul.page.get_by_role("link", name="CSV").click()
    assert file.value.suggested_filename.startswith("acces-val-dallant-health-45min")


@pytest.mark.visits("territory:study", "territory:unused", "cases:platform")
def test_manager_reads_who_has_a_bus_and_does_not_take_it(person, house, studied):
    near = {"stop_distance": "under_10_min", "bus_when_needed": "mostly", "public_transport": "worried"}
    for name in range(6):
        case = factories.CaseFactory(
            beneficiary__first_name=f"Lou{name}", organisation=house.platform, adviser=house.adviser
        )
        answers = factories.answers_to("fr-2026.1") | near
        link = factories.bilan(case=case, by=house.adviser, answers=answers, is_finished=True)
        factories.UsualTripFactory(link=link, mode="walk")
    paul = person()
    paul.sign_in(house.manager)
    paul.go("territory:study", studied.pk)
    paul.follow("Un bus tout près, et pas pris")
    expect(paul.page.get_by_text("Sur 6 personnes suivies dont la semaine")).to_be_visible()
    paul.look("effectifs")
