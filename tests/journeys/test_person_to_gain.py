"""From the public test on a telephone to a measured gain."""

import re

import pytest
from playwright.sync_api import expect
from tests.journeys.pathway import TEST_ANSWERS, code_for_adviser, fill_bilan, fill_section

from allant.web.cases.models import Case

pytestmark = pytest.mark.journey


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
    "cases:bilan-new",
    "cases:bilan",
    "cases:bilan-section",
    "cases:bilan-result",
    "cases:step",
    "cases:decide",
    "cases:exit",
    "cases:journal",
    "cases:timeline",
)
def test_from_the_mobility_test_to_a_measured_gain(person, house):
    amina = person()
    code = code_for_adviser(amina, TEST_ANSWERS)
    assert re.fullmatch(r"[2-9A-HJ-NP-Z]{4}\W[2-9A-HJ-NP-Z]{4}", code)

    nadia = person()
    nadia.sign_in_by_form(house.adviser)
    _redeem(nadia, code)
    _entry_bilan(nadia)
    _plan(nadia)
    _exit_bilan(nadia)
    _exit(nadia)

    assert "de plus" in nadia.part("Ce qui a changé").inner_text()
    nadia.follow("Fil du dossier")
    assert "Sortie : emploi" in nadia.text().replace("\u00a0", " ")
    nadia.follow("Bilans")
    assert "Sortie : emploi" not in nadia.text().replace("\u00a0", " ")
    nadia.follow("En bref")
    nadia.follow("Qui a lu ou modifié ce dossier ?")
    assert "Nadia Berger" in nadia.text()
    assert "sortie enregistrée" in nadia.text()


def _redeem(nadia, code):
    nadia.follow("Code de test")
    nadia.fill(code=code.lower())
    nadia.press("Ouvrir le test")
    nadia.press("Ouvrir le dossier")
    assert "2 points à corriger" in nadia.text()
    nadia.fill(first_name="Amina", last_name="Benali", birth_date="1991-04-12")
    nadia.press("Ouvrir le dossier")
    assert "avec les réponses du test" in nadia.text()


def _entry_bilan(nadia):
    nadia.follow("Commencer le bilan d’entrée")
    nadia.press("Commencer")
    nadia.arrive(nadia.page.locator(".section-nav a").first.click)
    _two_tabs(nadia)
    fill_section(nadia, rank=1)
    nadia.look("rempli")
    nadia.press("Enregistrer et continuer")
    nadia.follow("Relire et terminer")
    nadia.look("reste à confirmer")
    expect(nadia.page.get_by_role("button", name="Terminer et calculer l’indice")).to_be_disabled()
    nadia.arrive(nadia.page.locator(".section-nav a").nth(1).click)
    fill_bilan(nadia, rank=1)
    nadia.press("Terminer et calculer l’indice")
    assert nadia.page.locator(".radar svg[role=img]").count() == 1
    assert nadia.page.get_by_role("table", name="Les composantes, de 0 à 100").get_by_role("row").count() == 8
    assert nadia.part("Leviers").get_by_role("listitem").count() > 0


def _two_tabs(nadia):
    """The same answer given in two tabs: the second is told, and decides."""
    first, second = nadia.page, nadia.other_tab()
    second.goto(first.url)
    nadia.choose("q-situation", "working")
    expect(first.locator("#etat-situation")).to_contain_text("Enregistré")
    expect(first.locator("[data-saved-status]")).to_contain_text("Enregistré à")
    nadia.page = second
    nadia.choose("q-situation", "training")
    expect(second.get_by_role("alert")).to_contain_text("Deux réponses différentes")
    nadia.look("conflit")
    second.get_by_role("button", name="Garder").click()
    expect(second.locator("#etat-situation")).to_have_text(re.compile(r"^\s*Enregistré\s*$"))
    second.close()
    nadia.page = first
    nadia.arrive(first.reload)
    expect(first.locator("[name=q-situation][value=training]")).to_be_checked()


def _plan(nadia):
    nadia.follow("Construire le parcours")
    labels = []
    for _ in range(2):
        proposal = nadia.page.locator(".proposals li").first
        if not proposal.is_visible():
            nadia.unfold("Étapes proposées")
        labels.append(proposal.locator("strong").inner_text())
        nadia.arrive(proposal.get_by_role("button", name="Ajouter").click)
    assert _step_labels(nadia) == labels
    nadia.press(f"Descendre l’étape {labels[0]}")
    assert _step_labels(nadia) == labels[::-1]
    nadia.follow(labels[0])
    nadia.fill(state="dropped")
    nadia.press("Enregistrer")
    assert "Dites pourquoi" in nadia.text()
    nadia.fill(state="done", done_on="")
    nadia.press("Enregistrer")
    _decide(nadia)


def _step_labels(nadia):
    return nadia.page.locator(".pathway-label").all_inner_texts()


def _decide(nadia):
    case = Case.objects.get()
    other = "light" if case.suggested_support != "light" else "reinforced"
    nadia.follow("Décider")
    nadia.choose("decision", other)
    nadia.press("Enregistrer la décision")
    assert "dites pourquoi" in nadia.text()
    nadia.fill(note="La personne a déjà une voiture prêtée.")
    nadia.press("Enregistrer la décision")
    assert "La décision est enregistrée." in nadia.text()


def _exit_bilan(nadia):
    nadia.follow("Faire un nouveau bilan")
    nadia.choose("moment", "exit")
    nadia.press("Commencer")
    nadia.arrive(nadia.page.locator(".section-nav a").first.click)
    fill_bilan(nadia, rank=0)
    nadia.press("Terminer et calculer l’indice")
    assert "Ce qui a changé pour Amina" in nadia.text("h1")
    assert nadia.page.get_by_role("table", name="D’où viennent ces points").count() == 1
    nadia.look("ce qui a changé")


def _exit(nadia):
    nadia.follow("Enregistrer la sortie")
    case = Case.objects.get()
    nadia.fill(exited_on=case.opened_on.isoformat(), outcome="job")
    nadia.press("Enregistrer la sortie")
    assert "dites quel contrat" in nadia.text()
    nadia.fill(contract="fixed_term")
    nadia.fill(outcome_on=case.opened_on.isoformat(), contract_months="6", hours_per_week="24")
    nadia.press("Enregistrer la sortie")
    assert "La sortie est enregistrée." in nadia.text()
    assert "emploi de transition" in nadia.part("Sortie").first.inner_text()
    nadia.look("sortie")
