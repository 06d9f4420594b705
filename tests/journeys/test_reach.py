"""From what somebody needs and where they have to be, to what they get to: the page, its map and its table."""

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
    """Lives in a village of the valley, has neither licence nor car, and told of her trips."""
    house.platform.territory = valley(settings, tmp_path, loaded_valley)
    house.platform.save()
    beneficiary = factories.BeneficiaryFactory(
        first_name="Amina", last_name="Benali", commune=Commune.objects.get(name="Vernoisy")
    )
    case = factories.CaseFactory(beneficiary=beneficiary, organisation=house.platform, adviser=house.adviser)
    answers = factories.answers_to("fr-2026.1") | NOTHING
    link = factories.bilan(case=case, by=house.adviser, answers=answers, is_finished=True)
    factories.UsualTripFactory(link=link, place="hopital de la verne", purpose="health", one_way_trips_per_week=1)
    return case


def comes_to_be(visitor, state):
    """Wait until it is known what becomes of the map."""
    figure = visitor.page.locator("[data-map]")
    figure.scroll_into_view_if_needed()
    expect(figure).to_have_attribute("data-map", state)
    return figure


@pytest.mark.visits(
    "cases:list", "reaching:case", "reaching:reach", "reaching:needs", "reaching:places", "reaching:place"
)
def test_adviser_sees_what_a_person_gets_to_and_why_not_the_rest(person, house, amina):
    nadia = person()
    nadia.sign_in(house.adviser)
    nadia.go("reaching:case", amina.pk)
    nadia.follow("Ce qui est à portée")
    comes_to_be(nadia, "drawn")
    nadia.look("sans lieu")
    nadia.follow("Noter ses lieux")
    nadia.page.locator("#proposes").get_by_role("button", name=re.compile("Ajouter")).click()
    nadia.page.get_by_text("Le lieu est noté.").wait_for()
    nadia.fill(name="chez Paul", purpose="work", one_way_trips_per_week="10")
    nadia.press("Ajouter ce lieu")
    nadia.look("lieu inconnu")
    nadia.page.locator("[name=name]").press_sequentially("x")
    nadia.page.locator("[name=name]").fill("")
    nadia.page.locator("[name=name]").press_sequentially("entrepots")
    expect(nadia.page.locator("#lieux-connus option")).to_have_attribute("value", "Entrepôts de la zone des Portes")
    nadia.fill(name="Entrepôts de la zone des Portes")
    nadia.press("Ajouter ce lieu")
    nadia.follow("Modifier Entrepôts de la zone des Portes")
    nadia.fill(one_way_trips_per_week="8")
    nadia.press("Enregistrer")
    nadia.press("Retirer Hôpital de la Verne")
    nadia.look("lieu retiré")
    nadia.press(re.compile("Annuler"))
    nadia.follow("Ce qui est à portée")
    nadia.follow("Noter les besoins")
    nadia.fill(home_name="12 rue des Lilas")
    nadia.press("Enregistrer")
    nadia.look("une adresse n’est pas un lieu connu")
    nadia.fill(home_name="vernoisy", leaves_at="05:00", budget_eur_per_month="60")
    nadia.choose("cycles", "True")
    nadia.press("Enregistrer")
    figure = comes_to_be(nadia, "drawn")
    expect(figure.get_by_role("img", name="Vernoisy")).to_be_visible()
    expect(figure.get_by_role("table")).to_be_visible()
    nadia.look("à portée")
    assert "Amina" in nadia.text("#resume")
    assert "Il faut le permis." in nadia.text("#carte")
    figure.get_by_role("region", name="Jusqu’où Amina va en 45 minutes").first.focus()
    nadia.page.keyboard.press("Enter")
    expect(figure.get_by_role("status").first).to_contain_text("En 45 min : ")
    for link in ("60 minutes", "Commerces", re.compile("À vélo")):
        nadia.follow(link)
    comes_to_be(nadia, "drawn")
    assert "minutes=60&quoi=shops&avec=bicycle" in nadia.page.url


@pytest.mark.visits("cases:list", "reaching:reach")
def test_without_ground_or_commune_the_page_says_what_to_do(person, house, amina, settings, tmp_path):
    settings.GROUNDS = tmp_path / "nothing"
    nadia = person()
    nadia.sign_in(house.adviser)
    nadia.go("reaching:reach", amina.pk)
    comes_to_be(nadia, "drawn")
    nadia.look("estimé")
    assert "allant ground load --territory" in nadia.text()
    amina.beneficiary.commune = None
    amina.beneficiary.save()
    nadia.go("reaching:reach", amina.pk)
    assert "On ne sait pas encore d’où la personne part" in nadia.text()


@pytest.mark.visits("cases:list", "reaching:reach", "reaching:needs", "reaching:places")
def test_without_javascript_the_table_tells_all_that_the_map_shows(person, house, amina):
    nadia = person(javascript=False)
    nadia.sign_in(house.adviser)
    nadia.go("reaching:needs", amina.pk)
    nadia.fill(home_name="Gare d’Allant-sur-Verne")
    nadia.press("Enregistrer")
    nadia.go("reaching:places", amina.pk)
    nadia.page.get_by_label("Lieu", exact=True).fill("Montbrelles")
    nadia.page.get_by_label("Pour quoi").select_option("visits")
    nadia.page.get_by_label("Trajets par semaine").fill("1")
    nadia.press("Ajouter ce lieu")
    nadia.follow("Ce qui est à portée")
    assert "Montbrelles" in nadia.text("#lieux")
    assert "À pied" in nadia.text("#par-moyen")
