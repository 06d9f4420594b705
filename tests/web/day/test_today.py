"""The today page: who awaits what, the most urgent first, and never somebody of another platform."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.web import factories
from tests.web.factories import a_case

from allant.web.agenda.actions import raise_task
from allant.web.agenda.models import Appointment
from allant.web.cases.enums import Moment
from allant.web.day import queries
from allant.web.journal.models import Entry

denies = pytest.mark.denies
pytestmark = pytest.mark.django_db
TODAY = "/aujourdhui/"
MOST_QUERIES = 24
EVERY_ROLE = ("adviser", "manager", "network_head", "prescriber")


def days_ago(days):
    return timezone.localdate() - datetime.timedelta(days=days)


def at(hour, day=None):
    return timezone.make_aware(datetime.datetime.combine(day or timezone.localdate(), datetime.time(hour)))


def appointment(house, person, hour=9, adviser=None, **details):
    return Appointment.objects.create(
        organisation=house.platform,
        person=person,
        adviser=adviser or house.adviser,
        starts_at=at(hour),
        ends_at=at(hour) + datetime.timedelta(minutes=45),
        **details,
    )


def task(house, title, days=0, **details):
    return raise_task(
        organisation=house.platform, kind=details.pop("kind", "call"), title=title, due_on=days_ago(days), **details
    )


def section(client, code, **query):
    """Return the lines of one list of the page, or nothing when it is not shown."""
    sections = {each["code"]: each for each in client.get(TODAY, query).context["sections"]}
    return sections.get(code, {"lines": []})["lines"]


def said(client, code, **query):
    return [
        (line["name"] or line["what"], line["badge"], line["action_url"]) for line in section(client, code, **query)
    ]


# —— Who opens it ——


@denies("day:today", "day:search", "day:shortcuts")
@pytest.mark.parametrize(("method", "route"), [("get", "today"), ("get", "search"), ("post", "shortcuts")])
def test_day_is_for_the_team_of_a_platform(house, browser, method, route):
    address = reverse(f"day:{route}")
    assert getattr(browser(), method)(address).url.startswith(reverse("accounts:sign-in"))
    statuses = {role: getattr(browser(getattr(house, role)), method)(address).status_code for role in EVERY_ROLE}
    assert statuses["network_head"] == statuses["prescriber"] == 403
    assert {statuses["adviser"], statuses["manager"]} <= {200, 302}


@pytest.mark.parametrize(("role", "route"), [("adviser", "day:today"), ("manager", "day:today")])
def test_team_starts_the_day_here(house, browser, role, route):
    assert browser(getattr(house, role)).get("/").url == reverse(route)


def test_look_at_the_day_leaves_its_line(house, adviser):
    adviser.get(TODAY)
    assert Entry.objects.get().detail == "aujourd’hui"


# —— What awaits somebody ——


def test_quiet_day_says_so(house, adviser):
    html = adviser.get(TODAY).content.decode()
    assert "Tout est à jour." in html
    assert "Rien n’attend" in html
    assert "Aucun rendez-vous aujourd’hui" in html


def test_head_says_what_cannot_wait_and_that_the_rest_can(house, adviser):
    appointment(house, a_case(house, "Rdv").beneficiary)
    task(house, "Rappeler", days=2, assignee=house.adviser)
    task(house, "Écrire", days=0, assignee=house.adviser)
    lead = adviser.get(TODAY).context["lead"]
    assert lead == "Bonjour Ines. 1 rendez-vous, 1 chose en retard. Le reste peut attendre."


def test_appointments_of_the_day_stand_in_order_with_their_place(house, adviser):
    first, second = a_case(house, "Matin"), a_case(house, "Soir")
    appointment(house, second.beneficiary, hour=16, kind="home")
    appointment(house, first.beneficiary, hour=9, purpose="Bilan")
    appointment(house, a_case(house, "Autre").beneficiary, adviser=house.colleague)
    tomorrow = appointment(house, a_case(house, "Demain").beneficiary)
    Appointment.objects.filter(pk=tomorrow.pk).update(starts_at=at(9, days_ago(-1)), ends_at=at(10, days_ago(-1)))
    events = adviser.get(TODAY).context["events"]
    assert [event["name"] for event in events] == ["Lou Matin", "Lou Soir"]
    assert events[0]["url"] == reverse("cases:case", args=[first.pk])


def test_tasks_are_those_of_oneself_and_of_the_team_the_latest_first(house, adviser):
    case = a_case(house, "Retard")
    late = task(house, "Rappeler", days=3, person=case.beneficiary, assignee=house.adviser)
    today = task(house, "Écrire", days=0)
    task(house, "Ailleurs", days=5, assignee=house.colleague)
    task(house, "Demain", days=-1, assignee=house.adviser)
    assert said(adviser, "taches") == [
        ("Lou Retard", "En retard", reverse("agenda:task", args=[late.pk])),
        ("Écrire", "Aujourd’hui", reverse("agenda:task", args=[today.pk])),
    ]


def test_task_that_has_a_page_of_its_own_leads_there(house, adviser):
    task(house, "Nouvelles à 3 mois", kind="follow_up", address="/suivis/7/", assignee=house.adviser)
    assert said(adviser, "suivis") == [("Nouvelles à 3 mois", "Aujourd’hui", "/suivis/7/")]
    assert said(adviser, "taches") == []


def test_people_whom_nobody_follows_wait_for_everybody(house, adviser, browser):
    a_case(house, "Nouveau", adviser=None, prescriber=house.referrer, opened_on=days_ago(2))
    a_case(house, "Ancien", adviser=None, opened_on=days_ago(9))
    refused = a_case(house, "Refuse", adviser=None)
    factories.AdmissionFactory(case=refused, decision="refused", refusal_reason="no_need")
    factories.ExitFactory(case=a_case(house, "Parti", adviser=None))
    for client in (adviser, browser(house.colleague)):
        assert [line["name"] for line in section(client, "arrivees")] == ["Lou Ancien", "Lou Nouveau"]


def test_received_test_waits_for_whoever_opened_it(house, adviser, browser):
    handover = factories.received(house.adviser)
    assert said(adviser, "tests")[0][2] == reverse("cases:received-test", args=[handover.pk])
    assert section(browser(house.colleague), "tests") == []


def test_bilans_to_finish_and_to_begin_are_told_apart(house, adviser):
    draft = factories.bilan(case=a_case(house, "Commence"), by=house.colleague)
    begin = a_case(house, "Neuf")
    waiting, resting = a_case(house, "Attend"), a_case(house, "Repose")
    factories.AdmissionFactory(case=waiting, decision="waiting")
    factories.SuspensionFactory(case=resting, starts_on=days_ago(3))
    assert said(adviser, "brouillons") == [
        ("Lou Commence", "À finir", reverse("cases:bilan", args=[draft.assessment_id]))
    ]
    assert said(adviser, "bilans") == [("Lou Neuf", "À commencer", reverse("cases:bilan-new", args=[begin.pk]))]


def measured(house, case, *moments):
    for rank, moment in enumerate(moments):
        answers = factories.answers_to("fr-2026.1", 1 + rank)
        factories.bilan(case=case, by=house.adviser, moment=moment, answers=answers, is_finished=True)


def test_finished_exit_bilan_asks_for_the_exit(house, adviser):
    case, done = a_case(house, "Sort"), a_case(house, "Sorti")
    for each in (case, done):
        measured(house, each, Moment.ENTRY, Moment.EXIT)
    factories.ExitFactory(case=done)
    assert said(adviser, "sorties") == [("Lou Sort", "Sortie", reverse("cases:exit", args=[case.pk]))]


def test_gains_of_the_month_say_what_they_rest_on(house, adviser):
    both, one = a_case(house, "Deux"), a_case(house, "Une")
    measured(house, both, Moment.ENTRY, Moment.EXIT)
    measured(house, one, Moment.ENTRY)
    for case in (both, one):
        factories.ExitFactory(case=case)
    factories.ExitFactory(case=a_case(house, "Avant"), exited_on=days_ago(70))
    gains = queries.gains_since(house.platform, house.adviser, timezone.localdate().replace(day=1))
    assert (gains.exits, gains.measured) == (2, 1)
    figures = {figure["label"]: figure for figure in adviser.get(TODAY).context["figures"]}
    assert figures["Sorties ce mois-ci"]["note"] == "1 sans mesure aux deux bouts"
    assert "sur 1 personne mesurée" in figures["Gain médian d’indice"]["note"]


def test_month_without_exit_shows_no_gain(house, adviser):
    figures = [figure["label"] for figure in adviser.get(TODAY).context["figures"]]
    assert figures == ["Personnes suivies", "Sorties ce mois-ci"]


def test_list_that_goes_on_leads_to_the_whole_of_it(house, adviser):
    for number in range(7):
        a_case(house, f"N{number}", adviser=None)
    sections = {each["code"]: each for each in adviser.get(TODAY).context["sections"]}
    assert len(sections["arrivees"]["lines"]) == 5
    assert len(adviser.get(sections["arrivees"]["more_url"]).context["rows"]) == 7


def test_manager_sees_the_whole_team_and_who_is_behind(house, browser):
    a_case(house, "Autre", adviser=house.colleague)
    task(house, "Rappeler", days=3, assignee=house.colleague)
    manager = browser(house.manager)
    loads = manager.get(TODAY).context["loads"]
    assert (loads[0]["name"], loads[0]["open_cases"], loads[0]["late"]) == ("Paul Collègue", "1", 1)
    assert [line["name"] for line in section(manager, "bilans")] == ["Lou Autre"]
    assert section(manager, "bilans", qui="moi") == []


def test_adviser_cannot_ask_for_the_day_of_the_team(house, adviser):
    a_case(house, "Autre", adviser=house.colleague)
    assert section(adviser, "bilans", qui="equipe") == []


def test_messages_that_did_not_leave_are_told_to_the_manager(house, adviser, browser):
    factories.MessageFactory(organisation=house.platform, is_failed=True)
    assert said(browser(house.manager), "messages") == [
        ("1 message n’est pas parti", "En panne", reverse("messaging:messages"))
    ]
    assert section(adviser, "messages") == []


def test_nothing_of_another_platform_is_ever_shown(house, adviser, browser):
    case = factories.CaseFactory(
        organisation=house.neighbour, adviser=house.stranger, beneficiary__last_name="Ailleurs-Invisible"
    )
    factories.CaseFactory(organisation=house.neighbour, beneficiary__last_name="Ailleurs-Invisible")
    factories.bilan(case=case, by=house.stranger)
    for client in (adviser, browser(house.manager)):
        assert "Ailleurs-Invisible" not in client.get(TODAY).content.decode()
    assert "Ailleurs-Invisible" in browser(house.stranger).get(TODAY).content.decode()


@pytest.mark.parametrize("role", ["adviser", "manager"])
def test_day_costs_the_same_however_full_it_is(house, browser, role):
    client = browser(getattr(house, role))

    def cost():
        with CaptureQueriesContext(connection) as counted:
            assert client.get(TODAY).status_code == 200
        return len(counted)

    def fill(times):
        for _ in range(times):
            case = a_case(house, "Plein")
            appointment(house, case.beneficiary)
            task(house, "Rappeler", days=2, person=case.beneficiary)
            factories.bilan(case=a_case(house, "Draft"), by=house.adviser)
            a_case(house, "Libre", adviser=None)
            factories.ExitFactory(case=a_case(house, "Sorti"))
            factories.received(house.adviser)

    fill(1)
    cost()
    before = cost()
    fill(6)
    assert before == cost() <= MOST_QUERIES
