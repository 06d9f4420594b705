"""Many cases at once: given to a colleague and taken back, exported, printed, or given the same task."""

import csv
import datetime
import io

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone
from tests.web import factories
from tests.web.factories import a_case

from allant.web.agenda.models import Task
from allant.web.cases import actions
from allant.web.cases.models import Case, Reassignment
from allant.web.journal.models import Entry

pytestmark = pytest.mark.django_db
LIST = "/dossiers/"


def together(client, action, cases=(), **more):
    return client.post(reverse("cases:bulk"), {"action": action, "case": [case.pk for case in cases]} | more)


def test_ticked_cases_are_given_to_a_colleague_and_given_back(house, adviser):
    mine, free, other = a_case(house, "Mien"), a_case(house, "Libre", adviser=None), a_case(house, "Reste")
    response = together(adviser, "assign", [mine, free], adviser=house.colleague.pk, query="qui=all")
    followed = Case.objects.filter(adviser=house.colleague)
    assert set(followed) == {mine, free}
    shown = adviser.get(response.url)
    assert "2 dossiers sont confiés à Paul Collègue." in shown.content.decode()
    assert len(adviser.get(LIST, {"qui": "all"}).context["rows"]) == 3
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
