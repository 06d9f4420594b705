"""Who has a bus at the door and does not take it: counted honestly, for those who may, without pointing at anybody."""

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.web import factories

from allant.reach import UnusedReason
from allant.web.territory.non_users import count_unused, organisations_of

pytestmark = pytest.mark.django_db
NEAR = {"stop_distance": "under_10_min", "bus_when_needed": "mostly"}
BRAVE = {"public_transport": "calm", "unknown_place": "calm", "plan_trip": "with_change", "read_map": "easy"}
AT_EASE = BRAVE | {
    "ticket_machine": "easy",
    "trips_given_up": "never",
    "budget_share": "under_10",
    "early_late": "rarely",
}


@pytest.fixture
def followed(house):
    """Make people who live near a bus, by what else they answer."""

    def make(count, organisation=house.platform, by=house.adviser, takes_it=False, **own):
        for _ in range(count):
            case = factories.CaseFactory(organisation=organisation, adviser=by)
            answers = factories.answers_to("fr-2026.1") | NEAR | AT_EASE | own
            link = factories.bilan(case=case, by=by, answers=answers, is_finished=True)
            factories.UsualTripFactory(link=link, mode="transit" if takes_it else "walk")
        return case

    return make


def page_of(house):
    return reverse("territory:unused", args=[house.platform.territory_id])


@pytest.mark.denies("territory:unused")
def test_counts_are_for_those_who_work_in_the_territory(house, browser):
    elsewhere = factories.UserFactory(email="autre@exemple.fr")
    assert browser().get(page_of(house)).status_code == 302
    assert browser(elsewhere).get(page_of(house)).status_code == 404
    assert browser(house.prescriber).get(page_of(house)).status_code == 403
    for user in (house.adviser, house.manager, house.network_head):
        assert browser(user).get(page_of(house)).status_code == 200


def test_each_counts_once_and_by_each_of_their_reasons(house, followed):
    followed(3, public_transport="not_daring")
    followed(2, early_late="often", plan_trip="unable")
    followed(1)
    followed(4, takes_it=True, public_transport="not_daring")
    followed(5, stop_distance="no_stop", public_transport="not_daring")
    followed(2, bus_when_needed="hardly_ever")
    found = count_unused([house.platform])
    assert (found.answered, found.near, found.not_taken, found.without_reason) == (17, 10, 6, 1)
    assert found.by_reason == {
        UnusedReason.FEAR: 3,
        UnusedReason.SKILL: 2,
        UnusedReason.HOURS: 2,
        UnusedReason.FARE: 0,
    }


def test_trip_that_was_taken_away_and_a_support_that_ended_do_not_count(house, followed):
    link = followed(1, takes_it=True).case_assessments.get()
    link.usual_trips.update(removed_at=timezone.now())
    factories.UsualTripFactory(link=link, mode="walk")
    factories.ExitFactory(case=followed(1))
    assert count_unused([house.platform]).not_taken == 1


def test_week_that_nobody_noted_is_unknown_and_an_empty_one_is_not(house, followed):
    factories.WeekWithoutTripsFactory(link=followed(1).case_assessments.get())
    unknown = followed(2).case_assessments.get()
    unknown.usual_trips.all().delete()
    assert count_unused([house.platform]).answered == 2


def test_team_counts_its_own_and_a_network_its_platforms_here(house, followed):
    followed(2)
    followed(1, organisation=house.neighbour, by=house.stranger)
    assert organisations_of(house.manager, house.territory) == [house.platform]
    both = organisations_of(house.network_head, house.territory)
    assert (count_unused([house.platform]).near, count_unused(both).near) == (2, 3)


def test_few_people_are_hidden(house, followed, browser):
    followed(3)
    assert "Trop peu de personnes" in browser(house.manager).get(page_of(house)).text


def test_small_reasons_are_hidden_and_large_ones_shown(house, followed, browser):
    followed(8, public_transport="not_daring")
    followed(2, early_late="often")
    followed(6)
    page = browser(house.manager).get(page_of(house)).text
    assert "Sur 16 personnes suivies dont la semaine" in page.replace("\u00a0", " ")
    assert page.count("moins de 5") >= 1


def test_nobody_in_that_case_is_said_so(house, browser):
    assert "Personne n’est dans ce cas" in browser(house.manager).get(page_of(house)).text
