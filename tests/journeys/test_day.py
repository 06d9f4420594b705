"""An adviser's day begins on the today page: ten everyday tasks two clicks away, everything from the keyboard."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from tests.web import factories

from allant.web.agenda.actions import raise_task
from allant.web.agenda.models import Appointment
from allant.web.cases.enums import Moment
from allant.web.cases.models import Case

pytestmark = pytest.mark.journey


def a_case(house, name, **details):
    beneficiary = factories.BeneficiaryFactory(first_name="Lou", last_name=name)
    return factories.CaseFactory(
        beneficiary=beneficiary, organisation=house.platform, **{"adviser": house.adviser} | details
    )


@pytest.fixture
def full_day(house, case):
    """Rosa has an appointment and an exit bilan; somebody waits in each list."""
    start = timezone.localtime().replace(hour=23, minute=0, second=0, microsecond=0)
    Appointment.objects.create(
        organisation=house.platform,
        person=case.beneficiary,
        adviser=house.adviser,
        starts_at=start,
        ends_at=start + datetime.timedelta(minutes=30),
    )
    for rank, moment in enumerate((Moment.ENTRY, Moment.EXIT), start=1):
        answers = factories.answers_to("fr-2026.1", rank)
        factories.bilan(case=case, by=house.adviser, moment=moment, answers=answers, is_finished=True)
    factories.bilan(case=a_case(house, "Brouillon"), by=house.adviser)
    a_case(house, "Neuf")
    a_case(house, "Libre", adviser=None)
    raise_task(
        organisation=house.platform,
        kind="call",
        title="Rappeler le garage",
        due_on=timezone.localdate() - datetime.timedelta(days=2),
        person=case.beneficiary,
        assignee=house.adviser,
    )
    return case


# The ten everyday tasks: each is a way of at most two clicks from the today page to where it is done; what is found
# there, on which page, about whom.
TASKS = {
    "open the case of somebody new": (["Nouveau dossier"], "cases:new", "[name=first_name]", ""),
    "find a person": (["Mes dossiers"], "cases:list", "[name=q]", ""),
    "write a note about the person of an appointment": (["Rosa Diaz"], "cases:case", "[name=text]", "Rosa Diaz"),
    "book an appointment": (["Rosa Diaz", "Rendez-vous"], "cases:appointments", "[name=length_min]", "Rosa Diaz"),
    "begin an entry bilan": (["Commencer : Lou Neuf"], "cases:bilan-new", "[name=setting]", "Lou Neuf"),
    "finish a bilan that was begun": (["Reprendre : Lou Brouillon"], "cases:bilan", ".section-nav a", "Lou Brouillon"),
    "issue a mobility-diagnosis attestation": (
        ["Rosa Diaz", "Papiers"],
        "cases:papers",
        "main a[href*='attestation']",
        "Rosa Diaz",
    ),
    "record an exit": (["Enregistrer : Rosa Diaz"], "cases:exit", "[name=exited_on]", "Rosa Diaz"),
    "print the list of the day": (["Imprimer la journée"], "agenda:day", "[data-print]", ""),
    "hand a case to a colleague": (["Mes dossiers"], "cases:list", "select[name=adviser]", ""),
}
MOST_CLICKS = 2


@pytest.mark.visits(
    "day:today",
    "cases:new",
    "cases:list",
    "cases:case",
    "cases:appointments",
    "cases:bilan-new",
    "cases:bilan",
    "cases:papers",
    "cases:exit",
    "agenda:day",
)
def test_each_of_ten_everyday_tasks_is_two_clicks_from_the_today_page(person, house, full_day):
    assert len(TASKS) == 10
    nadia = person()
    nadia.sign_in(house.adviser, stay=True)
    nadia.look("journée pleine")
    for task, (clicks, route, found, whose) in TASKS.items():
        nadia.go("day:today")
        for words in clicks:
            nadia.arrive(nadia.page.get_by_role("link", name=words.replace(" : ", "\u00a0: ")).first.click)
        assert len(clicks) <= MOST_CLICKS, task
        assert nadia.route == route, task
        assert nadia.page.locator(found).count() > 0, task
        assert whose in nadia.text("main"), task


@pytest.mark.visits("day:today", "cases:case", "cases:list")
def test_a_quiet_day_a_manager_s_day_and_the_way_to_the_whole(person, house):
    nadia = person()
    nadia.sign_in(house.adviser, stay=True)
    assert "Tout est à jour." in nadia.text()
    nadia.look("vide")
    for number in range(7):
        a_case(house, f"Libre {number}", adviser=None)
    paul = person()
    paul.sign_in(house.manager, stay=True)
    assert "Nouvelles personnes" in paul.text()
    paul.look("équipe")
    paul.follow("Tout voir")
    assert "7 dossiers" in paul.text()
    paul.go("day:today")
    paul.follow("Moi")
    paul.follow("Lou Libre 0")


@pytest.mark.visits("day:today", "day:search", "cases:case")
def test_anybody_is_found_from_any_page(person, house, full_day):
    nadia = person()
    nadia.sign_in(house.adviser, stay=True)
    field = nadia.page.locator("#cherche")
    if field.is_visible():
        field.press_sequentially("rosa diza", delay=20)
        suggestion = nadia.page.locator("#trouves a")
        expect(suggestion).to_have_count(1)
        nadia.look("suggestions")
        field.press("ArrowDown")
        nadia.arrive(lambda: nadia.page.keyboard.press("Enter"))
        assert "Rosa Diaz" in nadia.text("h1")
        field = nadia.page.locator("#cherche")
        field.fill("nobody")
        nadia.arrive(lambda: field.press("Enter"))
        assert "Rien de ce nom" in nadia.text()
        nadia.look("personne")
    else:
        nadia.follow("Chercher")
        nadia.look("vide")
        nadia.page.locator("#cherche-page").fill("rosa diza")
        nadia.press("Chercher")
        nadia.follow("Rosa Diaz")


@pytest.mark.visits("day:today", "cases:list", "cases:case", "cases:new")
def test_the_day_is_done_from_the_keyboard(person, house, full_day):
    nadia = person()
    nadia.sign_in(house.adviser, stay=True)
    keyboard = nadia.page.keyboard
    nadia.page.locator("main").focus()
    keyboard.press("?")
    expect(nadia.page.locator("#raccourcis")).to_be_visible()
    nadia.look("raccourcis")
    keyboard.press("Escape")
    keyboard.press("g")
    nadia.arrive(lambda: keyboard.press("c"))
    assert nadia.route == "cases:list"
    keyboard.press("j")
    keyboard.press("j")
    keyboard.press("x")
    expect(nadia.page.locator("[data-row].is-ticked")).to_have_count(1)
    expect(nadia.page.locator("[data-ticked-count]")).to_have_text("1 dossier coché")
    keyboard.press("k")
    nadia.arrive(lambda: keyboard.press("Enter"))
    assert nadia.route == "cases:case"
    keyboard.press("g")
    nadia.arrive(lambda: keyboard.press("t"))
    assert nadia.route == "day:today"
    nadia.arrive(lambda: keyboard.press("n"))
    assert nadia.route == "cases:new"
    nadia.page.locator("[name=first_name]").focus()
    keyboard.type("gtn?")
    assert nadia.page.locator("[name=first_name]").input_value() == "gtn?"
    assert nadia.route == "cases:new"


@pytest.mark.visits("day:today", "cases:list")
def test_shortcuts_can_be_turned_off(person, house):
    nadia = person()
    nadia.sign_in(house.adviser, stay=True)
    nadia.page.get_by_role("button", name="Raccourcis clavier").click()
    nadia.press("Éteindre les raccourcis")
    nadia.page.locator("main").focus()
    nadia.page.keyboard.press("?")
    assert not nadia.page.locator("#raccourcis").is_visible()
    nadia.page.get_by_role("button", name="Raccourcis clavier").click()
    nadia.look("raccourcis éteints")
    nadia.press("Allumer les raccourcis")
    nadia.page.locator("main").focus()
    nadia.page.keyboard.press("g")
    nadia.arrive(lambda: nadia.page.keyboard.press("c"))
    assert nadia.route == "cases:list"


@pytest.mark.visits("cases:list")
def test_many_cases_are_ticked_over_pages_given_and_given_back(person, house):
    for number in range(23):
        a_case(house, f"Martin {number:02d}")
    nadia = person()
    nadia.sign_in(house.adviser)
    _tick(nadia, "Lou Martin 22")
    nadia.follow("Suivants")
    _tick(nadia, "Lou Martin 00")
    expect(nadia.page.locator("[data-ticked-count]")).to_have_text("2 dossiers cochés")
    nadia.look("cochés sur deux pages")
    nadia.fill(adviser=str(house.manager.pk))
    nadia.press("Confier")
    assert "2 dossiers sont confiés à Paul Marchand." in nadia.text()
    nadia.look("confiés")
    assert set(Case.objects.filter(adviser=house.manager).values_list("beneficiary__last_name", flat=True)) == {
        "Martin 22",
        "Martin 00",
    }
    nadia.press("Annuler")
    assert not Case.objects.filter(adviser=house.manager).exists()
    _keep_a_view(nadia)
    _tick(nadia, "Lou Martin 05")
    nadia.press("Imprimer")
    assert "Liste à imprimer" in nadia.text("h1")
    nadia.look("à imprimer")


def _tick(nadia, name):
    nadia.page.get_by_label(f"Cocher le dossier de {name}").check()


def _keep_a_view(nadia):
    nadia.unfold("Autres filtres")
    nadia.fill(age="adult", tri="name")
    nadia.press("Appliquer")
    assert "23 dossiers" in nadia.text()
    nadia.look("filtres")
    nadia.unfold("Garder cette vue")
    nadia.fill(name="Adultes, de A à Z")
    nadia.press("Garder la vue")
    assert nadia.page.get_by_role("link", name="Adultes, de A à Z").get_attribute("aria-current") == "page"
    nadia.unfold("Garder cette vue")
    nadia.press("Oublier")
    assert "est oubliée" in nadia.text()
