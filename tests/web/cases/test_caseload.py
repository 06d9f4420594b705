"""The caseload: which cases it shows, and in which order."""

import datetime

import pytest
from django.utils import timezone
from tests.web import factories
from tests.web.factories import a_case

from allant.web.agenda.models import Appointment
from allant.web.cases.enums import Moment, Stage, StepState
from allant.web.cases.models import CaseNote
from allant.web.cases.queries import lists
from allant.web.ui import paging

pytestmark = pytest.mark.django_db
LIST = "/dossiers/"


def days_ago(days):
    return timezone.localdate() - datetime.timedelta(days=days)


def listed(client, **query):
    """Return the last names shown, in order."""
    return [row["name"].split()[-1] for row in client.get(LIST, query).context["rows"]]


def test_adviser_finds_their_own_open_cases_and_a_manager_those_of_all(house, browser):
    a_case(house, "Mien")
    a_case(house, "Autre", adviser=house.colleague)
    a_case(house, "Libre", adviser=None)
    factories.ExitFactory(case=a_case(house, "Sorti"))
    assert listed(browser(house.adviser)) == ["Mien"]
    assert set(listed(browser(house.manager))) == {"Mien", "Autre", "Libre"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"qui": "none"}, {"Libre"}),
        ({"qui": "all", "etat": "closed"}, {"Sorti"}),
        ({"qui": "all", "etat": "any"}, {"Mien", "Libre", "Sorti", "Autre"}),
        ({"qui": "all", "q": "autrre"}, {"Autre"}),
    ],
)
def test_list_is_narrowed_by_who_follows_state_and_name(house, adviser, query, expected):
    a_case(house, "Mien")
    a_case(house, "Autre", adviser=house.colleague)
    a_case(house, "Libre", adviser=None)
    factories.ExitFactory(case=a_case(house, "Sorti"))
    assert set(listed(adviser, **query)) == expected


def test_list_is_narrowed_to_a_colleague_but_not_to_a_stranger(house, adviser):
    a_case(house, "Autre", adviser=house.colleague)
    a_case(house, "Mien")
    assert listed(adviser, qui=str(house.colleague.pk)) == ["Autre"]
    assert listed(adviser, qui=str(house.stranger.pk)) == ["Mien"]


def test_stage_is_told_by_the_bilans(house, adviser):
    filled = {"answers": factories.answers_to("fr-2026.1", 1), "by": house.adviser}
    a_case(house, "Neuf")
    factories.bilan(case=a_case(house, "Commence"), by=house.adviser)
    factories.bilan(case=a_case(house, "Mesure"), is_finished=True, **filled)
    again = a_case(house, "Encore")
    factories.bilan(case=again, is_finished=True, **filled)
    factories.bilan(case=again, by=house.adviser, moment=Moment.MID)
    assert set(listed(adviser, stade="to_assess")) == {"Neuf"}
    assert set(listed(adviser, stade="assessing")) == {"Commence", "Encore"}
    assert set(listed(adviser, stade="under_way")) == {"Mesure"}
    shown = {row["name"]: row["stage"] for row in adviser.get(LIST).context["rows"]}
    assert shown == {
        "Lou Neuf": "Bilan à faire",
        "Lou Commence": "Bilan en cours",
        "Lou Encore": "Bilan en cours",
        "Lou Mesure": "Parcours en cours",
    }


def test_suspension_then_decision_tell_the_stage_before_any_bilan(house, adviser):
    waiting, refused, resting = a_case(house, "Attend"), a_case(house, "Refuse"), a_case(house, "Repose")
    factories.AdmissionFactory(case=waiting, decision="waiting")
    factories.AdmissionFactory(case=refused, decision="refused", refusal_reason="no_need")
    factories.AdmissionFactory(case=resting, decision="waiting")
    factories.SuspensionFactory(case=resting, starts_on=days_ago(3))
    for case in (waiting, refused, resting):
        factories.bilan(case=case, by=house.adviser)
    again = a_case(house, "Reprend")
    factories.AdmissionFactory(case=again, decision="waiting", ended_on=days_ago(1))
    factories.SuspensionFactory(case=again, starts_on=days_ago(9), ends_on=days_ago(2))
    shown = {row["name"].split()[1]: row["stage"] for row in adviser.get(LIST).context["rows"]}
    assert shown == {
        "Attend": "Liste d’attente",
        "Refuse": "Refusé",
        "Repose": "Suspendu",
        "Reprend": "Bilan à faire",
    }
    found = {name: label for stage, label in Stage.choices for name in listed(adviser, stade=stage)}
    assert {name: label.capitalize() for name, label in found.items()} == shown


def test_list_is_narrowed_by_commune_prescriber_support_and_late_step(house, adviser):
    commune = house.territory.communes.first()
    a_case(house, "Ici", beneficiary__commune=commune)
    a_case(house, "Oriente", prescriber=house.referrer)
    factories.AdmissionFactory(case=a_case(house, "Decide"), decision="light")
    late, done = a_case(house, "Retard"), a_case(house, "Faite")
    factories.StepFactory(case=late, planned_on=days_ago(1))
    factories.StepFactory(case=done, planned_on=days_ago(1), state=StepState.DONE, done_on=days_ago(1))
    factories.StepFactory(case=done, planned_on=days_ago(0))
    assert listed(adviser, commune=commune.pk) == ["Ici"]
    assert listed(adviser, prescripteur=house.referrer.pk) == ["Oriente"]
    assert listed(adviser, accompagnement="light") == ["Decide"]
    assert "Decide" not in listed(adviser, accompagnement="none")
    assert listed(adviser, etape="on") == ["Retard"]


@pytest.mark.parametrize(
    ("born", "bracket"),
    [("2008-11-25", "minor"), ("2008-11-24", "young"), ("2000-11-25", "young"), ("2000-11-24", "adult"),
     ("1976-11-25", "adult"), ("1976-11-24", "senior"), (None, "unknown")],
)  # fmt: skip
def test_age_is_counted_to_the_day(house, adviser, time_machine_at, born, bracket):
    time_machine_at("2026-11-24")
    a_case(house, "Quelquun", beneficiary__birth_date=born and datetime.date.fromisoformat(born))
    brackets = [each for each in ("minor", "young", "adult", "senior", "unknown") if listed(adviser, age=each)]
    assert brackets == [bracket]


@pytest.fixture
def time_machine_at():
    import time_machine

    travels = []

    def travel(day):
        travels.append(time_machine.travel(f"{day}T12:00:00+01:00", tick=False))
        travels[-1].start()

    yield travel
    for each in travels:
        each.stop()


def a_note(case, author, kind, days):
    CaseNote.objects.create(
        case=case, author=author, kind=kind, text="Vu.", happened_on=days_ago(days), written_at=timezone.now()
    )


def meet(case, adviser, days, state):
    starts_at = timezone.now() - datetime.timedelta(days=days)
    Appointment.objects.create(
        organisation=case.organisation,
        person=case.beneficiary,
        adviser=adviser,
        starts_at=starts_at,
        ends_at=starts_at + datetime.timedelta(hours=1),
        state=state,
        closed_at=timezone.now(),
    )


def plain_last_contact(case):
    """The definition, by reading everything about the case."""
    days = [case.opened_on]
    days += [timezone.localdate(link.assessment.started_at) for link in case.case_assessments.all()]
    days += [step.done_on for step in case.steps.all() if step.done_on]
    days += [note.happened_on for note in case.notes.all() if note.kind not in {"approach", "remark"}]
    days += [timezone.localdate(each.starts_at) for each in case.beneficiary.appointments.all() if each.state == "held"]
    return max(days)


def test_last_news_are_those_of_the_whole_file(house, adviser):
    old = a_case(house, "Ancien", opened_on=days_ago(200))
    seen = a_case(house, "Vu", opened_on=days_ago(200))
    factories.bilan(case=seen, by=house.adviser)
    stepped = a_case(house, "Avance", opened_on=days_ago(200))
    factories.StepFactory(case=stepped, state=StepState.DONE, done_on=days_ago(45))
    factories.StepFactory(case=stepped, state=StepState.DONE, done_on=days_ago(70))
    recent = a_case(house, "Recent", opened_on=days_ago(10))
    called, met = a_case(house, "Appele", opened_on=days_ago(200)), a_case(house, "Rencontre", opened_on=days_ago(200))
    a_note(called, house.adviser, "call", 40)
    a_note(called, house.adviser, "remark", 5)
    meet(met, house.adviser, 100, "held")
    meet(met, house.adviser, 20, "no_show")
    cases = [old, seen, stepped, recent, called, met]
    shown = {case.pk: case.last_news_on for case in lists.shown([case.pk for case in cases])}
    assert shown == {case.pk: plain_last_contact(case) for case in cases}
    for days in (30, 60, 90, 180):
        silent = {str(case.beneficiary.last_name) for case in cases if shown[case.pk] < days_ago(days)}
        assert set(listed(adviser, sans_contact=days)) == silent


@pytest.mark.parametrize(
    ("sort", "expected"),
    [("name", "ABC"), ("-name", "CBA"), ("opened", "CAB"), ("-opened", "BAC"), ("adviser", "CBA"), ("", "BAC")],
)
def test_list_is_sorted(house, adviser, sort, expected):
    a_case(house, "A", adviser=house.colleague, opened_on=days_ago(2))
    a_case(house, "B", adviser=house.adviser, opened_on=days_ago(1))
    a_case(house, "C", adviser=None, opened_on=days_ago(3))
    assert "".join(listed(adviser, qui="all", tri=sort)) == expected


def test_column_pressed_again_turns_round(adviser, case):
    first = adviser.get(LIST, {"tri": "name"}).context["columns"]["name"]
    assert (first["sorted"], first["url"]) == ("ascending", "?tri=-name")
    assert adviser.get(LIST).context["columns"]["opened"] == {
        "label": "Ouvert le", "url": "?tri=opened", "sorted": "descending", "icon": "arrow-down",
    }  # fmt: skip


@pytest.mark.parametrize(
    "query",
    [{"commune": "x"}, {"sans_contact": "7"}, {"age": "?"}, {"tri": "; --"}, {"stade": "?"}, {"accompagnement": "?"},
     {"prescripteur": "999999"}, {"qui": "99999999999999999999"}],
)  # fmt: skip
def test_value_that_means_nothing_narrows_nothing(adviser, case, query):
    assert len(listed(adviser, **query)) == 1


def test_each_filter_can_be_taken_away(adviser, case):
    chips = adviser.get(LIST, {"q": "zoé", "age": "adult", "qui": "all"}).context["chips"]
    assert [(chip["words"].replace("\u00a0", " "), chip["url"]) for chip in chips] == [
        ("Nom, naissance, téléphone ou référence : zoé", "?qui=all&age=adult"),
        ("Âge : De 26 à 49 ans", "?q=zo%C3%A9&qui=all"),
    ]


def test_longest_list_is_not_counted_to_its_end(house, adviser, monkeypatch):
    monkeypatch.setattr(paging, "MOST_COUNTED", 30)
    for number in range(35):
        a_case(house, f"N{number}")
    response = adviser.get(LIST, {"page": "2"})
    assert response.context["summary"].replace("\u00a0", " ").startswith("Plus de 30 dossiers : précisez")
    assert len(response.context["rows"]) == 10
