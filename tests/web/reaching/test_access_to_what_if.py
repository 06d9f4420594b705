"""Who asks what could change for a person: the team that follows them; after the exit, it is only read."""

import pytest
from django.urls import reverse
from tests.web import factories

from allant.web.journal.models import Entry

pytestmark = pytest.mark.django_db
denies = pytest.mark.denies
PAGES = [
    pytest.param("what-if", "get", marks=denies("reaching:what-if")),
    pytest.param("what-if-step", "post", marks=denies("reaching:what-if-step")),
    pytest.param("what-if-undo", "post", marks=denies("reaching:what-if-undo")),
]
every_page = pytest.mark.parametrize(("route", "method"), PAGES)


@pytest.fixture
def mine(lives_in):
    """Somebody of the platform, in a commune without a ground to wait for."""
    return lives_in("Vernoisy")


@pytest.fixture
def loaded_valley():
    """No network: who may ask does not depend on it."""


@every_page
def test_page_refuses_everybody_else_and_changes_nothing(route, method, mine, house, browser):
    step = factories.StepFactory(case=mine, solution="carpool")

    def ask(user):
        told = {"avec": "lift", "etapes": str(step.pk)}
        return getattr(browser(user), method)(reverse(f"reaching:{route}", args=[mine.pk]), told).status_code

    assert ask(None) == 302
    assert {ask(house.network_head), ask(house.prescriber)} == {403}
    assert {ask(house.stranger), ask(house.strange_manager)} == {404}
    assert list(mine.steps.all()) == [step]


@every_page
def test_page_opens_to_the_team(route, method, mine, house, browser):
    for user in (house.adviser, house.colleague, house.manager):
        assert getattr(browser(user), method)(reverse(f"reaching:{route}", args=[mine.pk])).status_code in {200, 302}


def test_looking_is_journalled_on_the_file(mine, house, adviser):
    adviser.get(reverse("reaching:what-if", args=[mine.pk]))
    read = Entry.objects.get(action="read", by=house.adviser, detail__startswith="et si")
    assert (read.subject_type, read.subject_id) == ("case", str(mine.pk))


@pytest.mark.parametrize("route", ["what-if-step", "what-if-undo"])
def test_nothing_goes_into_a_pathway_that_has_ended(route, mine, adviser):
    factories.ExitFactory(case=mine)
    assert adviser.post(reverse(f"reaching:{route}", args=[mine.pk]), {"avec": "lift"}).status_code == 403
    assert not mine.steps.exists()
    html = adviser.get(reverse("reaching:what-if", args=[mine.pk])).content.decode()
    assert "Mettre dans le parcours" not in html
