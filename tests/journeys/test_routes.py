"""No page of the house is left out of the journeys."""

from tests.journeys.routes import pages, visited_by_journeys


def test_every_page_of_the_house_is_visited_by_a_journey():
    assert pages() - visited_by_journeys() == set()


def test_no_journey_claims_a_page_that_does_not_exist():
    assert visited_by_journeys() - pages() == set()


def test_an_address_that_only_takes_a_form_is_not_a_page():
    assert {"cases:step-add", "accounts:sign-out", "assessments:test-withdraw"}.isdisjoint(pages())
