"""The timeline tells what the rows hold, newest first, in as many queries whatever there is."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.web import factories

from allant.web.cases import timeline
from allant.web.cases.enums import Moment, OutcomeKind, StepState
from allant.web.people.enums import ConsentPurpose

pytestmark = pytest.mark.django_db


def titles(case):
    return [each.title for each in timeline.moments_of(case)]


def read(client, case, **query):
    return client.get(reverse("cases:timeline", args=[case.pk]), query).content.decode().replace("\u00a0", " ")


def test_new_case_tells_that_it_was_opened(case):
    assert titles(case) == ["Dossier ouvert"]


def test_everything_that_happened_is_told_once_newest_first(case, house):
    day = case.opened_on
    factories.bilan(case=case, by=house.adviser, answers={"licence": "valid"}, is_finished=True)
    factories.StepFactory(case=case, label="Réparer le vélo", state=StepState.DONE, done_on=day + datetime.timedelta(9))
    factories.ConsentFactory(person=case.beneficiary, purpose=ConsentPurpose.CONTACT)
    factories.ExitFactory(case=case, exited_on=day + datetime.timedelta(60), outcome=OutcomeKind.TRAINING)
    told = [each.replace("\u00a0", " ") for each in titles(case)]
    assert told[0] == "Accord donné : recevoir des rappels"
    assert sorted(told[1:]) == sorted(["Bilan d’entrée", "Sortie : formation", "Réparer le vélo", "Dossier ouvert"])
    assert told[-3:] == ["Sortie : formation", "Réparer le vélo", "Dossier ouvert"]


def test_step_still_to_come_is_not_told(case):
    factories.StepFactory(case=case, label="Demain", planned_on=datetime.date(2999, 1, 1))
    assert "Demain" not in titles(case)


def test_withdrawn_agreement_is_told_twice(case):
    now = timezone.now()
    factories.ConsentFactory(person=case.beneficiary, given_at=now, withdrawn_at=now + datetime.timedelta(1))
    assert [each.partition(" :")[0].strip("\u00a0") for each in titles(case)[:2]] == ["Accord retiré", "Accord donné"]


def test_page_is_narrowed_to_a_kind_and_an_unknown_kind_shows_all(adviser, case, house):
    factories.StepFactory(case=case, label="Réparer le vélo", planned_on=case.opened_on)
    factories.bilan(case=case, by=house.adviser, moment=Moment.ENTRY)
    assert "Réparer le vélo" in read(adviser, case, type="etapes")
    assert "Bilan d’entrée" not in read(adviser, case, type="etapes")
    assert "Bilan d’entrée" in read(adviser, case, type="n-importe")


def test_page_is_cut_into_pages(adviser, case):
    factories.StepFactory.create_batch(60, case=case, planned_on=case.opened_on)
    assert read(adviser, case).count('class="moment"') == 40
    assert read(adviser, case, page="2").count('class="moment"') == 21


def test_app_above_adds_its_own_source(case, monkeypatch):
    monkeypatch.setattr(timeline, "_SOURCES", list(timeline._SOURCES))
    lent = timeline.Moment(timeline.at_start_of(case.opened_on), "Vélo prêté", kind="Prêts")
    timeline.register(lambda each: [lent])
    assert "Vélo prêté" in titles(case)


def test_source_registered_twice_speaks_once(case, monkeypatch):
    monkeypatch.setattr(timeline, "_SOURCES", [])

    def source(_case):
        return [timeline.Moment(timezone.now(), "Une fois")]

    timeline.register(source)
    timeline.register(source)
    assert titles(case) == ["Une fois"]


def test_what_happened_around_the_case_is_told_too(case, house):
    about = {"organisation": house.platform, "person": case.beneficiary}
    start = timezone.now() - datetime.timedelta(days=3)
    times = {"adviser": house.adviser, "starts_at": start, "ends_at": start + datetime.timedelta(hours=1)}
    factories.AppointmentFactory(**about, **times, state="held", closed_at=start, purpose="Faire le point")
    factories.AppointmentFactory(**about, adviser=house.adviser)
    factories.DocumentFactory(**about, title="Permis")
    factories.MessageFactory(**about, channel="letter", state="printed", settled_at=start, subject="Votre rendez-vous")
    factories.MessageFactory(**about, subject="Pas encore parti")
    told = [each.replace("\u00a0", " ") for each in titles(case)]
    assert {"Rendez-vous : tenu", "Document : Permis", "Message : Votre rendez-vous"} <= set(told)
    assert len(told) == 4


def test_closed_sheet_of_a_workshop_is_told(case, house):
    session = factories.SessionFactory(organisation=house.platform)
    meeting, enrolment = session.meetings.get(), factories.EnrolmentFactory(session=session, person=case.beneficiary)
    factories.AttendanceFactory(meeting=meeting, enrolment=enrolment, presence="absent")
    assert len(titles(case)) == 1
    type(meeting).objects.filter(pk=meeting.pk).update(closed_at=timezone.now(), closed_by=house.adviser)
    assert titles(case)[0].replace("\u00a0", " ") == "Atelier : absente"


def test_messages_of_the_person_have_their_tab(adviser, case, house):
    factories.MessageFactory(organisation=house.platform, person=case.beneficiary, subject="Votre rendez-vous")
    factories.MessageFactory(organisation=house.neighbour, person=case.beneficiary, subject="De la voisine")
    html = adviser.get(reverse("cases:messages", args=[case.pk])).content.decode()
    assert "Votre rendez-vous" in html
    assert "De la voisine" not in html


def test_case_says_what_comes_next(adviser, case, house):
    about = {"organisation": house.platform, "person": case.beneficiary}
    factories.AppointmentFactory(**about, adviser=house.adviser, purpose="Préparer le permis")
    factories.TaskFactory(**about, title="Rappeler l’auto-école")
    html = adviser.get(reverse("cases:case", args=[case.pk])).content.decode()
    assert "Préparer le permis" in html
    assert "Rappeler l’auto-école" in html


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("velo", ["vélo"]),
        ("RÉPARÉ velo", ["vélo"]),
        ("garaeg", ["garage"]),
        ("nulle part", []),
        ("", ["vélo", "garage"]),
    ],
)
def test_timeline_is_searched_whatever_the_accents_or_one_slip(adviser, case, house, typed, shown):
    for text in ("Le vélo est réparé.", "Le garage rappellera."):
        factories.NoteFactory(case=case, author=house.adviser, text=text)
    page = adviser.get(reverse("cases:timeline", args=[case.pk]), {"cherche": typed}).content.decode()
    assert [word for word in ("vélo", "garage") if f"Le {word}" in page] == shown
    assert ("Rien ne contient" in page) == (not shown)


def test_search_of_the_timeline_keeps_the_kind_and_the_kinds_keep_the_search(adviser, case, house):
    factories.NoteFactory(case=case, author=house.adviser, text="Le vélo est réparé.")
    factories.StepFactory(case=case, label="Réparer le vélo", state="done", done_on=case.opened_on)
    address = reverse("cases:timeline", args=[case.pk])
    page = adviser.get(address, {"cherche": "velo", "type": "notes"}).content.decode()
    assert "Le vélo est réparé." in page
    assert "Réparer le vélo" not in page
    assert 'name="type" value="notes"' in page
    assert "?type=etapes&amp;cherche=velo" in page
