"""The usual week: noted with the person at the entry, corrected, taken over at the exit."""

import re

import pytest
from tests.web import factories

from allant.web.cases.enums import Moment

pytestmark = pytest.mark.journey


@pytest.fixture
def entry(case, house):
    return factories.bilan(case=case, by=house.adviser)


def waits(visitor, words):
    """Wait for what a press in the page brings."""
    visitor.page.get_by_text(words).first.wait_for()


@pytest.mark.visits("cases:list", "reaching:case", "reaching:week", "reaching:trip")
def test_adviser_notes_the_week_of_a_person_without_leaving_the_page(person, house, case, entry):
    nadia = person()
    nadia.sign_in(house.adviser)
    nadia.go("reaching:case", case.pk)
    nadia.follow(re.compile("noter la semaine"))
    nadia.page.get_by_role("button", name="La personne n’a aucun trajet habituel").click()
    waits(nadia, "Noté le")
    nadia.look("aucun trajet habituel")
    nadia.page.get_by_role("button", name="Annuler").click()
    waits(nadia, "Aucun trajet noté pour l’instant")
    nadia.page.get_by_role("link", name="Travail, 5 jours").click()
    nadia.page.wait_for_function("() => document.querySelector('[name=purpose]').value === 'work'")
    nadia.fill(mode="carpool")
    nadia.page.locator("#precisions [name=drives]").wait_for()
    assert nadia.page.locator("[name=aboard]").input_value() == "2"
    nadia.look("covoiturage")
    nadia.fill(place="Zone des Aulnes")
    nadia.page.get_by_role("button", name="Ajouter ce trajet").click()
    waits(nadia, "Remplissez ce champ")
    nadia.look("à corriger")
    nadia.fill(one_way_km="12,5")
    nadia.page.get_by_role("button", name="Ajouter ce trajet").click()
    waits(nadia, "10 trajets de 12,5 km par semaine")
    nadia.page.get_by_role("link", name="Un trajet voulu, non fait").click()
    nadia.page.wait_for_function("() => document.querySelector('[name=mode]').value === 'not_made'")
    nadia.fill(purpose="health", one_way_km="30", one_way_trips_per_week="0,5")
    nadia.page.get_by_role("button", name="Ajouter ce trajet").click()
    waits(nadia, "Immobilité subie")
    nadia.look("notée")
    nadia.follow("Modifier Travail")
    nadia.fill(one_way_km="900")
    nadia.press("Enregistrer")
    nadia.look("à corriger")
    nadia.fill(one_way_km="14")
    nadia.press("Enregistrer")
    assert "10 trajets de 14 km par semaine" in nadia.text("#trajets")
    nadia.page.locator("#renonces").get_by_role("button", name="Retirer").click()
    waits(nadia, "Trajet retiré")
    nadia.look("retiré")
    nadia.page.get_by_role("button", name="Annuler").click()
    nadia.page.locator("#renonces").wait_for()
    nadia.go("reaching:case", case.pk)
    assert "140 km" in nadia.text("#semaines")


@pytest.mark.visits("cases:list", "reaching:week", "reaching:case")
def test_week_is_noted_without_javascript_and_taken_over_at_the_exit(person, house, case, entry):
    nadia = person(javascript=False)
    nadia.sign_in(house.adviser)
    nadia.go("reaching:week", entry.assessment_id)
    nadia.follow("Courses")
    nadia.unfold("Précisions")
    nadia.fill(mode="car", one_way_km="4", vehicle="small_car", fuel="petrol")
    nadia.press("Ajouter ce trajet")
    assert "2 trajets de 4 km par semaine" in nadia.text("#trajets")
    later = factories.bilan(case=case, by=house.adviser, moment=Moment.EXIT)
    nadia.go("reaching:week", later.assessment_id)
    nadia.press("La semaine n’a pas changé depuis l’entrée")
    assert "2 trajets de 4 km par semaine" in nadia.text("#trajets")
    nadia.go("reaching:case", case.pk)
    assert "8 km" in nadia.text("#semaines")
