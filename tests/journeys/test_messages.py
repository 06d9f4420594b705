"""What is written to people: the post of a team, and the door of a personal link."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone
from tests.web import factories

from allant.web.messaging import links, texts
from allant.web.messaging.enums import Channel, State
from allant.web.messaging.models import Message, PersonalLink

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


def _write(house, **own):
    return factories.MessageFactory(organisation=house.platform, **own)


@pytest.mark.visits("cases:list", "messaging:messages", "messaging:message", "messaging:letters")
def test_an_adviser_prints_letters_and_looks_after_a_message_that_failed(person, house):
    nadia = person()
    nadia.sign_in(house.adviser)
    nadia.follow("Messages")
    nadia.look("vide")
    assert "Rien ne vous attend ici." in nadia.text()
    subject, body = texts.compose(
        "appointment-reminder",
        "fr",
        channel=Channel.LETTER,
        name="Rosa",
        day=date(2026, 12, 2),
        hour=time(9, 30),
        place="Maison de la mobilité, 4 place du Marché-Neuf",
        adviser="Nadia Berger",
        organisation="Plateforme du Périgord",
        phone="+33553000000",
    )
    _write(house, is_letter=True, recipient="Rosa Diaz", subject=subject, body=body)
    _write(
        house,
        is_letter=True,
        recipient="Amine Belkacem",
        address="24750 Trélissac",
        language="ar",
        **dict(
            zip(
                ("subject", "body"),
                texts.compose(
                    "personal-page",
                    "ar",
                    channel=Channel.LETTER,
                    name="أمين",
                    code="K7QX-M4TD",
                    organisation="Plateforme du Périgord",
                    link="https://mobilite.exemple.fr/lien/0123456789abcdefABCDEF/",
                ),
                strict=True,
            )
        ),
    )
    _write(
        house,
        subject="Votre rendez-vous du mercredi 2 décembre",
        recipient="Rosa Diaz",
        attempts=2,
        last_error="Le serveur de courrier ne répond pas. Les messages attendent.",
        next_try_at=timezone.now() + timedelta(hours=2),
    )
    failed = _write(house, is_failed=True, recipient="Léo Faure", person=factories.BeneficiaryFactory(first_name="Léo"))
    nadia.go("messaging:messages")
    nadia.look("échecs")
    assert "1 échec à regarder, 2 lettres à imprimer, 1 message en attente." in nadia.text()
    assert "Aucun serveur de courriel n’est branché" in nadia.text()
    nadia.follow("Votre rendez-vous")
    assert "refuse cette adresse" in nadia.text()
    nadia.press("Envoyer par lettre")
    assert "La lettre est prête à imprimer." in nadia.text()
    failed.refresh_from_db()
    assert failed.state == State.CANCELLED
    nadia.go("messaging:messages", query="?etat=en-attente")
    nadia.look("en attente")
    nadia.go("messaging:messages", query="?etat=lettres")
    nadia.look("lettres")
    nadia.press("Préparer les lettres cochées")
    assert nadia.page.locator(".letter").count() == 3
    nadia.press("C’est imprimé")
    nadia.look("imprimées")
    nadia.press("Remettre à imprimer")
    nadia.press("C’est imprimé")
    assert not Message.objects.filter(channel=Channel.LETTER, state=State.WAITING).exists()
    nadia.follow("Revenir aux messages")
    nadia.follow("Partis et annulés")
    nadia.look("partis")
    assert nadia.text().count("Imprimé") == 3


@pytest.mark.visits("cases:platform", "messaging:messages", "messaging:contact")
def test_a_manager_says_how_the_platform_is_reached(person, house):
    paul = person()
    paul.sign_in(house.manager)
    paul.follow("Messages")
    paul.follow("Téléphone et adresse qui figurent sur vos messages")
    paul.fill(phone="05 53 00 00 00", email="pas une adresse")
    paul.press("Enregistrer")
    paul.look("adresse mal tapée")
    paul.fill(email="contact@mobilite-perigord.example")
    paul.press("Enregistrer")
    house.platform.refresh_from_db()
    assert (house.platform.phone, house.platform.email) == ("05 53 00 00 00", "contact@mobilite-perigord.example")
