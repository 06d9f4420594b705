"""A person opens their own page: who read their file, what they agree to, what they learn and ask."""

import re
from urllib.parse import urlsplit

import pytest
from tests.web import factories

from allant.web.cases.enums import Moment

pytestmark = pytest.mark.journey


@pytest.mark.visits(
    "cases:list",
    "cases:platform",
    "cases:case",
    "cases:messages",
    "messaging:link",
    "personal:give",
    "personal:home",
    "personal:lessons",
    "personal:lesson",
    "personal:lesson-end",
    "personal:consents",
    "personal:readers",
    "personal:requests",
    "personal:waiting",
    "personal:request",
)
def test_a_person_reads_who_opened_their_file(person, house, case):
    _history(case, house)
    nadia = person()
    nadia.sign_in(house.adviser)
    nadia.go("cases:case", case.pk)
    path, code = _give(nadia, case)
    nadia.go("cases:messages", case.pk)
    assert "Votre page personnelle" in nadia.text()
    rosa = person()
    rosa.arrive(lambda: rosa.page.goto(f"{rosa.address}{path}"))
    rosa.fill(code=code)
    rosa.press("Ouvrir")
    assert "Bonjour Rosa" in rosa.text("h1")
    assert "Passer le code" in rosa.text()
    rosa.follow("Qui a lu mon dossier")
    assert "Lu : dossier Une personne qui conseille, Plateforme du Périgord" in rosa.text()
    assert "Nadia" not in rosa.text()
    _agree(rosa)
    _learn(rosa)
    _ask(rosa)
    _answer(person(), house)
    rosa.follow("Mes demandes")
    assert "C’est corrigé" in rosa.text()
    rosa.look("répondue")


def _history(case, house):
    factories.StepFactory(case=case, label="Passer le code", state="under_way")
    factories.StepFactory(case=case, label="Premier trajet en bus", state="done", done_on=case.opened_on)
    for moment, rank in ((Moment.ENTRY, 2), (Moment.EXIT, 0)):
        answers = factories.answers_to("fr-2026.1", rank)
        factories.bilan(case=case, by=house.adviser, moment=moment, answers=answers, is_finished=True)
    factories.AppointmentFactory(organisation=house.platform, person=case.beneficiary, adviser=house.adviser)
    factories.DocumentFactory(organisation=house.platform, person=case.beneficiary, title="Attestation de code")


def _give(nadia, case):
    nadia.follow("Sa page")
    nadia.press("Ouvrir sa page")
    nadia.look("ouverte")
    code = nadia.page.locator(".code").inner_text()
    address = re.search(r"https?://\S+/lien/\S+/", nadia.text())[0]
    return urlsplit(address).path, code


def _agree(rosa):
    rosa.follow("Mes accords")
    rosa.arrive(rosa.page.get_by_role("button", name="Je suis d’accord").first.click)
    assert "Accord donné le" in rosa.text()
    rosa.look("donné")


def _learn(rosa):
    rosa.follow("Mes leçons")
    rosa.follow("Demander son chemin")
    rosa.follow("Continuer")
    rosa.go("personal:lesson-end", _link(rosa), "ask_the_way")
    assert "Presque fini" in rosa.text("h1")
    rosa.go("personal:lessons", _link(rosa))


def _link(rosa):
    return re.search(r"[0-9a-f-]{36}", rosa.page.url)[0]


def _ask(rosa):
    rosa.follow("Mes demandes")
    rosa.press("Envoyer ma demande")
    rosa.look("à corriger")
    rosa.choose("kind", "correct")
    rosa.fill(text="Mon nom s’écrit Díaz.")
    rosa.press("Envoyer ma demande")
    assert "En attente de réponse" in rosa.text()


def _answer(paul, house):
    paul.sign_in(house.manager)
    paul.go("cases:platform")
    paul.follow("Demandes des personnes")
    paul.follow("Rosa Diaz")
    paul.press("Répondre")
    paul.look("à corriger")
    paul.fill(text="C’est corrigé. Merci.")
    paul.press("Répondre")
    assert "Aucune demande en attente" in paul.text()


@pytest.mark.visits("messaging:link", "personal:home", "personal:appointment")
def test_a_person_moves_or_cancels_an_appointment_in_arabic_or_french(person, house, case):
    from allant.web.agenda.models import Appointment
    from allant.web.personal.actions import open_page

    factories.OpeningFactory(organisation=house.platform, adviser=house.adviser)
    factories.AppointmentFactory(organisation=house.platform, person=case.beneficiary, adviser=house.adviser)
    opened = open_page(case=case, language="fr", is_sent=False, by=house.adviser)
    rosa = person()
    rosa.arrive(lambda: rosa.page.goto(f"{rosa.address}{urlsplit(opened.address).path}"))
    rosa.fill(code=opened.code)
    rosa.press("Ouvrir")
    rosa.follow("Déplacer ou annuler")
    rosa.arrive(rosa.page.locator(".hours button").first.click)
    assert "Le rendez-vous est déplacé" in rosa.text()
    rosa.page.locator("details.menu summary").click()
    rosa.press(re.compile("^العربية$"))
    assert rosa.page.locator("html").get_attribute("dir") == "rtl"
    rosa.follow("تغيير الموعد أو إلغاؤه")
    rosa.press("إلغاء هذا الموعد")
    assert {each.state for each in Appointment.objects.all()} == {"moved", "by_person"}
