"""Two files of one person: seen in time, made one, and separated again."""

import pytest
from tests.web import factories

from allant.web.cases.models import Case, DuplicatePair

pytestmark = pytest.mark.journey


@pytest.mark.visits("cases:list", "cases:new", "cases:case", "cases:duplicates", "cases:duplicate")
def test_two_files_of_one_person_become_one_and_two_again(person, house, case):
    factories.NoteFactory(case=case, author=house.adviser, text="Rosa a son rendez-vous jeudi.")
    nadia = person()
    nadia.sign_in(house.adviser)
    nadia.go("cases:duplicates")
    nadia.look("rien")
    nadia.go("cases:new")
    nadia.fill(first_name="Rosa", last_name="Díaz", birth_date="1990-03-04", source="spontaneous")
    nadia.press("Ouvrir le dossier")
    assert "peut-être déjà connue" in nadia.text()
    nadia.look("déjà connue")
    nadia.press("C’est quelqu’un d’autre")
    assert "Le dossier est ouvert." in nadia.text()
    nadia.go("cases:duplicates")
    nadia.follow("Rosa Diaz / Rosa Díaz")
    nadia.look("deux personnes")
    nadia.press("C’est une seule personne")
    assert Case.objects.count() == 1
    nadia.look("réunis")
    nadia.press("Séparer de nouveau")
    assert Case.objects.count() == 2
    factories.CaseFactory(beneficiary=case.beneficiary)
    nadia.go("cases:duplicate", DuplicatePair.objects.get().pk)
    assert "Une autre plateforme suit aussi cette personne." in nadia.text()
    nadia.look("suivie ailleurs aussi")


@pytest.mark.visits("cases:list", "cases:received-test", "cases:case")
def test_test_of_somebody_who_may_be_known_joins_their_file(person, house, case):
    nadia = person()
    nadia.sign_in(house.adviser)
    nadia.go("cases:received-test", factories.received(house.adviser).pk)
    nadia.fill(first_name="Rosa", last_name="Díaz", birth_date="1990-03-04")
    nadia.press("Ouvrir le dossier")
    assert "peut-être déjà connue" in nadia.text()
    nadia.look("test de quelqu’un de déjà connu")
    nadia.press("Rattacher le test")
    assert "Les réponses du test sont dans le dossier." in nadia.text()
    assert Case.objects.count() == 1
