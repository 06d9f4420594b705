"""A bilan where there is no network: begun online, filled offline, sent later, and nothing is lost."""

import random

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect
from tests.journeys.device import COUNT_DRAFTS, EVERYTHING_KEPT
from tests.journeys.walker import PASSWORD
from tests.web import factories

from allant.questionnaire import form_state
from allant.sources.grids import read_grid
from allant.web.assessments.queries import current_answers
from allant.web.cases import actions
from allant.web.cases.models import Case
from allant.web.cases.sheets import skip_rule

pytestmark = pytest.mark.journey
TABLET = {"width": 820, "height": 1180}
DESKTOP = {"width": 1280, "height": 900}
on_a_tablet = pytest.mark.parametrize("size", [TABLET], ids=["tablet"])
on_a_computer = pytest.mark.parametrize("size", [DESKTOP], ids=["desktop"])
TRIALS, SHARE_ANSWERED = 300, 0.8
SKIP = """async ([questions, trials]) => {
    const { formState } = await import("/static/cases/offline/skip.js");
    return trials.map((answers) => {
        const { counted, locked } = formState(questions, answers);
        return { counted, locked: [...locked] };
    });
}"""


@pytest.fixture
def link(house, case):
    """A bilan that the adviser has begun."""
    return factories.bilan(case=case, by=house.adviser, answers={"situation": "job_seeker"})


def value_of(link, question):
    answer = current_answers(link.assessment).get(question)
    return answer.value if answer else ""


def takes_along(adviser, link, section="own_words"):
    adviser.go("cases:bilan-section", link.assessment_id, section)
    expect(adviser.page.get_by_text("Prêt sans réseau")).to_be_visible()


def opens_offline(adviser, link, section):
    adviser.go("cases:bilan-section", link.assessment_id, section)
    expect(adviser.page.locator("[data-view=sheet]")).to_be_visible()


def state(adviser, question):
    return adviser.page.locator(f"#bloc-{question} .block-state")


def says(adviser, words):
    expect(adviser.page.locator("#keeping").get_by_text(words)).to_be_visible()


def says_no_more(adviser, words):
    expect(adviser.page.locator("#keeping").get_by_text(words)).to_be_hidden()


@pytest.mark.visits("cases:list", "cases:platform", "cases:bilan-section", "cases:offline")
def test_bilan_begun_online_is_finished_offline_and_sent_with_a_conflict(person, house, link):
    nadia = person()
    nadia.sign_in(house.adviser)
    takes_along(nadia, link, "material")
    nadia.choose("q-licence", "learning")
    expect(state(nadia, "licence")).to_contain_text("Enregistré")
    nadia.look("prêt sans réseau")

    nadia.unplug()
    nadia.choose("q-licence", "none")
    expect(state(nadia, "licence")).to_contain_text("Gardé sur cet appareil")
    says(nadia, "Une réponse est gardée sur cet appareil et pas encore envoyée")
    nadia.look("sans réseau")

    opens_offline(nadia, link, "material")
    expect(nadia.page.locator("[name=q-licence][value=none]")).to_be_checked()
    nadia.choose("q-vehicle", "none")
    expect(nadia.page.locator("#bloc-vehicle_state")).to_contain_text("Sans objet")
    nadia.look("rempli sans réseau")
    nadia.follow("Continuer")
    opens_offline(nadia, link, "own_words")
    nadia.page.locator("textarea").first.fill("Le bus du soir ne passe plus")
    expect(state(nadia, "what_blocks")).to_contain_text("Gardé sur cet appareil")
    kept = nadia.page.evaluate(EVERYTHING_KEPT)
    assert "extractable: false" in kept
    for secret in ("Rosa", "Diaz", "bus du soir", "permis", "what_blocks"):
        assert secret not in kept, secret

    nadia.go("cases:offline")
    expect(nadia.page.locator("[data-part=waiting]")).to_contain_text("Rosa Diaz")
    nadia.look("ce qui attend")

    _a_colleague_answers(person(), house, link)
    nadia.replug()
    nadia.page.get_by_role("button", name="Envoyer maintenant").click()
    expect(nadia.page.get_by_role("alert")).to_contain_text("Deux réponses différentes")
    nadia.look("deux versions")
    assert value_of(link, "what_blocks") == "Le bus du soir ne passe plus"
    assert value_of(link, "vehicle") == "none"
    assert value_of(link, "licence") == "valid"
    nadia.page.get_by_role("button", name="Garder celle de cet appareil").click()
    expect(nadia.page.locator("[data-part=waiting]")).to_be_hidden()
    assert value_of(link, "licence") == "none"
    revisions = link.assessment.answers.filter(question="licence").order_by("revision")
    assert [each.value for each in revisions] == ["learning", "valid", "none"]
    takes_along(nadia, link, "material")
    expect(nadia.page.locator("[name=q-licence][value=none]")).to_be_checked()


def _a_colleague_answers(colleague, house, link):
    colleague.sign_in(house.manager)
    colleague.go("cases:bilan-section", link.assessment_id, "material")
    colleague.choose("q-licence", "valid")
    expect(state(colleague, "licence")).to_contain_text("Enregistré")


@on_a_tablet
@pytest.mark.visits("home", "cases:list", "cases:bilan-section")
def test_signing_out_asks_by_name_what_to_do_with_what_is_not_sent(person, house, link):
    nadia = person()
    nadia.sign_in(house.adviser)
    takes_along(nadia, link, "material")
    nadia.behind_proxy("**/reponse/**", status=503)
    nadia.choose("q-licence", "none")
    expect(state(nadia, "licence")).to_contain_text("Gardé sur cet appareil")
    assert value_of(link, "licence") == ""

    dialog = asks_to_sign_out(nadia)
    expect(dialog).to_contain_text("Rosa Diaz – bilan d’entrée")
    expect(dialog).to_contain_text("une réponse")
    nadia.look("se déconnecter avec des réponses")
    dialog.get_by_role("button", name="Envoyer, puis se déconnecter").click()
    expect(dialog.get_by_text("Tout n’a pas pu partir")).to_be_visible()
    dialog.get_by_role("button", name="Rester connecté").click()
    expect(dialog).to_be_hidden()

    nadia.without_proxy()
    asks_to_sign_out(nadia)
    nadia.arrive(dialog.get_by_role("button", name="Envoyer, puis se déconnecter").click)
    assert nadia.route == "home"
    assert value_of(link, "licence") == "none"
    assert nadia.page.evaluate(COUNT_DRAFTS) == [0, 0]
    assert "Rosa" not in nadia.page.evaluate(EVERYTHING_KEPT)


@on_a_computer
@pytest.mark.visits("home", "cases:list", "cases:bilan-section")
def test_what_is_thrown_away_at_sign_out_is_gone(person, house, link):
    nadia = person()
    nadia.sign_in(house.adviser)
    takes_along(nadia, link, "material")
    nadia.behind_proxy("**/reponse/**", status=503)
    nadia.choose("q-licence", "none")
    expect(state(nadia, "licence")).to_contain_text("Gardé sur cet appareil")
    dialog = asks_to_sign_out(nadia)
    nadia.arrive(dialog.get_by_role("button", name="Effacer et se déconnecter").click)
    assert nadia.page.evaluate(COUNT_DRAFTS) == [0, 0]
    assert value_of(link, "licence") == ""


def asks_to_sign_out(adviser):
    adviser.page.locator(".masthead details.menu summary").click()
    adviser.page.get_by_role("button", name="Se déconnecter", exact=True).click()
    dialog = adviser.page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    return dialog


@on_a_tablet
@pytest.mark.visits("home", "accounts:sign-in", "cases:list", "cases:platform", "cases:bilan-section", "cases:offline")
def test_lapsed_session_keeps_answers_sealed_until_the_same_person_returns(person, house, link):
    nadia = person()
    nadia.bear(401)
    nadia.sign_in(house.adviser)
    takes_along(nadia, link, "material")
    Session.objects.all().delete()
    nadia.choose("q-licence", "none")
    says(nadia, "Votre séance a expiré")
    expect(state(nadia, "licence")).to_contain_text("Gardé sur cet appareil")
    nadia.look("séance expirée")
    drafts, keys = nadia.page.evaluate(COUNT_DRAFTS)
    assert (drafts, keys) == (1, 0)

    nadia.page.goto(nadia.address + "/sur-cet-appareil/")
    expect(nadia.page.get_by_role("heading", name="Reconnectez-vous")).to_be_visible()
    says_no_more(nadia, "brouillons d’une autre personne")
    nadia.look("fermé")
    assert "Rosa" not in nadia.page.content()

    # Somebody else uses the device meanwhile: they learn that drafts wait, nothing more.
    nadia.arrive(nadia.page.locator("main").get_by_role("link", name="Se connecter").click)
    expect(nadia.page.locator("#drafts-here")).to_be_visible()
    nadia.look("des brouillons attendent")
    _signs_in(nadia, house.manager)
    nadia.go("cases:platform")
    says(nadia, "brouillons d’une autre personne")
    nadia.look("les brouillons d’une autre")
    assert nadia.page.evaluate(COUNT_DRAFTS)[0] == 1
    assert value_of(link, "licence") == ""
    nadia.sign_out()

    nadia.go("accounts:sign-in")
    _signs_in(nadia, house.adviser)
    says(nadia, "La réponse gardée sur cet appareil est envoyée\u00a0: Rosa Diaz")
    assert value_of(link, "licence") == "none"
    assert link.assessment.answers.get(question="licence").by == house.adviser


@on_a_tablet
@pytest.mark.visits("accounts:sign-in", "cases:list", "cases:bilan-section", "cases:offline")
def test_locked_device_opens_nothing_and_keeps_what_is_not_sent(person, house, link):
    nadia = person()
    nadia.sign_in(house.adviser)
    takes_along(nadia, link, "material")
    nadia.unplug()
    opens_offline(nadia, link, "material")
    nadia.choose("q-licence", "none")
    expect(state(nadia, "licence")).to_contain_text("Gardé sur cet appareil")
    nadia.page.goto(nadia.address + "/sur-cet-appareil/")
    expect(nadia.page.get_by_text("Rosa Diaz").first).to_be_visible()
    nadia.page.get_by_role("button", name="Verrouiller cet appareil").click()
    expect(nadia.page.get_by_role("heading", name="Reconnectez-vous")).to_be_visible()
    nadia.look("verrouillé")
    assert nadia.page.evaluate(COUNT_DRAFTS) == [1, 0]
    assert "Rosa" not in nadia.page.evaluate(EVERYTHING_KEPT) + nadia.page.content()

    nadia.replug()
    nadia.go("accounts:sign-in")
    _signs_in(nadia, house.adviser)
    says(nadia, "La réponse gardée sur cet appareil est envoyée")
    assert value_of(link, "licence") == "none"


def _signs_in(walker, user):
    walker.fill(username=user.email, password=PASSWORD)
    walker.press("Entrer")


@on_a_computer
@pytest.mark.visits("home", "accounts:sign-in", "cases:list", "cases:bilan-section")
def test_page_left_open_sends_its_answers_once_the_session_is_back(person, house, link):
    nadia = person()
    nadia.bear(401)
    nadia.sign_in_by_form(house.adviser)
    takes_along(nadia, link, "material")
    Session.objects.all().delete()
    nadia.choose("q-vehicle", "none")
    says(nadia, "Votre séance a expiré")
    left = nadia.page
    nadia.page = nadia.other_tab()
    nadia.sign_in_by_form(house.adviser)
    left.bring_to_front()
    nadia.page.close()
    nadia.page = left
    left.evaluate("dispatchEvent(new Event('online'))")
    expect(state(nadia, "vehicle")).to_have_text("Enregistré")
    expect(left.locator("#bloc-vehicle_state")).to_contain_text("Sans objet")
    says_no_more(nadia, "Votre séance a expiré")
    assert value_of(link, "vehicle") == "none"


@on_a_tablet
@pytest.mark.visits("cases:list", "cases:bilan-section", "cases:offline")
def test_person_who_moved_and_bilan_that_was_closed_meanwhile_lose_no_answer(person, house, case, link):
    moved = factories.bilan(
        case=factories.CaseFactory(
            organisation=house.platform,
            adviser=house.adviser,
            beneficiary__first_name="Moussa",
            beneficiary__last_name="Diop",
        ),
        by=house.adviser,
    )
    nadia = person()
    nadia.bear(403, 404)
    nadia.sign_in(house.adviser)
    for each in (link, moved):
        takes_along(nadia, each, "material")
    nadia.unplug()
    for each in (link, moved):
        opens_offline(nadia, each, "material")
        nadia.choose("q-licence", "learning")
        expect(state(nadia, "licence")).to_contain_text("Gardé sur cet appareil")

    actions.finish_bilan(link=link, by=house.manager)
    Case.objects.filter(pk=moved.case_id).update(organisation=factories.OrganisationFactory(name="Ailleurs"))
    nadia.replug()
    nadia.go("cases:offline")
    waiting = nadia.page.locator("[data-part=waiting]")
    expect(waiting.get_by_text("Ce bilan est terminé")).to_be_visible()
    expect(waiting.get_by_text("n’est plus suivi par votre plateforme").last).to_be_visible()
    expect(waiting.get_by_text("Pas encore : je le prépare")).to_have_count(2)
    nadia.look("ce qui n’a pas pu partir")
    with nadia.page.expect_download() as download:
        waiting.get_by_role("link", name="Télécharger le texte").first.click()
    assert "Pas encore : je le prépare" in download.value.path().read_text(encoding="utf-8").replace("\u00a0", " ")
    for _ in range(2):
        left = waiting.get_by_role("button", name="Effacer ces réponses").count()
        waiting.get_by_role("button", name="Effacer ces réponses").first.click()
        waiting.get_by_role("button", name="Effacer pour de bon").click()
        expect(waiting.get_by_role("button", name="Effacer ces réponses")).to_have_count(left - 1)
    expect(waiting).to_be_hidden()


@on_a_computer
@pytest.mark.visits("cases:list", "cases:bilan-section")
def test_dossier_that_left_while_its_bilan_is_open_says_so_and_keeps_the_answer(person, house, link):
    nadia = person()
    nadia.bear(404)
    nadia.sign_in(house.adviser)
    takes_along(nadia, link, "material")
    Case.objects.update(organisation=factories.OrganisationFactory(name="Ailleurs"))
    nadia.choose("q-licence", "none")
    expect(state(nadia, "licence")).to_contain_text("n’est plus suivi par votre plateforme")
    says(nadia, "attend votre choix\u00a0: Rosa Diaz")
    expect(nadia.page.locator("[data-saved-status]")).to_have_text("")
    nadia.look("dossier parti")


def test_skip_logic_of_the_browser_is_that_of_the_house(chromium, live_server):
    """The same random answers, to the questions of the grid, on both sides."""
    grid = read_grid("fr-2026.1").questionnaire
    chance = random.Random(20261124)
    trials = [_random_answers(grid, chance) for _ in range(TRIALS)]
    expected = [form_state(grid, answers) for answers in trials]
    page = chromium.new_page()
    page.goto(f"{live_server.url}/confidentialite/")
    found = page.evaluate(SKIP, [[{"code": each.code, "skip": skip_rule(each)} for each in grid.questions], trials])
    page.close()
    assert [each["counted"] for each in found] == [dict(each.counted) for each in expected]
    assert [set(each["locked"]) for each in found] == [set(each.locked) for each in expected]
    assert any(each["locked"] for each in found)


def _random_answers(grid, chance):
    return {
        each.code: chance.choice([*(option.code for option in each.options), "dk", "na", ""])
        for each in grid.questions
        if chance.random() < SHARE_ANSWERED
    }
