"""What those who do not follow people see: figures that point at nobody, and those who agreed."""

import pytest
from django.urls import reverse
from tests.web import factories

from allant.parameters import parameter
from allant.web.cases.enums import Moment
from allant.web.cases.presenters import platform_figures
from allant.web.cases.queries import PlatformFigures
from allant.web.people.actions import withdraw_consent
from allant.web.people.models import Consent

pytestmark = pytest.mark.django_db
SMALLEST = int(parameter("cases/smallest_shown_count"))


def figures(people, exits, measured=0, gain=None):
    return platform_figures(
        PlatformFigures(
            organisation=factories.OrganisationFactory.build(territory=None),
            people=people,
            open_cases=people - exits,
            exits=exits,
            exits_measured=measured,
            median_gain=gain,
        )
    )


def seen_by(client, route):
    return client.get(reverse(f"cases:{route}")).content.decode()


def test_small_count_is_hidden_and_never_a_zero():
    shown = figures(people=SMALLEST - 1, exits=0)
    assert shown["people"] == f"moins de {SMALLEST}"
    assert shown["exits"] == "0"


def test_smallest_shown_count_is_shown():
    assert figures(people=SMALLEST, exits=0)["people"] == str(SMALLEST)


@pytest.mark.parametrize("exits", [1, SMALLEST - 1, 20 - 1, 20 - SMALLEST + 1])
def test_small_part_cannot_be_found_by_subtraction(exits):
    shown = figures(people=20, exits=exits)
    assert not {shown["exits"], shown["open_cases"]} & {str(exits), str(20 - exits)}
    assert str(exits) not in shown["gain_note"]
    assert str(20 - exits) not in shown["gain_note"]


def test_gain_of_too_few_is_not_shown():
    assert figures(people=40, exits=20, measured=SMALLEST - 1, gain=8.0)["median_gain"] == "non connu"
    assert figures(people=40, exits=20, measured=SMALLEST, gain=8.0)["median_gain"].startswith("+8,0")


def test_unknown_gain_is_not_a_zero():
    assert figures(people=40, exits=20)["median_gain"] == "non connu"


def test_network_head_sees_platforms_and_never_a_name(house, case, browser):
    person = case.beneficiary
    html = seen_by(browser(house.network_head), "network")
    assert house.platform.name.replace("’", "’") in html
    for word in (person.first_name, person.last_name, house.adviser.full_name):
        assert word not in html


def test_network_head_does_not_see_platforms_of_another_network(house, browser):
    stranger = factories.OrganisationFactory(name="Plateforme Étrangère")
    assert stranger.name not in seen_by(browser(house.network_head), "network")


def test_platform_page_counts_its_own_people_only(house, browser):
    factories.CaseFactory.create_batch(SMALLEST, organisation=house.platform)
    factories.CaseFactory.create_batch(2 * SMALLEST, organisation=house.neighbour)
    shown = browser(house.manager).get(reverse("cases:platform")).context["figures"]
    assert shown["people"] == str(SMALLEST)


def test_gain_rests_on_those_measured_at_both_ends(house, browser):
    for number in range(SMALLEST + 1):
        case = factories.CaseFactory(organisation=house.platform)
        moments = ((Moment.ENTRY, 1), (Moment.EXIT, 0))
        for moment, rank in moments[: 2 if number < SMALLEST else 1]:
            answers = factories.answers_to("fr-2026.1", rank)
            factories.bilan(case=case, by=house.adviser, moment=moment, answers=answers, is_finished=True)
        factories.ExitFactory(case=case)
    shown = browser(house.manager).get(reverse("cases:platform")).context["figures"]
    assert shown["exits_measured"] == str(SMALLEST)
    assert shown["median_gain"].startswith("+")


@pytest.fixture
def referred(house):
    """Two people of the referrer: one agreed that it hears of her, the other did not."""

    def made(first_name, *, agrees, prescriber):
        return factories.CaseFactory(
            organisation=house.platform,
            prescriber=prescriber,
            agrees=agrees,
            beneficiary__first_name=first_name,
            beneficiary__last_name="Lefèvre",
        )

    made("Consentante", agrees=True, prescriber=house.referrer)
    made("Réticente", agrees=False, prescriber=house.referrer)
    other = factories.OrganisationFactory(is_prescriber=True, territory=house.territory)
    made("Autre", agrees=True, prescriber=other)


def test_prescriber_sees_only_those_who_agreed_and_only_its_own(house, referred, browser):
    html = seen_by(browser(house.prescriber), "referred")
    assert "Consentante" in html
    assert "Réticente" not in html
    assert "Autre" not in html


def test_prescriber_sees_a_first_name_and_an_initial(house, referred, browser):
    html = seen_by(browser(house.prescriber), "referred")
    assert "Consentante L." in html
    assert "Lefèvre" not in html
    assert "1990" not in html


def test_person_who_takes_back_the_agreement_disappears_at_once(house, referred, browser):
    agreement = Consent.objects.get(person__first_name="Consentante", recipient=house.referrer)
    withdraw_consent(consent=agreement, by=house.adviser)
    assert "Consentante" not in seen_by(browser(house.prescriber), "referred")
