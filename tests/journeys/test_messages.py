"""What is written to people: the post of a team, and the door of a personal link."""

from datetime import timedelta

import pytest
from tests.web import factories

from allant.web.messaging import links
from allant.web.messaging.models import PersonalLink

pytestmark = pytest.mark.journey


@pytest.mark.urls("tests.web.messaging.personal_urls")
@pytest.mark.visits("messaging:link", "home")
def test_a_person_opens_a_personal_link_with_its_code(person, house, monkeypatch):
    monkeypatch.setattr(links, "DESTINATIONS", {"homeward": "homeward"})
    house.platform.phone, house.platform.email = "05 53 00 00 00", "contact@mobilite-perigord.example"
    house.platform.save()
    link, path, code = links.open_link(
        purpose="homeward", person=factories.BeneficiaryFactory(), lifetime=timedelta(days=30), by=house.adviser
    )
    rosa = person()
    rosa.open(path)
    assert "Plateforme du Périgord vous a donné un lien" in rosa.text()
    rosa.fill(code="K7QX")
    rosa.press("Ouvrir")
    rosa.look("code mal tapé")
    assert "8 caractères" in rosa.text()
    rosa.fill(code=code)
    rosa.press("Ouvrir")
    assert rosa.route == "home"
    PersonalLink.objects.update(revoked_at=link.created_at)
    rosa.open(path, status=410)
    assert "Cherchez un message plus récent" in rosa.text()
    rosa.open("/lien/incomplet/", status=404)
    assert "Il en manque peut-être un morceau." in rosa.text()
