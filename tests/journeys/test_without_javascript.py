"""The key paths for those whose browser runs no JavaScript: an old telephone, a careful organisation."""

import pytest
from tests.journeys.pathway import TEST_ANSWERS, code_for_adviser

pytestmark = pytest.mark.journey


@pytest.mark.smoke
@pytest.mark.visits(
    "home",
    "accounts:sign-in",
    "assessments:test",
    "assessments:test-question",
    "assessments:test-result",
    "assessments:test-code",
    "assessments:redeem",
    "cases:list",
    "cases:received-test",
    "cases:case",
)
def test_from_the_test_to_a_case_without_javascript(person, house):
    sami = person(javascript=False)
    code = code_for_adviser(sami, TEST_ANSWERS)
    nadia = person(javascript=False)
    nadia.sign_in_by_form(house.adviser)
    nadia.follow("Code de test")
    nadia.fill(code=code)
    nadia.press("Ouvrir le test")
    nadia.fill(first_name="Sami", last_name="Haddad")
    nadia.press("Ouvrir le dossier")
    assert "Sami Haddad" in nadia.text("h1")


@pytest.mark.visits(
    "home",
    "accounts:sign-in",
    "cases:list",
    "cases:case",
    "cases:bilan-new",
    "cases:bilan",
    "cases:bilan-section",
    "cases:bilan-result",
    "cases:step",
    "cases:exit",
)
def test_bilan_plan_and_exit_without_javascript(person, house, case):
    nadia = person(javascript=False)
    nadia.sign_in_by_form(house.adviser)
    nadia.follow("Rosa Diaz")
    nadia.follow("Commencer le bilan d’entrée")
    nadia.press("Commencer")
    nadia.arrive(nadia.page.locator(".section-nav a").first.click)
    _keep_mine(nadia)
    _whole_bilan(nadia)
    assert "Où en est Rosa" in nadia.text("h1")
    nadia.follow("Construire le parcours")
    if not nadia.page.get_by_role("button", name="Ajouter").first.is_visible():
        nadia.unfold("Étapes proposées")
    nadia.press("Ajouter")
    nadia.arrive(nadia.page.locator(".pathway-label").click)
    nadia.fill(state="done")
    nadia.press("Enregistrer")
    assert "L’étape est enregistrée." in nadia.text()
    nadia.follow("Enregistrer la sortie")
    nadia.fill(exited_on=case.opened_on.isoformat(), outcome="stopped", no_assessment_reason="declined")
    nadia.press("Enregistrer la sortie")
    assert "La sortie est enregistrée." in nadia.text()
    nadia.press("Annuler cette sortie")
    assert "rouvert" in nadia.text()


def _keep_mine(nadia):
    """Two tabs, one answer: the second to save is told, and keeps its own."""
    first, second = nadia.page, nadia.other_tab()
    second.goto(first.url)
    nadia.choose("q-situation", "working")
    nadia.press("Enregistrer et continuer")
    nadia.page = second
    nadia.choose("q-situation", "training")
    nadia.press("Enregistrer et continuer")
    assert "Deux réponses différentes" in nadia.text()
    nadia.press("Garder")
    nadia.arrive(second.reload)
    assert nadia.page.locator("[name=q-situation][value=training]").is_checked()
    second.close()
    nadia.page = first


def _whole_bilan(nadia):
    while nadia.route == "cases:bilan-section":
        names = nadia.page.locator("main input[type=radio]").evaluate_all(
            "all => [...new Set(all.map(one => one.name))]"
        )
        for name in names:
            value = nadia.page.locator(f"[name={name}]").nth(1).get_attribute("value")
            nadia.choose(name, value)
        nadia.press("Enregistrer et continuer")
    nadia.press("Terminer et calculer l’indice")
