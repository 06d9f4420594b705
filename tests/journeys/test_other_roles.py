"""What a manager, a network head and a prescriber find: their own, empty at first."""

import pytest
from tests.web import factories

pytestmark = pytest.mark.journey


def _open_cases(house, count, **details):
    for rank in range(count):
        beneficiary = factories.BeneficiaryFactory(first_name="Lou", last_name=f"Martin {chr(65 + rank)}")
        factories.CaseFactory(
            beneficiary=beneficiary,
            organisation=house.platform,
            adviser=house.adviser,
            prescriber=house.referrer,
            **details,
        )


@pytest.mark.visits(
    "home", "accounts:sign-in", "cases:platform", "cases:platform-journal", "cases:list", "assessments:redeem"
)
def test_a_manager_sees_the_figures_and_every_case_of_the_platform(person, house):
    paul = person()
    paul.sign_in_by_form(house.manager)
    assert house.platform.name in paul.text("h1")
    paul.look("vide")
    _open_cases(house, 23)
    paul.go("cases:platform")
    assert "23" in paul.text()
    paul.follow("Qui a lu quoi")
    assert "Paul Marchand" in paul.text()
    assert "journal de la plateforme" in paul.text()
    paul.fill(person="personne de ce nom")
    paul.press("Filtrer")
    assert "Aucune ligne" in paul.text()
    paul.follow("Dossiers")
    paul.fill(qui="all")
    paul.press("Filtrer")
    assert "Page 1 sur 2" in paul.text()
    paul.look("plusieurs pages")
    paul.follow("Suivants")
    assert "Page 2 sur 2" in paul.text()
    paul.follow("Code de test")
    paul.sign_out()
    assert "Se connecter" in paul.text("header")


@pytest.mark.visits("home", "accounts:sign-in", "cases:network")
def test_a_network_head_sees_platforms_and_no_person(person, house):
    ines = person()
    _open_cases(house, 3)
    ines.sign_in_by_form(house.network_head)
    assert house.platform.name in ines.text()
    assert "Lou" not in ines.text()
    assert "moins de" in ines.text()
    ines.look("petits effectifs")
    house.platform.network = None
    house.platform.save()
    ines.go("cases:network")
    assert "Aucune plateforme" in ines.text()
    ines.look("vide")
    ines.go("cases:list", status=403)
    ines.go("cases:network")
    ines.sign_out()


@pytest.mark.visits("home", "accounts:sign-in", "cases:referred")
def test_a_prescriber_sees_those_who_agreed_and_no_other(person, house):
    leo = person()
    leo.sign_in_by_form(house.prescriber)
    assert "Personne pour l’instant" in leo.text()
    leo.look("vide")
    _open_cases(house, 1, agrees=False)
    leo.go("cases:referred")
    assert "Personne pour l’instant" in leo.text()
    _open_cases(house, 1, agrees=True)
    leo.go("cases:referred")
    assert "Lou M." in leo.text()
    assert "Martin" not in leo.text()
    leo.look("une personne")
    leo.sign_out()
