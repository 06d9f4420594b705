"""Who sees and notes what somebody needs and gets to: the team that follows them; after the exit it only reads."""

import pytest
from django.urls import reverse
from tests.web import factories

from allant.web.journal.models import Entry
from allant.web.reaching.models import PlaceToBe, TravelNeeds

pytestmark = pytest.mark.django_db
TEAM = ("adviser", "colleague", "manager")
denies = pytest.mark.denies
PAGES = [
    pytest.param("reach", "get", marks=denies("reaching:reach")),
    pytest.param("area", "get", marks=denies("reaching:area")),
    pytest.param("needs", "get", marks=denies("reaching:needs")),
    pytest.param("known-places", "get", marks=denies("reaching:known-places")),
    pytest.param("places", "get", marks=denies("reaching:places")),
    pytest.param("place-add", "post", marks=denies("reaching:place-add")),
    pytest.param("place", "get", marks=denies("reaching:place")),
    pytest.param("place-remove", "post", marks=denies("reaching:place-remove")),
    pytest.param("place-put-back", "post", marks=denies("reaching:place-put-back")),
]
every_page = pytest.mark.parametrize(("route", "method"), PAGES)
CHANGES = ("needs", "place-add", "place", "place-remove", "place-put-back")
OF_A_PLACE = ("place", "place-remove", "place-put-back")


@pytest.fixture
def place(case):
    return factories.PlaceToBeFactory(case=case)


@pytest.fixture
def address(case, place):
    def of(route):
        return reverse(f"reaching:{route}", args=[place.pk if route in OF_A_PLACE else case.pk])

    return {each.values[0]: of(each.values[0]) for each in PAGES} | {"area": of("area") + "?minutes=45&avec=walk"}


def kept():
    return list(PlaceToBe.objects.values()), list(TravelNeeds.objects.values())


@every_page
def test_page_refuses_everybody_else_and_changes_nothing(route, method, address, house, browser):
    def ask(user):
        return getattr(browser(user), method)(address[route]).status_code

    before = kept()
    assert ask(None) == 302
    assert {ask(house.network_head), ask(house.prescriber)} == {403}
    assert {ask(house.stranger), ask(house.strange_manager)} == {404}
    assert kept() == before


@every_page
def test_page_opens_to_the_team(route, method, address, house, browser):
    for name in TEAM if method == "get" else TEAM[:1]:
        assert getattr(browser(getattr(house, name)), method)(address[route]).status_code in {200, 302}


def test_looking_at_where_somebody_goes_is_journalled_on_the_file(address, house, case, adviser):
    for route in ("reach", "area", "needs", "places", "place"):
        adviser.get(address[route])
    read = Entry.objects.filter(action="read", by=house.adviser)
    assert set(read.values_list("subject_type", "subject_id")) == {("case", str(case.pk))}
    assert read.count() == 5


@pytest.mark.parametrize("route", CHANGES)
def test_what_is_noted_is_read_and_no_longer_changed_after_the_exit(route, address, case, adviser):
    factories.ExitFactory(case=case)
    before = kept()
    assert adviser.post(address[route], {"name": "Périgueux"}).status_code == 403
    assert kept() == before
    places = adviser.get(address["places"]).content.decode()
    assert "Entrepôts de la zone des Portes" in places
    assert "Ajouter ce lieu" not in places
    assert "Changer les lieux" not in adviser.get(address["reach"]).content.decode()


def test_what_is_noted_goes_with_the_case_to_another_platform(case, address, house, browser):
    from allant.web.cases import actions

    transfer = actions.ask_transfer(
        case=case, to_organisation=house.neighbour, reason="Elle déménage", how="spoken", by=house.adviser
    )
    actions.accept_transfer(transfer=transfer, by=house.stranger)
    assert "Entrepôts de la zone" in browser(house.stranger).get(address["places"]).content.decode()
    assert browser(house.adviser).get(address["places"]).status_code == 403
    assert browser(house.adviser).get(address["place"]).status_code == 404


def test_area_of_a_limit_or_a_mode_that_nobody_draws_is_refused_with_its_value(case, adviser):
    for query in ("minutes=50&avec=walk", "minutes=45&avec=broom", "minutes=45", ""):
        response = adviser.get(reverse("reaching:area", args=[case.pk]) + "?" + query)
        assert response.status_code == 400
        assert "30, 45, 60 minutes" in response.content.decode()
