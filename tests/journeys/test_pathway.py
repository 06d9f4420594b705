"""A pathway from the waiting list to the news of three months after, then the pages that a manager looks at."""

import datetime

import pytest
from tests.web import factories

from allant.web.cases import asking
from allant.web.cases.enums import OutcomeKind
from allant.web.cases.models import Exit
from allant.web.messaging import links

pytestmark = pytest.mark.journey


@pytest.fixture
def case(case):
    """Opened so long ago that an exit on that day has its first news due."""
    case.opened_on -= datetime.timedelta(days=60)
    case.save()
    return case


@pytest.mark.visits(
    "cases:list",
    "cases:case",
    "cases:decide",
    "cases:suspension",
    "cases:objective-new",
    "cases:objective",
    "cases:step",
    "cases:exit",
    "cases:follow-up",
)
def test_from_the_waiting_list_to_the_news_of_three_months_after(person, house, case):
    nadia = person()
    nadia.sign_in(house.adviser)
    nadia.go("cases:case", case.pk)
    _wait_then_decide(nadia)
    _suspend_and_resume(nadia)
    _plan(nadia)
    _carry_out(nadia)
    _leave(nadia, case)
    _hear(nadia, house, case)


def _wait_then_decide(nadia):
    nadia.follow("Décider")
    refusal = nadia.page.locator("[name=refusal_reason]")
    assert not refusal.is_visible()
    nadia.choose("decision", "refused")
    assert refusal.is_visible()
    nadia.press("Enregistrer la décision")
    assert "Un refus a une raison" in nadia.text()
    nadia.look("refus sans raison")
    nadia.choose("decision", "waiting")
    nadia.press("Enregistrer la décision")
    assert "Liste d’attente" in nadia.part("Accompagnement").inner_text()
    nadia.follow("Changer la décision")
    nadia.choose("decision", "reinforced")
    nadia.press("Enregistrer la décision")
    assert "Liste d’attente, du" in nadia.part("Accompagnement").inner_text()


def _suspend_and_resume(nadia):
    nadia.follow("Suspendre")
    nadia.fill(reason="awaits", note="Réponse de la région attendue.")
    nadia.press("Suspendre")
    assert "Suspendu depuis le" in nadia.text()
    nadia.look("suspendu")
    nadia.follow("Reprendre l’accompagnement")
    nadia.press("Reprendre")
    assert "L’accompagnement reprend." in nadia.text()


def _plan(nadia):
    nadia.follow("Dire d’abord ce que la personne veut pouvoir faire")
    nadia.fill(label="Aller seule au travail", kind="job")
    nadia.press("Enregistrer")
    nadia.unfold("Partir d’un modèle")
    nadia.look("modèles")
    nadia.press("Appliquer le modèle Réparer sa voiture")
    assert nadia.page.locator(".pathway-step").count() == 4
    nadia.press("Retirer ses étapes encore intactes")
    assert nadia.page.locator(".pathway-step").count() == 0
    nadia.unfold("Partir d’un modèle")
    nadia.press("Appliquer le modèle Réparer sa voiture")


def _carry_out(nadia):
    nadia.follow("Vérifier les papiers du véhicule")
    nadia.fill(minutes="30")
    nadia.press("Noter ce temps")
    nadia.fill(state="done", result="reached", partner="Préfecture", cost_eur="12,50", out_of_pocket_eur="12,50")
    nadia.press("Enregistrer")
    nadia.follow("Chercher une aide")
    nadia.fill(state="dropped", obstacle="conditions")
    nadia.press("Enregistrer")
    nadia.look("étapes")
    assert "Conditions non remplies." in nadia.part("Parcours").inner_text()
    assert "Temps passé : 30 min, coûts notés : 12,50 €" in nadia.text()
    nadia.press("Reprendre l’étape Chercher une aide")
    assert "L’étape est reprise." in nadia.text()
    nadia.follow("Aller seule au travail")
    nadia.fill(state="reached")
    nadia.press("Enregistrer")
    assert "Atteint" in nadia.part("Parcours").inner_text()


def _leave(nadia, case):
    nadia.follow("Enregistrer la sortie")
    contract = nadia.page.locator("[name=contract]")
    assert not contract.is_visible()
    nadia.fill(outcome="job")
    assert contract.is_visible()
    assert not nadia.page.locator("[name=contract_months]").is_visible()
    nadia.fill(contract="permanent", hours_per_week="28")
    nadia.fill(exited_on=case.opened_on.isoformat(), no_assessment_reason="declined")
    nadia.press("Enregistrer la sortie")
    assert "emploi durable" in nadia.part("Sortie").first.inner_text()
    nadia.follow("Corriger")
    nadia.look("sortie à corriger")


def _hear(nadia, house, case):
    nadia.go("cases:case", case.pk)
    nadia.follow("Noter les nouvelles À 3 mois")
    nadia.fill(how="sms")
    nadia.press("Noter la tentative")
    nadia.choose("goes_where_needed", "yes")
    nadia.choose("situation", "working")
    nadia.fill(same_job="true", contract="permanent")
    nadia.look("en emploi")
    nadia.press("Enregistrer les nouvelles")
    assert "même emploi" in nadia.part("Nouvelles après la sortie").inner_text()


@pytest.mark.visits("cases:platform", "cases:waiting-list", "cases:case")
def test_manager_sees_who_waits_and_who_has_left_the_list(person, house, case):
    paul = person()
    paul.sign_in(house.manager)
    paul.follow("Voir la liste d’attente")
    assert "Personne n’attend" in paul.text()
    today = datetime.date.today()
    gone = factories.CaseFactory(organisation=house.platform)
    factories.AdmissionFactory(case=gone, decision="waiting", decided_on=today - datetime.timedelta(60), ended_on=today)
    factories.AdmissionFactory(case=gone, decision="light", decided_on=today)
    factories.AdmissionFactory(case=case, decision="waiting", note="Attend une place d’auto-école.")
    paul.go("cases:waiting-list")
    paul.look("pleine")
    paul.follow("Rosa Diaz")
    assert "Inscrit le" in paul.text()


@pytest.mark.visits("cases:list", "cases:exit", "cases:case", "cases:follow-up")
def test_exit_and_news_are_told_without_javascript(person, house, case):
    nadia = person(javascript=False)
    nadia.sign_in(house.adviser)
    nadia.go("cases:exit", case.pk)
    assert nadia.page.locator("[name=contract_months]").is_visible()
    nadia.fill(exited_on=case.opened_on.isoformat(), outcome="job", contract="fixed_term", contract_months="7")
    nadia.fill(no_assessment_reason="declined")
    nadia.press("Enregistrer la sortie")
    assert Exit.objects.get().outcome == OutcomeKind.JOB
    nadia.follow("Noter les nouvelles À 3 mois")
    nadia.choose("goes_where_needed", "no")
    nadia.choose("situation", "looking")
    nadia.press("Enregistrer les nouvelles")
    assert "En recherche d’emploi" in nadia.text()


@pytest.mark.visits("cases:news")
def test_person_gives_news_by_a_link_in_one_minute(person, house, case):
    follow_up = factories.FollowUpFactory(case=case)

    def link():
        return links.open_link(
            purpose=asking.PURPOSE,
            person=case.beneficiary,
            subject=follow_up,
            lifetime=datetime.timedelta(days=30),
            by=house.adviser,
            asks_code=False,
        )[1]

    rosa = person()
    rosa.open(link())
    job = rosa.page.locator("[name=contract]").first
    assert not job.is_visible()
    rosa.press("Envoyer ma réponse")
    rosa.look("rien de répondu")
    rosa.choose("goes_where_needed", "yes")
    rosa.choose("situation", "working")
    assert job.is_visible()
    rosa.choose("same_job", "yes")
    rosa.choose("contract", "fixed_term")
    rosa.look("répondu")
    rosa.press("Envoyer ma réponse")
    assert "a reçu votre réponse" in rosa.text()
    rosa.look("merci")
    assert follow_up.answers.get().situation == "working"

    aida = person(javascript=False)
    aida.open(link())
    aida.page.locator("details.menu summary").click()
    aida.press("العربية")
    assert aida.page.locator("html").get_attribute("dir") == "rtl"
    assert "ما أخبارك" in aida.text("h1")
    aida.choose("goes_where_needed", "sometimes")
    aida.choose("situation", "looking")
    aida.press("إرسال إجابتي")
    assert follow_up.answers.count() == 2
