"""Pages cost the database the same, however much they hold."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web import factories

from allant.web.cases.enums import Moment

pytestmark = pytest.mark.django_db
MOST_QUERIES = 20


def cost(client, address):
    with CaptureQueriesContext(
        connection,
    ) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


def grows(client, address, grow):
    """Return what a page costs before and after there is more to show; a first visit warms caches."""
    cost(client, address)
    before = cost(client, address)
    grow()
    return before, cost(client, address)


def test_list_costs_the_same_for_one_case_as_for_fifteen(adviser, house, case):
    def grow():
        for _ in range(14):
            more = factories.CaseFactory(organisation=house.platform, adviser=house.adviser)
            factories.StepFactory.create_batch(3, case=more)

    before, after = grows(adviser, reverse("cases:list"), grow)
    assert before == after <= MOST_QUERIES


def test_case_costs_the_same_with_more_steps_and_bilans(adviser, house, case):
    def filled(moment):
        answers = factories.answers_to("fr-2026.1", 1)
        factories.bilan(case=case, by=house.adviser, moment=moment, answers=answers, is_finished=True)

    def grow():
        factories.StepFactory.create_batch(20, case=case)
        for _ in range(4):
            filled(Moment.MID)

    filled(Moment.ENTRY)
    before, after = grows(adviser, reverse("cases:case", args=[case.pk]), grow)
    assert before == after <= MOST_QUERIES


def test_result_costs_the_same_with_more_answers_and_bilans(adviser, house, case):
    link = factories.bilan(case=case, by=house.adviser, answers=factories.answers_to("fr-2026.1", 1), is_finished=True)

    def grow():
        factories.StepFactory.create_batch(20, case=case)
        for _ in range(3):
            factories.bilan(case=case, by=house.adviser, moment=Moment.MID, answers={"licence": "valid"})

    before, after = grows(adviser, reverse("cases:bilan-result", args=[link.assessment_id]), grow)
    assert before == after <= MOST_QUERIES


def test_sheet_costs_the_same_with_more_answers(adviser, house, case):
    link = factories.bilan(case=case, by=house.adviser)

    def grow():
        factories.give_answers(link.assessment, factories.answers_to("fr-2026.1", 1))

    address = reverse("cases:bilan-section", args=[link.assessment_id, "material"])
    before, after = grows(adviser, address, grow)
    assert before == after <= MOST_QUERIES


def test_people_referred_cost_the_same_for_one_as_for_fifteen(house, browser):
    def refer(count):
        factories.CaseFactory.create_batch(count, organisation=house.platform, prescriber=house.referrer, agrees=True)

    refer(1)
    before, after = grows(browser(house.prescriber), reverse("cases:referred"), lambda: refer(14))
    assert before == after <= MOST_QUERIES
