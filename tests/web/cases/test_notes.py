"""Notes: written with what follows, kept while typed, changed for some days with their history."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.web import factories

from allant.web.agenda.models import Task
from allant.web.cases.models import CaseNote, NoteDraft, NoteVersion

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NIR = "1 85 05 24 322 001 22"


def written(client, case, **changes):
    fields = {"text": "Appel : le garage rappelle lundi.", "kind": "call", "happened_on": TODAY.isoformat()}
    return client.post(reverse("cases:note-add", args=[case.pk]), fields | changes)


def typing(client, case, **fields):
    return client.post(reverse("cases:note-draft", args=[case.pk]), fields)


def page(client, case):
    return client.get(reverse("cases:case", args=[case.pk])).content.decode()


def test_note_keeps_its_text_its_date_its_author_and_the_time_spent(adviser, case, house):
    written(adviser, case, minutes="20")
    note = CaseNote.objects.get()
    assert (note.text, note.author, note.minutes) == ("Appel : le garage rappelle lundi.", house.adviser, 20)
    assert note.happened_on == TODAY


@pytest.mark.parametrize(
    ("changes", "label", "days"),
    [
        ({"next_step": "call", "next_when": "tomorrow"}, "Rappeler la personne", 1),
        ({"next_step": "meet", "next_when": "week"}, "Fixer un rendez-vous", 7),
        ({"next_step": "other", "next_label": "Voir le bus de 7 h", "next_when": "month"}, "Voir le bus de 7 h", 28),
    ],
)
def test_what_follows_is_planned_with_the_note(adviser, case, house, changes, label, days):
    written(adviser, case, **changes)
    task = Task.objects.get()
    assert (task.title, task.due_on) == (label, TODAY + datetime.timedelta(days=days))
    assert (task.person, task.assignee) == (case.beneficiary, house.adviser)


def test_another_day_is_the_one_chosen(adviser, case):
    written(adviser, case, next_step="call", next_when="day", next_on="2999-01-04")
    assert Task.objects.get().due_on == datetime.date(2999, 1, 4)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"text": "  "}, "Écrivez la note"),
        ({"text": "x" * 10_001}, "10000"),
        ({"text": f"Son numéro : {NIR}"}, "numéro de sécurité sociale"),
        ({"happened_on": "2999-01-01"}, "dans le futur"),
        ({"minutes": "1441"}, "plus d’un jour"),
        ({"minutes": "-5"}, "0"),
        ({"next_step": "call"}, "pour quand"),
        ({"next_step": "other", "next_when": "week"}, "ce qu’il faut faire"),
        ({"next_when": "week"}, "ce qu’il faut faire"),
        ({"next_step": "call", "next_when": "day"}, "Choisissez le jour"),
    ],
)
def test_note_that_cannot_be_kept_says_why_and_loses_nothing(adviser, case, changes, reason):
    response = written(adviser, case, **{"text": "Un texte à ne pas perdre"} | changes)
    html = response.content.decode()
    assert response.status_code == 200
    assert reason in html
    assert changes.get("text", "Un texte à ne pas perdre").strip() in html
    assert not CaseNote.objects.exists()
    assert not Task.objects.exists()


def test_what_is_typed_is_kept_and_comes_back_to_its_author_only(adviser, case, browser, house):
    assert typing(adviser, case, text="Je commence à", kind="visit").status_code == 204
    typing(adviser, case, text="Je commence à écrire", kind="visit")
    assert NoteDraft.objects.count() == 1
    html = page(adviser, case)
    assert "Je commence à écrire" in html
    assert '<option value="visit" selected>' in html
    assert "Votre brouillon du" in html
    assert "Je commence à écrire" not in page(browser(house.colleague), case)


def test_number_of_social_security_is_not_kept_even_in_a_draft(adviser, case):
    typing(adviser, case, text="Début")
    response = typing(adviser, case, text=f"Début {NIR}")
    assert response.status_code == 422
    assert "n’est pas gardé" in response.content.decode()
    assert NIR not in str(NoteDraft.objects.get().fields)


def test_draft_goes_when_the_note_is_sent_emptied_or_given_up(adviser, case):
    typing(adviser, case, text="Un")
    written(adviser, case)
    assert not NoteDraft.objects.exists()
    typing(adviser, case, text="Deux")
    typing(adviser, case, text=" ")
    assert not NoteDraft.objects.exists()
    typing(adviser, case, text="Trois")
    typing(adviser, case, drop="1")
    assert not NoteDraft.objects.exists()


def test_changed_note_keeps_what_it_said(adviser, case):
    written(adviser, case)
    note = CaseNote.objects.get()
    address = reverse("cases:note", args=[note.pk])
    adviser.post(address, {"text": "Corrigé", "kind": "call", "happened_on": TODAY.isoformat()})
    assert CaseNote.objects.get().text == "Corrigé"
    assert NoteVersion.objects.get().text == note.text
    html = adviser.get(address).content.decode()
    assert "Corrigé" in html
    assert note.text in html


def test_note_saved_as_it_was_has_no_history(adviser, case):
    written(adviser, case)
    note = CaseNote.objects.get()
    same = {"text": note.text, "kind": note.kind, "happened_on": TODAY.isoformat(), "minutes": ""}
    adviser.post(reverse("cases:note", args=[note.pk]), same)
    assert not NoteVersion.objects.exists()


def test_colleague_reads_a_note_and_does_not_change_it(adviser, case, browser, house):
    written(adviser, case)
    address = reverse("cases:note", args=[CaseNote.objects.get().pk])
    colleague = browser(house.colleague)
    assert "le garage rappelle" in colleague.get(address).content.decode()
    fields = {"text": "Pas moi", "kind": "call", "happened_on": TODAY.isoformat()}
    assert colleague.post(address, fields).status_code == 403
    assert CaseNote.objects.get().text != "Pas moi"


@pytest.mark.parametrize(("days", "status"), [(6, 302), (8, 403)])
def test_note_changes_for_a_week_and_no_longer(adviser, case, house, days, status):
    written_at = timezone.now() - datetime.timedelta(days=days)
    note = factories.NoteFactory(case=case, author=house.adviser, written_at=written_at)
    fields = {"text": "Une semaine après", "kind": "call", "happened_on": TODAY.isoformat()}
    assert adviser.post(reverse("cases:note", args=[note.pk]), fields).status_code == status


def test_session_that_ends_while_typing_loses_nothing(adviser, case, house):
    typing(adviser, case, text="Un long entretien")
    adviser.logout()
    assert written(adviser, case, text="Un long entretien").status_code == 302
    assert not CaseNote.objects.exists()
    adviser.force_login(house.adviser)
    assert "Un long entretien" in page(adviser, case)
