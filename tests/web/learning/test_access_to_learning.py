"""Who opens the lessons and trips of a person: the team that follows them, nobody else."""

import pytest
from django.urls import reverse
from tests.web import factories

from allant.web.learning.models import LessonProgress, Rehearsal, RehearsalTrip

pytestmark = pytest.mark.django_db
TEAM = ("adviser", "colleague", "manager")
denies = pytest.mark.denies
PAGES = [
    pytest.param("case", "get", marks=denies("learning:case")),
    pytest.param("lesson-propose", "post", marks=denies("learning:lesson-propose")),
    pytest.param("rehearsal-add", "post", marks=denies("learning:rehearsal-add")),
    pytest.param("rehearsal", "get", marks=denies("learning:rehearsal")),
    pytest.param("trip-add", "post", marks=denies("learning:trip-add")),
    pytest.param("skills-confirm", "post", marks=denies("learning:skills-confirm")),
    pytest.param("trip-erase", "post", marks=denies("learning:trip-erase")),
]
every_page = pytest.mark.parametrize(("route", "method"), PAGES)


@pytest.fixture
def address(case):
    rehearsal = factories.RehearsalFactory(case=case)
    trip = factories.RehearsalTripFactory(rehearsal=rehearsal)
    about = {
        "case": [case.pk],
        "lesson-propose": [case.pk, "buy_ticket"],
        "rehearsal-add": [case.pk],
        "rehearsal": [rehearsal.pk],
        "trip-add": [rehearsal.pk],
        "skills-confirm": [rehearsal.pk],
        "trip-erase": [trip.pk],
    }
    return {route: reverse(f"learning:{route}", args=args) for route, args in about.items()}


@every_page
def test_page_refuses_everybody_else_and_changes_nothing(route, method, address, house, browser):
    def ask(user):
        return getattr(browser(user), method)(address[route]).status_code

    before = [model.objects.count() for model in (LessonProgress, Rehearsal, RehearsalTrip)]
    assert ask(None) == 302
    assert {ask(house.network_head), ask(house.prescriber)} == {403}
    assert {ask(house.stranger), ask(house.strange_manager)} == {404}
    assert [model.objects.count() for model in (LessonProgress, Rehearsal, RehearsalTrip)] == before


@every_page
def test_page_opens_to_the_team(route, method, address, house, browser):
    first = TEAM if method == "get" else TEAM[:1]
    for name in first:
        assert getattr(browser(getattr(house, name)), method)(address[route]).status_code in {200, 302}


def test_looking_at_what_somebody_learns_is_journalled(address, house, browser):
    from allant.web.journal.models import Entry

    browser(house.adviser).get(address["case"])
    browser(house.adviser).get(address["rehearsal"])
    assert Entry.objects.filter(action="read", subject_type="case", by=house.adviser).count() == 2
