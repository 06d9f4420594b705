"""The caseload: narrowed, sorted, kept under a name, and handled many at once."""

import csv
import datetime
import io

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone
from tests.web import factories

from allant.web.agenda.models import Appointment, Task
from allant.web.cases import actions
from allant.web.cases.enums import Moment, Stage, StepState
from allant.web.cases.models import Case, CaseNote, Reassignment, SavedView
from allant.web.cases.queries import lists
from allant.web.journal.models import Entry
from allant.web.ui import paging

pytestmark = pytest.mark.django_db
LIST = "/dossiers/"


def days_ago(days):
    return timezone.localdate() - datetime.timedelta(days=days)


def a_case(house, name, **details):
    return factories.CaseFactory(
        organisation=house.platform,
        beneficiary__first_name="Lou",
        beneficiary__last_name=name,
        **{"adviser": house.adviser} | details,
    )


def listed(client, **query):
    """Return the last names shown, in order."""
    return [row["name"].split()[-1] for row in client.get(LIST, query).context["rows"]]


# —— Narrowing ——


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


# —— Kept views ——


def test_view_is_kept_with_its_filters_and_found_again(house, adviser, browser):
    adviser.post(reverse("cases:view-save"), {"name": "Jeunes", "query": "qui=all&age=young&page=3&x=1&tri=name"})
    view = SavedView.objects.get()
    assert (view.owner, view.query, view.is_shared) == (house.adviser, "qui=all&age=young&tri=name", False)
    tabs = {tab["label"]: tab for tab in adviser.get(f"{LIST}?{view.query}").context["tabs"]}
    assert tabs["Jeunes"]["current"]
    assert "Jeunes" not in {tab["label"] for tab in browser(house.colleague).get(LIST).context["tabs"]}


def test_shared_view_is_found_by_the_team_and_by_nobody_else(house, adviser, browser):
    adviser.post(reverse("cases:view-save"), {"name": "Jeunes", "query": "age=young", "is_shared": "on"})
    assert "Jeunes" in {tab["label"] for tab in browser(house.colleague).get(LIST).context["tabs"]}
    assert "Jeunes" not in {tab["label"] for tab in browser(house.stranger).get(LIST).context["tabs"]}


def test_view_of_the_same_name_is_replaced(adviser):
    for query in ("age=young", "age=senior"):
        adviser.post(reverse("cases:view-save"), {"name": "Ma vue", "query": query})
    assert SavedView.objects.get().query == "age=senior"


@pytest.mark.parametrize("name", ["", "x" * 61, "1 85 05 24 322 001 22"])
def test_view_without_a_fit_name_is_refused_with_its_reason(adviser, name):
    response = adviser.post(reverse("cases:view-save"), {"name": name, "query": "age=young"})
    assert not SavedView.objects.exists()
    assert response.url == f"{LIST}?age=young"
    assert [str(message) for message in get_messages(response.wsgi_request)]


def test_colleague_cannot_put_away_a_view_but_a_manager_can_when_it_is_shared(house, browser):
    view = factories.SavedViewFactory(owner=house.adviser, is_shared=True)
    address = reverse("cases:view-drop", args=[view.pk])
    assert browser(house.colleague).post(address).status_code == 404
    assert browser(house.manager).post(address).status_code == 302
    assert not SavedView.objects.exists()


# —— Many at once ——


def together(client, action, cases=(), **more):
    return client.post(reverse("cases:bulk"), {"action": action, "case": [case.pk for case in cases]} | more)


def test_ticked_cases_are_given_to_a_colleague_and_given_back(house, adviser):
    mine, free, other = a_case(house, "Mien"), a_case(house, "Libre", adviser=None), a_case(house, "Reste")
    response = together(adviser, "assign", [mine, free], adviser=house.colleague.pk, query="qui=all")
    followed = Case.objects.filter(adviser=house.colleague)
    assert set(followed) == {mine, free}
    shown = adviser.get(response.url)
    assert "2 dossiers sont confiés à Paul Collègue." in shown.content.decode()
    assert len(listed(adviser, qui="all")) == 3
    undone = adviser.post(reverse("cases:assignment-undo", args=[Reassignment.objects.get().pk]), {"query": "qui=all"})
    assert undone.url == f"{LIST}?qui=all"
    assert not followed.all().exists()
    assert {case: case.adviser for case in Case.objects.all()} == {
        mine: house.adviser,
        free: None,
        other: house.adviser,
    }


def test_case_that_changed_hands_since_is_not_taken_back(house, adviser):
    first, second = a_case(house, "Un"), a_case(house, "Deux")
    given = actions.assign(cases=[first.pk, second.pk], adviser=house.colleague, by=house.adviser)
    actions.assign(cases=[second.pk], adviser=house.manager, by=house.manager)
    assert actions.undo_assignment(reassignment=given, by=house.adviser) == (1, 1)
    assert actions.undo_assignment(reassignment=given, by=house.adviser) == (0, 0)
    assert [Case.objects.get(pk=case.pk).adviser for case in (first, second)] == [house.adviser, house.manager]


def test_each_case_given_or_taken_back_has_its_line_in_the_journal(house, adviser):
    moved = a_case(house, "Un")
    together(adviser, "assign", [moved], adviser=house.colleague.pk)
    adviser.post(reverse("cases:assignment-undo", args=[Reassignment.objects.get().pk]))
    lines = Entry.objects.filter(subject_type="case", subject_id=str(moved.pk), action="change")
    assert {line.detail for line in lines} == {"suivi confié à Paul Collègue", "changement de suivi annulé"}


def test_case_or_colleague_of_another_platform_is_never_touched(house, adviser):
    mine, foreign = a_case(house, "Mien"), factories.CaseFactory(organisation=house.neighbour)
    together(adviser, "assign", [foreign], adviser=house.colleague.pk)
    together(adviser, "assign", [mine], adviser=house.stranger.pk)
    assert Case.objects.get(pk=foreign.pk).adviser is None
    assert Case.objects.get(pk=mine.pk).adviser == house.adviser
    assert str(foreign) not in together(adviser, "print", [foreign, mine]).content.decode()


def test_all_that_the_list_holds_is_meant_when_asked(house, adviser):
    for number in range(25):
        a_case(house, f"N{number}")
    a_case(house, "Autre", adviser=house.colleague)
    together(adviser, "assign", scope="all", query="qui=mine", adviser=house.manager.pk)
    assert Case.objects.filter(adviser=house.manager).count() == 25


@pytest.mark.parametrize("action", ["assign", "export", "print", "", "erase"])
def test_nothing_ticked_changes_nothing_and_says_so(house, adviser, case, action):
    response = together(adviser, action, adviser=house.colleague.pk, query="qui=all&page=2")
    assert response.url == f"{LIST}?qui=all"
    assert [str(message) for message in get_messages(response.wsgi_request)]
    assert Case.objects.get().adviser == house.adviser


def test_exported_list_holds_no_more_than_it_must(house, adviser):
    person = {"beneficiary__phone": "+33612345678", "beneficiary__email": "lou@exemple.fr"}
    exported = a_case(house, "=2+2", beneficiary__birth_date=datetime.date(1990, 3, 4), **person)
    response = together(adviser, "export", [exported])
    assert "attachment" in response["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Dossier", "Prénom", "Nom", "Commune", "Ouvert le", "Où en est-on", "Suivi par"]
    opened = exported.opened_on.strftime("%d/%m/%Y")
    assert rows[1:] == [[str(exported.pk), "Lou", "'=2+2", "", opened, "Bilan à faire", "Ines Conseil"]]


@pytest.mark.parametrize(("action", "said"), [("export", "liste exportée"), ("print", "liste imprimée")])
def test_list_that_leaves_the_screen_leaves_a_line_on_each_case(house, adviser, action, said):
    cases = [a_case(house, "Un"), a_case(house, "Deux")]
    together(adviser, action, cases)
    for case in cases:
        line = Entry.objects.get(subject_type="case", subject_id=str(case.pk))
        assert (line.by, line.action, line.detail) == (house.adviser, "read", said)


def test_task_is_raised_for_each_ticked_person_and_falls_to_who_follows_them(house, adviser):
    mine, free = a_case(house, "Mien"), a_case(house, "Libre", adviser=None)
    due_on = timezone.localdate() + datetime.timedelta(days=3)
    response = together(
        adviser, "task", [mine, free], title="Demander le RIB", due_on=due_on.isoformat(), query="qui=all"
    )
    assert response.url == f"{LIST}?qui=all"
    raised = {(task.person, task.assignee, task.title, task.due_on) for task in Task.objects.all()}
    assert raised == {
        (mine.beneficiary, house.adviser, "Demander le RIB", due_on),
        (free.beneficiary, None, "Demander le RIB", due_on),
    }


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": ""}, "Dites ce qu’il y a à faire"),
        ({"due_on": ""}, "Dites ce qu’il y a à faire"),
        ({"due_on": "hier"}, "n’est pas possible"),
        ({"title": "x" * 201}, "n’est pas possible"),
        ({"title": "1 85 05 24 322 001 22"}, "sécurité sociale"),
    ],
)
def test_task_without_words_or_day_is_raised_for_nobody(house, adviser, changes, said):
    mine = a_case(house, "Mien")
    response = together(adviser, "task", [mine], **{"title": "Appeler", "due_on": "2027-01-01"} | changes)
    assert not Task.objects.exists()
    assert said in " ".join(str(message) for message in get_messages(response.wsgi_request))
