"""The pages that anybody may open, without an account; and those that say what went wrong."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from tests.journeys.pathway import TEST_ANSWERS, answer_test
from tests.web import factories

from allant.web.assessments.models import Assessment
from allant.web.config import views
from allant.web.documents.models import Code

pytestmark = pytest.mark.journey
UNKNOWN = dict.fromkeys(TEST_ANSWERS, "dk") | {"vehicle_state": "dk"}


@pytest.mark.visits("home", "privacy", "accessibility", "gallery", "assessments:grids", "assessments:grid")
def test_a_visitor_reads_what_the_house_says_of_itself(person):
    visitor = person()
    visitor.go("home")
    assert "sans compte, sans nom" in visitor.text()
    visitor.follow("Vos données")
    assert "30 jours" in visitor.text()
    visitor.follow("Accessibilité")
    visitor.follow("Comment l’indice est calculé")
    visitor.follow("Test de mobilité")
    visitor.page.locator("summary", has_text="permis").first.click()
    visitor.look("question ouverte")
    visitor.go("assessments:grid", "fr-2026.1")
    visitor.go("gallery")


@pytest.mark.visits("home", "assessments:test", "assessments:test-question", "assessments:test-result")
def test_the_test_can_be_taken_in_english_changed_and_erased(person):
    visitor = person()
    visitor.go("home")
    visitor.page.locator("details.menu summary").click()
    visitor.press("English")
    assert "comment y aller" not in visitor.text()
    visitor.follow("Take the mobility test")
    visitor.follow("Start")
    visitor.press("Continue")
    expect(visitor.page.get_by_text("Choose an answer to continue.")).to_be_visible()
    visitor.choose("answer", "none")
    visitor.press("Continue")
    visitor.follow("Back")
    expect(visitor.page.locator("[value=none]")).to_be_checked()
    answer_test(visitor, TEST_ANSWERS, onward="Continue")
    assert visitor.page.locator("html").get_attribute("lang") == "en"
    assert not Assessment.objects.exists()
    visitor.press("Erase everything from this device")
    assert visitor.page.get_by_role("link", name="Start").count() == 1


@pytest.mark.visits("assessments:test", "assessments:test-question", "assessments:test-result")
def test_somebody_who_does_not_know_still_gets_an_answer(person):
    visitor = person()
    visitor.go("assessments:test")
    visitor.follow("Commencer")
    asked = answer_test(visitor, UNKNOWN)
    assert len(asked) > 10
    assert "Il manque trop de réponses" in visitor.text()
    visitor.look("je ne sais pas")
    visitor.go("assessments:test")
    visitor.look("terminé")
    visitor.follow("Voir mon résultat")
    visitor.follow("Revoir mes réponses")
    assert visitor.route == "assessments:test-question"
    visitor.go("assessments:test")


@pytest.mark.visits("assessments:test", "assessments:test-question", "assessments:test-result", "assessments:test-code")
def test_a_code_is_asked_for_seen_again_and_withdrawn(person):
    visitor = person()
    visitor.go("assessments:test")
    visitor.follow("Commencer")
    answer_test(visitor, TEST_ANSWERS)
    visitor.press("Obtenir mon code")
    assert "Il manque votre accord" in visitor.text()
    assert not Assessment.objects.exists()
    visitor.page.get_by_label("J’accepte").check()
    visitor.press("Obtenir mon code")
    visitor.follow("Revoir mon résultat")
    visitor.look("avec un code")
    visitor.follow("Voir mon code")
    code = Code.objects.get()
    _expire(code, days=-1)
    visitor.go("assessments:test-code")
    assert "Ce code ne sert plus" in visitor.text()
    visitor.look("expiré")
    _expire(code, days=1)
    visitor.go("assessments:test-code")
    visitor.press("Retirer ce code")
    assert visitor.page.get_by_role("button", name="Obtenir mon code").count() == 1
    assert not Assessment.objects.exists()


@pytest.mark.visits(
    "assessments:redeem",
    "assessments:redeem-code",
    "cases:list",
    "cases:platform",
    "cases:received-test",
    "cases:case",
)
def test_codes_that_open_nothing_say_why(person, house):
    code = factories.handed_over().code
    nadia, paul = person(), person()
    nadia.sign_in(house.adviser)
    nadia.follow("Code de test")
    for typed, reason in (("K7", "Un code compte 8 caractères"), ("ABCDEFGH", "Ce code n’existe pas.")):
        nadia.fill(code=typed)
        nadia.press("Ouvrir le test")
        assert reason in nadia.text()
    nadia.look("code inconnu")
    _expire(code, days=-1)
    nadia.fill(code=code.value)
    nadia.press("Ouvrir le test")
    assert "Ce code a expiré" in nadia.text()
    _expire(code, days=1)
    nadia.go("assessments:redeem-code", code.value)
    nadia.press("Ouvrir le test")
    nadia.fill(q="personne de ce nom")
    nadia.press("Chercher")
    nadia.look("personne inconnue")
    nadia.fill(first_name="Sami", last_name="Haddad")
    nadia.press("Ouvrir le dossier")
    paul.sign_in(house.manager)
    paul.go("assessments:redeem-code", code.value)
    paul.press("Ouvrir le test")
    assert "Ce code a déjà été utilisé." in paul.text()


def _expire(code, days):
    code.expires_at = timezone.now() + timedelta(days=days)
    code.save()


@pytest.mark.visits("home", "accounts:sign-in")
def test_a_wrong_password_is_told_and_mended(person, house):
    nadia = person()
    nadia.go("home")
    nadia.follow("Se connecter")
    nadia.fill(username=house.adviser.email, password="pas le bon")
    nadia.press("Entrer")
    assert "ne vont pas ensemble" in nadia.text()
    assert nadia.page.locator("[name=username]").input_value() == house.adviser.email


@pytest.mark.visits("home", "accounts:sign-in", "cases:list")
def test_what_goes_wrong_is_said_in_plain_words(person, house, monkeypatch):
    visitor = person()
    visitor.open("/nulle/part/", status=404)
    assert "Cette page n’existe pas" in visitor.text()
    visitor.go("assessments:grid", "fr-1999", status=404)
    visitor.go("home")
    visitor.follow("Se connecter")
    visitor.lose_cookie("csrftoken")
    visitor.press("Entrer", status=403)
    assert "restée ouverte trop longtemps" in visitor.text()
    visitor.go("accounts:sign-in")
    visitor.page.evaluate(
        """() => { for (let rank = 0; rank < 500; rank += 1) {
            const field = document.createElement("input");
            field.type = "hidden"; field.name = `trop-${rank}`;
            document.querySelector("main form").append(field);
        } }"""
    )
    visitor.press("Entrer", status=400)
    assert "n’a pas été comprise" in visitor.text()
    visitor.sign_in(house.adviser)
    visitor.go("cases:platform", status=403)
    assert "Votre rôle" in visitor.text()

    def breaks(name):
        raise RuntimeError(name)

    monkeypatch.setattr(views, "parameter", breaks)
    visitor.go("privacy", status=500)
    assert "de notre côté" in visitor.text()
