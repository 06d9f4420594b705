"""Who opens the usual week of a person: the team that follows them, nobody else; after the exit it only reads."""

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.web import factories

from allant.web.cases.enums import Moment
from allant.web.journal.models import Entry
from allant.web.reaching.models import UsualTrip

pytestmark = pytest.mark.django_db
TEAM = ("adviser", "colleague", "manager")
denies = pytest.mark.denies
PAGES = [
    pytest.param("case", "get", marks=denies("reaching:case")),
    pytest.param("week", "get", marks=denies("reaching:week")),
    pytest.param("trip-add", "post", marks=denies("reaching:trip-add")),
    pytest.param("week-copy", "post", marks=denies("reaching:week-copy")),
    pytest.param("week-none", "post", marks=denies("reaching:week-none")),
    pytest.param("week-none-undo", "post", marks=denies("reaching:week-none-undo")),
    pytest.param("trip", "get", marks=denies("reaching:trip")),
    pytest.param("trip-remove", "post", marks=denies("reaching:trip-remove")),
    pytest.param("trip-put-back", "post", marks=denies("reaching:trip-put-back")),
]
every_page = pytest.mark.parametrize(("route", "method"), PAGES)
OF_A_BILAN = ("week", "trip-add", "week-copy", "week-none", "week-none-undo")
CHANGES = ("trip-add", "week-copy", "week-none", "week-none-undo", "trip", "trip-remove", "trip-put-back")


@pytest.fixture
def entry(case, house):
    return factories.bilan(case=case, by=house.adviser)


@pytest.fixture
def trip(entry):
    return factories.UsualTripFactory(link=entry)


@pytest.fixture
def address(case, entry, trip):
    about = {route: [entry.assessment_id] for route in OF_A_BILAN}
    about |= {route: [trip.pk] for route in ("trip", "trip-remove", "trip-put-back")} | {"case": [case.pk]}
    return {route: reverse(f"reaching:{route}", args=args) for route, args in about.items()}


@every_page
def test_page_refuses_everybody_else_and_changes_nothing(route, method, address, house, browser):
    def ask(user):
        return getattr(browser(user), method)(address[route]).status_code

    before = list(UsualTrip.objects.values())
    assert ask(None) == 302
    assert {ask(house.network_head), ask(house.prescriber)} == {403}
    assert {ask(house.stranger), ask(house.strange_manager)} == {404}
    assert list(UsualTrip.objects.values()) == before


@every_page
def test_page_opens_to_the_team(route, method, address, house, browser):
    for name in TEAM if method == "get" else TEAM[:1]:
        assert getattr(browser(getattr(house, name)), method)(address[route]).status_code in {200, 302}


def test_looking_at_where_somebody_goes_is_journalled_on_the_file(address, house, case, adviser):
    for route in ("case", "week", "trip"):
        adviser.get(address[route])
    read = Entry.objects.filter(action="read", by=house.adviser, detail__startswith="semaine habituelle")
    assert set(read.values_list("subject_type", "subject_id")) == {("case", str(case.pk))}
    assert read.count() == 3


@pytest.mark.parametrize("route", CHANGES)
def test_week_is_read_and_no_longer_changed_after_the_exit(route, address, case, adviser):
    factories.ExitFactory(case=case)
    before = list(UsualTrip.objects.values())
    assert adviser.post(address[route], {"mode": "walk"}).status_code == 403
    assert list(UsualTrip.objects.values()) == before
    html = adviser.get(address["week"]).content.decode()
    assert "Zone des Aulnes" in html
    assert "Ajouter ce trajet" not in html


def test_test_of_the_public_takes_no_usual_week(case, house, adviser):
    link = factories.bilan(case=case, by=house.adviser)
    link.moment = Moment.TEST
    link.save()
    assert adviser.get(reverse("reaching:week", args=[link.assessment_id])).status_code == 404


def test_week_goes_with_the_case_to_another_platform(case, trip, address, house, browser):
    from allant.web.cases import actions

    transfer = actions.ask_transfer(
        case=case, to_organisation=house.neighbour, reason="Elle déménage", how="spoken", by=house.adviser
    )
    actions.accept_transfer(transfer=transfer, by=house.stranger)
    assert "Zone des Aulnes" in browser(house.stranger).get(address["week"]).content.decode()
    assert browser(house.adviser).get(address["week"]).status_code == 403


def test_week_is_erased_with_its_bilan(entry, trip):
    trip.removed_at = timezone.now()
    trip.save()
    entry.case.case_assessments.all().delete()
    assert not UsualTrip.objects.exists()
