"""The places where a platform receives: added, described, closed with their hours, opened again."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.web import factories

from allant.web.accounts.models import ReceptionPoint
from allant.web.accounts.queries import open_points
from allant.web.agenda.models import Opening

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(browser, house):
    return browser(house.manager)


@pytest.fixture
def typed(house):
    commune = factories.CommuneFactory(territory=house.platform.territory)
    return {
        "name": "Espace social",
        "address": "12 rue des Tanneurs",
        "commune": commune.pk,
        "how_to_come": "Bus 3, arrêt Tanneurs",
        "wheelchair": "unknown",
    }


def test_manager_adds_a_place_and_the_team_reads_how_to_come(manager, adviser, house, typed):
    manager.post(reverse("agenda:place-new"), typed)
    point = ReceptionPoint.objects.get()
    assert (point.organisation, point.how_to_come) == (house.platform, "Bus 3, arrêt Tanneurs")
    page = adviser.get(reverse("agenda:places")).content.decode()
    assert "Bus 3, arrêt Tanneurs" in page
    assert "pas vérifié" in page
    assert reverse("agenda:place", args=[point.pk]) not in page


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"name": ""}, 'class="field-error'),
        ({"commune": ""}, 'class="field-error'),
        ({"wheelchair": ""}, 'class="field-error'),
        ({"how_to_come": "2 85 05 78 006 084 36"}, "sécurité sociale"),
        ({"name": "centre"}, "s’appelle déjà"),
    ],
)
def test_place_that_lacks_something_is_refused_and_nothing_typed_is_lost(manager, house, typed, changes, reason):
    factories.ReceptionPointFactory(organisation=house.platform, name="Centre")
    page = manager.post(reverse("agenda:place-new"), typed | changes).content.decode()
    assert reason in page
    assert "12 rue des Tanneurs" in page
    assert ReceptionPoint.objects.count() == 1


def test_commune_of_another_territory_is_refused(manager, typed):
    elsewhere = factories.CommuneFactory()
    manager.post(reverse("agenda:place-new"), typed | {"commune": elsewhere.pk})
    assert not ReceptionPoint.objects.exists()


def test_closed_place_ends_its_hours_and_is_no_longer_proposed(manager, house):
    opening = factories.OpeningFactory(
        adviser=house.adviser, from_on=timezone.localdate() - datetime.timedelta(days=30)
    )
    point = opening.reception_point
    booked = factories.AppointmentFactory(adviser=house.adviser, reception_point=point)
    assert "Un rendez-vous à venir" in manager.get(reverse("agenda:place", args=[point.pk])).content.decode()
    manager.post(reverse("agenda:place-close", args=[point.pk]))
    opening.refresh_from_db()
    assert opening.until_on == timezone.localdate() - datetime.timedelta(days=1)
    assert not open_points(house.platform).exists()
    assert list(open_points(house.platform, point.pk)) == [point]
    booked.refresh_from_db()
    assert (booked.state, booked.reception_point) == ("booked", point)


def test_hours_that_had_not_begun_vanish_with_the_place(manager, house):
    opening = factories.OpeningFactory(adviser=house.adviser, from_on=timezone.localdate() + datetime.timedelta(days=7))
    manager.post(reverse("agenda:place-close", args=[opening.reception_point_id]))
    assert not Opening.objects.exists()


def test_place_closed_by_mistake_opens_again_unless_its_name_was_taken(manager, house):
    point = factories.ReceptionPointFactory(organisation=house.platform, name="Centre")
    address = reverse("agenda:place-close", args=[point.pk])
    manager.post(address)
    other = factories.ReceptionPointFactory(organisation=house.platform, name="Centre")
    page = manager.post(address, follow=True).content.decode()
    assert "s’appelle déjà" in page
    other.name = "Nord"
    other.save()
    manager.post(address)
    assert set(open_points(house.platform)) == {point, other}


def test_list_costs_the_same_for_one_place_as_for_fifteen(adviser, house, django_assert_max_num_queries):
    for _ in range(15):
        factories.ReceptionPointFactory(organisation=house.platform)
    with django_assert_max_num_queries(6):
        adviser.get(reverse("agenda:places"))
