"""The search: people with where they stand, then the pages and the things of the platform alone."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.web import factories
from tests.web.factories import a_case

from allant.web.agenda.models import Task
from allant.web.documents.models import Document
from allant.web.fleet.models import Vehicle

pytestmark = pytest.mark.django_db


def search(client, typed, **headers):
    return client.get(reverse("day:search"), {"cherche": typed}, **headers)


def test_search_finds_people_with_where_they_stand(house, adviser):
    a_case(house, "Lefèvre", adviser=house.colleague)
    response = search(adviser, "lefebvre")
    row = response.context["rows"][0]
    assert (row["name"], row["stage"], str(row["adviser"])) == ("Lou Lefèvre", "Bilan à faire", "Paul Collègue")
    assert response.context["summary"] == "1 personne trouvée"


def test_search_suggests_while_one_types(house, adviser):
    a_case(house, "Lefèvre")
    response = search(adviser, "lef", headers={"HX-Request": "true"})
    html = response.content.decode()
    assert "Lou Lefèvre" in html
    assert "<html" not in html
    assert "HX-Request" in response["Vary"]


def test_person_with_two_cases_is_found_once(house, adviser):
    former = a_case(house, "Revenue", opened_on=timezone.localdate() - datetime.timedelta(days=400))
    factories.ExitFactory(case=former)
    again = factories.CaseFactory(organisation=house.platform, beneficiary=former.beneficiary, adviser=house.adviser)
    assert [row["number"] for row in search(adviser, "revenue").context["rows"]] == [again.pk]


def test_search_shows_nobody_of_another_platform(house, adviser):
    factories.CaseFactory(organisation=house.neighbour, beneficiary__last_name="Ailleurs-Invisible")
    html = search(adviser, "ailleurs").content.decode()
    assert "Ailleurs-Invisible" not in html
    assert "Rien de ce nom" in html


def test_search_that_finds_too_many_asks_for_more(house, adviser):
    for number in range(42):
        a_case(house, f"Martin {number}")
    response = search(adviser, "martin")
    assert len(response.context["rows"]) == 40
    assert response.context["summary"].replace("\u00a0", " ").startswith("Plus de 40 personnes : ajoutez")


@pytest.mark.parametrize("typed", ["", "   ", "\0", "<script>alert(1)</script>", "x" * 5000])
def test_odd_search_breaks_nothing(house, adviser, typed):
    html = search(adviser, typed).content.decode()
    assert "<script>alert" not in html


def test_search_costs_the_same_for_one_as_for_thirty(house, adviser):
    def cost():
        with CaptureQueriesContext(connection) as counted:
            search(adviser, "martin")
        return len(counted)

    a_case(house, "Martin")
    cost()
    before = cost()
    for number in range(30):
        a_case(house, f"Martin {number}")
    assert before == cost() <= 20


# —— What else is found ——


def found(client, typed):
    return {group.title: [thing.title for thing in group.things] for group in search(client, typed).context["groups"]}


@pytest.fixture
def belongings(house, case):
    """One of each kind in the platform, and its like in the neighbour's."""
    for organisation, adviser in ((house.platform, house.adviser), (house.neighbour, house.stranger)):
        factories.SessionFactory(organisation=organisation, title=f"Écoconduite de {organisation.name}")
        vehicle = factories.VehicleFactory(organisation=organisation, label=f"Éclair de {organisation.name}")
        vehicle.plate = "AB-123-CD"
        vehicle.save()
        factories.TaskFactory(organisation=organisation, title=f"Écrire au garage, {organisation.name}")
        factories.DocumentFactory(organisation=organisation, added_by=adviser, title=f"Écrit de {organisation.name}")


@pytest.mark.parametrize(
    ("typed", "kind", "title"),
    [
        ("ecoconduite", "Ateliers", "Écoconduite de Plateforme d’Essai"),
        ("ECLIAR", "Véhicules", "Éclair de Plateforme d’Essai"),
        ("ab123cd", "Véhicules", "Éclair de Plateforme d’Essai"),
        ("garage écrire", "Tâches", "Écrire au garage, Plateforme d’Essai"),
        ("ecrit", "Documents", "Écrit de Plateforme d’Essai"),
        ("permanance", "Pages", "Permanences"),
    ],
)
def test_search_finds_what_the_platform_has_whatever_the_accents_order_or_slip(adviser, belongings, typed, kind, title):
    assert found(adviser, typed)[kind] == [title]


def test_what_belongs_to_another_platform_is_never_found(adviser, belongings):
    titles = [title for things in found(adviser, "ec").values() for title in things]
    assert len(titles) == 4
    assert all("Plateforme d’Essai" in title for title in titles)


def test_what_is_done_withdrawn_or_removed_is_found_no_more(house, adviser, belongings):
    today, now = timezone.localdate(), timezone.now()
    Task.objects.update(done_at=now, done_by=house.adviser)
    Vehicle.objects.update(withdrawn_on=today)
    Document.objects.update(removed_at=now, removed_by=house.adviser)
    assert set(found(adviser, "ec")) == {"Ateliers"}


def test_pages_of_the_manager_are_found_by_the_manager_alone(house, adviser, browser):
    assert "Journal des accès" not in found(adviser, "journal").get("Pages", [])
    assert found(browser(house.manager), "journal")["Pages"] == ["Journal des accès"]


def test_longer_lists_show_their_beginning_and_lead_to_the_whole(house, adviser):
    for rank in range(7):
        factories.TaskFactory(organisation=house.platform, title=f"Appeler le garage {rank}")
    group = next(each for each in search(adviser, "garage").context["groups"] if each.title == "Tâches")
    assert (len(group.things), group.more_url) == (5, reverse("agenda:tasks"))


def test_search_of_things_costs_the_same_for_one_as_for_thirty(house, adviser, django_assert_max_num_queries):
    for rank in range(30):
        factories.TaskFactory(organisation=house.platform, title=f"Appeler le garage {rank}")
        factories.SessionFactory(organisation=house.platform, title=f"Garage {rank}")
    with django_assert_max_num_queries(20):
        search(adviser, "garage")
