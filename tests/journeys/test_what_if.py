"""From what somebody gets to, to what could change: one change is chosen, put into the pathway, and seen there."""

import re

import pytest
from playwright.sync_api import expect
from tests.web import factories
from tests.web.reaching.valley import valley

from allant.web.accounts.models import Commune

pytestmark = pytest.mark.journey
NOTHING = {"licence": "none", "vehicle": "none", "bike": "none", "transport_pass": "none", "walk": "easy"}


@pytest.fixture
def amina(house, settings, tmp_path, loaded_valley):
    """Lives in a village of the valley, has neither licence nor car, and would work in the business zone."""
    house.platform.territory = valley(settings, tmp_path, loaded_valley)
    house.platform.save()
    beneficiary = factories.BeneficiaryFactory(
        first_name="Amina", last_name="Benali", commune=Commune.objects.get(name="Vernoisy")
    )
    case = factories.CaseFactory(beneficiary=beneficiary, organisation=house.platform, adviser=house.adviser)
    answers = factories.answers_to("fr-2026.1") | NOTHING
    factories.bilan(case=case, by=house.adviser, answers=answers, is_finished=True)
    factories.PlaceToBeFactory(case=case)
    factories.TravelNeedsFactory(case=case, cycles=True, has_e_bike=False, budget_eur_per_month=40)
    return case


def drawn(visitor):
    """Wait until the map of the page is drawn."""
    figure = visitor.page.locator("#carte-et-si")
    figure.scroll_into_view_if_needed()
    expect(figure).to_have_attribute("data-map", "drawn")


def choose(visitor, words):
    """Choose a change with the keyboard, and wait until the page tells of it."""
    link = visitor.page.locator(".what-if-changes a", has_text=words)
    link.focus()
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator(".what-if-changes a[aria-current]")).to_contain_text(words)


@pytest.mark.visits("cases:list", "reaching:reach", "reaching:what-if", "cases:step")
def test_change_is_chosen_put_into_the_pathway_and_seen_there(person, house, amina):
    nadia = person()
    nadia.sign_in(house.adviser)
    nadia.go("reaching:reach", amina.pk)
    nadia.follow("Et si…")
    drawn(nadia)
    nadia.look("première vue")
    choose(nadia, "+ permis et voiture")
    expect(nadia.page.locator("#choix")).to_contain_text("au-dessus du budget")
    drawn(nadia)
    nadia.look("au-dessus du budget")
    choose(nadia, "+ départ à")
    nadia.page.locator("[name=heure]").first.fill("10:00")
    nadia.page.get_by_role("button", name="Voir à cette heure").click()
    expect(nadia.page.locator(".reach-headline")).to_contain_text(re.compile("En partant à 10.h"))
    drawn(nadia)
    nadia.look("autre heure")
    choose(nadia, "+ vélo électrique")
    expect(nadia.page.locator(".reach-headline")).to_contain_text("Avec un vélo électrique, Amina atteindrait")
    assert "avec=e_bike" in nadia.page.url
    drawn(nadia)
    nadia.look("vélo électrique")
    nadia.press("Mettre dans le parcours")
    expect(nadia.page.get_by_role("status").filter(has_text="C’est dans le parcours")).to_be_visible()
    drawn(nadia)
    nadia.look("dans le parcours")
    nadia.press("Annuler")
    expect(nadia.page.locator("#choix").get_by_text("Dans le parcours", exact=True)).to_have_count(0)
    nadia.press("Mettre dans le parcours")
    nadia.page.locator(".what-if-there a").wait_for()
    nadia.arrive(nadia.page.locator(".what-if-there a").click)
    label = nadia.page.locator("[name=label]").input_value()
    assert label.startswith("Louer un vélo, avec ou sans moteur\u00a0: ")


@pytest.mark.visits("cases:list", "reaching:what-if")
def test_without_javascript_changes_are_plain_links_and_the_table_is_all_there(person, house, amina):
    nadia = person(javascript=False)
    nadia.sign_in(house.adviser)
    nadia.go("reaching:what-if", amina.pk)
    nadia.follow("+ vélo électrique")
    assert "Avec un vélo électrique, Amina atteindrait" in nadia.text("#choix")
    assert nadia.page.locator("#cote-a-cote tbody tr").count() == 6
    nadia.press("Mettre dans le parcours")
    assert "C’est dans le parcours" in nadia.text("#ajoutees")


@pytest.mark.visits("cases:list", "reaching:what-if")
def test_little_is_known_and_the_page_says_what_is_missing(person, house, case):
    nadia = person()
    nadia.sign_in(house.adviser)
    nadia.go("reaching:what-if", case.pk)
    nadia.look("sans ville")
    case.beneficiary.commune = Commune.objects.first()
    case.beneficiary.save()
    Commune.objects.update(lon=0.72, lat=45.18)
    nadia.go("reaching:what-if", case.pk)
    nadia.look("sans réseau")
    assert "allant ground load" in nadia.text()
