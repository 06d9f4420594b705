"""A person moves: her file follows her, with her agreement; the team she leaves reads what it did."""

import datetime

import pytest
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from tests.journeys.walker import PASSWORD
from tests.web import factories

from allant.web.accounts.enums import Role
from allant.web.cases.models import Case

pytestmark = pytest.mark.journey


@pytest.mark.visits(
    "cases:list",
    "cases:case",
    "cases:consents",
    "cases:person",
    "cases:transfer-new",
    "cases:transfer",
    "cases:transfers",
)
def test_a_case_follows_its_person_to_another_platform(person, house, case):
    far = factories.OrganisationFactory(name="Plateforme du Lot")
    omar = factories.UserFactory(
        full_name="Omar Lot", organisation=far, role=Role.ADVISER, password=make_password(PASSWORD)
    )
    factories.NoteFactory(case=case, author=house.adviser, text="Rosa cherche près de Cahors.")
    nadia = person()
    nadia.sign_in(house.adviser)
    nadia.go("cases:transfers")
    nadia.look("aucun")
    _situation(nadia, case)
    nadia.go("cases:consents", case.pk)
    nadia.press("La personne accepte")
    assert "L’accord est enregistré." in nadia.text()
    nadia.follow("العربية")
    assert "En français" in nadia.text()
    nadia.look("en arabe")
    _minor(nadia, case)
    nadia.go("cases:case", case.pk)
    nadia.follow("Confier à une autre plateforme")
    nadia.press("Envoyer la demande")
    assert "Sans l’accord de la personne" in nadia.text()
    nadia.look("à corriger")
    nadia.fill(to_organisation=str(far.pk), reason="Elle déménage à Cahors.")
    nadia.page.get_by_label("La personne est d’accord").check()
    nadia.choose("how", "spoken")
    nadia.press("Envoyer la demande")
    assert "En attente de réponse" in nadia.text()

    receiver = person()
    receiver.sign_in(omar)
    receiver.go("cases:transfers")
    receiver.follow("Rosa D.")
    assert "Diaz" not in receiver.text()
    receiver.look("à décider")
    receiver.press("Accepter le dossier")
    assert "Rosa cherche près de Cahors." in receiver.text()
    assert Case.objects.get(pk=case.pk).adviser == omar

    nadia.go("cases:case", case.pk, status=403)
    nadia.go("cases:transfers")
    nadia.follow("Rosa D.")
    assert "Rosa cherche près de Cahors." in nadia.text()
    nadia.look("ce que l’équipe a fait")


def _situation(nadia, case):
    """Note what the person does and whom she trusts; a slip is told and nothing is lost."""
    nadia.go("cases:person", case.pk)
    nadia.fill(**{"situation-status": "job_seeker", "situation-quotient_familial": "99999"})
    nadia.press("Enregistrer la situation")
    assert "trop grand" in nadia.text()
    nadia.look("à corriger")
    nadia.fill(**{"situation-quotient_familial": "640"})
    nadia.press("Enregistrer la situation")
    assert "en recherche d’emploi" in nadia.text()
    nadia.unfold("Ajouter un contact")
    nadia.fill(**{"contact-name": "Ana Diaz", "contact-relation": "sa sœur", "contact-phone": "06 39 98 00 01"})
    nadia.press("Ajouter")
    assert "Ana Diaz" in nadia.text()
    nadia.look("remplie")


def _minor(nadia, case):
    """The page of somebody whose guardian has to agree, in a language that may not be French."""
    person = case.beneficiary
    grown_up, person.birth_date = person.birth_date, timezone.localdate() - datetime.timedelta(days=16 * 366)
    person.save()
    nadia.go("cases:person", case.pk)
    nadia.page.get_by_text("Ce texte dans les autres langues").click()
    nadia.look("mineure")
    nadia.fill(**{"guardian-name": "Dominique Carpentier", "guardian-relation": "parent", "guardian-how": "paper"})
    nadia.page.get_by_label("Cette personne est d’accord").check()
    nadia.press("Enregistrer")
    assert "sur papier signé" in nadia.part("Responsable légal").inner_text()
    nadia.look("mineure, avec accord")
    person.birth_date = grown_up
    person.save()
