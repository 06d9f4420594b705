"""Views of the caseload: kept with their filters, shared with the team, put away."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from tests.web import factories

from allant.web.cases.models import SavedView

pytestmark = pytest.mark.django_db
LIST = "/dossiers/"


def test_view_is_kept_with_its_filters_and_found_again(house, adviser, browser):
    adviser.post(reverse("cases:view-save"), {"name": "Jeunes", "query": "qui=all&age=young&page=3&x=1&tri=name"})
    view = SavedView.objects.get()
    assert (view.owner, view.query, view.is_shared) == (house.adviser, "qui=all&age=young&tri=name", False)
    tabs = {tab["label"]: tab for tab in adviser.get(f"{LIST}?{view.query}").context["tabs"]}
    assert tabs["Jeunes"]["current"]
    assert "Jeunes" not in {tab["label"] for tab in browser(house.colleague).get(LIST).context["tabs"]}


def test_shared_view_is_found_by_the_team_and_by_nobody_else(house, adviser, browser):
    adviser.post(reverse("cases:view-save"), {"name": "Jeunes", "query": "age=young", "is_shared": "on"})
    assert "Jeunes" in {tab["label"] for tab in browser(house.colleague).get(LIST).context["tabs"]}
    assert "Jeunes" not in {tab["label"] for tab in browser(house.stranger).get(LIST).context["tabs"]}


def test_view_of_the_same_name_is_replaced(adviser):
    for query in ("age=young", "age=senior"):
        adviser.post(reverse("cases:view-save"), {"name": "Ma vue", "query": query})
    assert SavedView.objects.get().query == "age=senior"


@pytest.mark.parametrize("name", ["", "x" * 61, "1 85 05 24 322 001 22"])
def test_view_without_a_fit_name_is_refused_with_its_reason(adviser, name):
    response = adviser.post(reverse("cases:view-save"), {"name": name, "query": "age=young"})
    assert not SavedView.objects.exists()
    assert response.url == f"{LIST}?age=young"
    assert [str(message) for message in get_messages(response.wsgi_request)]


def test_colleague_cannot_put_away_a_view_but_a_manager_can_when_it_is_shared(house, browser):
    view = factories.SavedViewFactory(owner=house.adviser, is_shared=True)
    address = reverse("cases:view-drop", args=[view.pk])
    assert browser(house.colleague).post(address).status_code == 404
    assert browser(house.manager).post(address).status_code == 302
    assert not SavedView.objects.exists()
