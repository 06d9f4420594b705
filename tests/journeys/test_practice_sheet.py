"""A practice sheet: prepared by the adviser from the tab of the case, read by the person on their own page."""

from urllib.parse import urlsplit

import pytest
from tests.web import factories
from tests.web.reaching.valley import valley

from allant.web.accounts.models import Commune
from allant.web.personal.actions import open_page

pytestmark = pytest.mark.journey
TUESDAY = "?jour=2026-11-24&avant=09:00&retour=17:00"


@pytest.fixture
def place(case, house, settings, tmp_path, loaded_valley):
    """A job in the business zone of the fictional valley, for somebody who lives there."""
    house.platform.territory = valley(settings, tmp_path, loaded_valley)
    house.platform.save()
    case.beneficiary.commune = Commune.objects.get(territory=house.platform.territory, name="Montbrelles")
    case.beneficiary.save()
    case.organisation.refresh_from_db()
    return factories.PlaceToBeFactory(case=case)


@pytest.mark.visits(
    "cases:list",
    "reaching:case",
    "reaching:sheet",
    "messaging:link",
    "personal:home",
    "personal:sheets",
    "personal:sheet",
)
def test_way_to_work_is_prepared_and_read_by_the_person(person, house, case, place):
    nadia = person()
    nadia.sign_in(house.adviser)
    nadia.go("reaching:case", case.pk)
    nadia.follow(place.name)
    assert "Fiche de trajet" in nadia.text("h1")
    nadia.go("reaching:sheet", place.pk, query=TUESDAY)
    assert "Gare d’Allant-sur-Verne" in nadia.text(".trip-sheet")
    nadia.look("en bus")
    nadia.go("reaching:sheet", place.pk, query=f"{TUESDAY}&langue=ar")
    assert "اركب الحافلة" in nadia.text(".trip-sheet")
    nadia.look("en arabe")
    nadia.go("reaching:sheet", place.pk, query="?comment=bicycle")
    nadia.look("à vélo")
    nadia.go("reaching:sheet", place.pk, query="?comment=fusée")
    nadia.look("à corriger")
    case.beneficiary.commune = None
    case.beneficiary.save()
    nadia.go("reaching:sheet", place.pk)
    nadia.look("sans départ")

    opened = open_page(case=case, language="fr", is_sent=False, by=house.adviser)
    rosa = person()
    rosa.arrive(lambda: rosa.page.goto(f"{rosa.address}{urlsplit(opened.address).path}"))
    rosa.fill(code=opened.code)
    rosa.press("Ouvrir")
    rosa.follow("Mes trajets")
    rosa.follow(place.name)
    assert "Dites-nous d’où vous partez" in rosa.text()
    rosa.look("sans départ")
    case.beneficiary.commune = Commune.objects.get(territory=house.platform.territory, name="Montbrelles")
    case.beneficiary.save()
    rosa.go("personal:sheet", opened.link.pk, place.pk)
    assert "Pour revenir" in rosa.text(".trip-sheet")
    rosa.look("prête")
    rosa.follow("Voir tous mes trajets")
    place.delete()
    rosa.go("personal:sheets", opened.link.pk)
    rosa.look("vide")
