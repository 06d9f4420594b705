"""An employer's question: an adviser asks who can come by name, a network head how many."""

import pytest
from tests.web import factories
from tests.web.reaching.valley import ZONE, valley

from allant.web.accounts.models import Commune

pytestmark = pytest.mark.journey
NOTHING = {"licence": "none", "vehicle": "none", "bike": "none", "transport_pass": "none", "walk": "easy"}
DRIVES = NOTHING | {"licence": "valid", "vehicle": "when_needed", "vehicle_state": "good"}
SHIFT = f"?lieu={ZONE.replace(' ', '+')}&debut=05:00&fin=13:00&jour=weekday&minutes=45"


@pytest.fixture
def team(house, settings, tmp_path, loaded_valley):
    """Amina has nothing, Bruno drives, nobody has asked Claire."""
    house.platform.territory = valley(settings, tmp_path, loaded_valley)
    house.platform.save()
    for name, told in (("Amina", NOTHING), ("Bruno", DRIVES), ("Claire", None)):
        beneficiary = factories.BeneficiaryFactory(
            first_name=name, last_name="Vallon", commune=Commune.objects.get(name="Vernoisy")
        )
        case = factories.CaseFactory(beneficiary=beneficiary, organisation=house.platform, adviser=house.adviser)
        if told:
            answers = factories.answers_to("fr-2026.1") | told
            factories.bilan(case=case, by=house.adviser, answers=answers, is_finished=True)
    return house


@pytest.mark.visits("cases:list", "reaching:workplace")
def test_adviser_asks_who_can_come_at_five(person, team):
    nadia = person()
    nadia.sign_in(team.adviser)
    nadia.go("reaching:workplace")
    nadia.press("Chercher qui peut venir")
    nadia.look("à corriger")
    nadia.fill(lieu="entrepots de la zone des portes", debut="05:00", fin="13:00")
    nadia.press("Chercher qui peut venir")
    nadia.look("peuvent venir")
    assert "Bruno" in nadia.text()
    assert "Amina" not in nadia.text()
    nadia.follow("Pourraient venir")
    nadia.look("pourraient venir")
    assert "Covoiturage" in nadia.text()
    nadia.follow("On ne sait pas")
    assert "Claire" in nadia.text()


@pytest.mark.visits("cases:network", "reaching:workplace")
def test_network_head_sees_how_many_and_no_name(person, team):
    ines = person()
    ines.sign_in(team.network_head)
    ines.go("reaching:workplace", query=SHIFT)
    ines.look("effectifs")
    assert "moins de 5" in ines.text()
    assert not any(name in ines.text() for name in ("Amina", "Bruno", "Claire"))


@pytest.mark.visits("cases:list", "reaching:workplace")
def test_without_ground_the_answer_is_called_an_estimate(person, team, settings, tmp_path):
    settings.GROUNDS = tmp_path / "nothing"
    nadia = person()
    nadia.sign_in(team.adviser)
    nadia.go("reaching:workplace", query="?lieu=Vernoisy&debut=05:00&fin=13:00&jour=weekday&minutes=45")
    nadia.look("estimé")
    assert "allant ground load --territory" in nadia.text()
