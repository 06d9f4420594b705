"""Each line says by what right; the manager looks through the journal."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.web import factories

from allant.web.journal import queries
from allant.web.journal.actions import record
from allant.web.journal.models import Action, Entry
from allant.web.people.actions import give_consent

pytestmark = pytest.mark.django_db


def looked_through(client, **query):
    return client.get(reverse("cases:platform-journal"), query).content.decode().replace("\u00a0", " ")


def read(client, case):
    client.get(reverse("cases:case", args=[case.pk]))


@pytest.fixture
def manager(house, browser):
    return browser(house.manager)


def test_read_says_role_organisation_and_ground(adviser, case):
    read(adviser, case)
    right = Entry.objects.first().right.replace("\u00a0", " ")
    assert right == "conseiller ou conseillère mobilité, Plateforme d’Essai : son équipe suit la personne"


def test_prescriber_reads_with_the_person_s_agreement(house, browser):
    browser(house.prescriber).get(reverse("cases:referred"))
    assert Entry.objects.first().right.endswith("avec l’accord de la personne")


def test_write_says_role_and_organisation(adviser, case, house):
    adviser.post(reverse("cases:step-add", args=[case.pk]), {"label": "Réparer", "kind": "repair"})
    assert Entry.objects.get(action="change").right == house.adviser.capacity


def test_manager_sees_the_lines_of_the_team_and_of_no_other(manager, adviser, house, case, browser):
    read(adviser, case)
    foreign = factories.CaseFactory(organisation=house.neighbour, beneficiary__last_name="Ailleurs-Invisible")
    read(browser(house.stranger), foreign)
    html = looked_through(manager)
    assert str(case) in html
    assert house.adviser.full_name in html
    assert "Ailleurs-Invisible" not in html
    assert house.stranger.full_name not in html


def test_manager_narrows_by_person_by_colleague_and_by_day(manager, adviser, house, case, browser):
    other = factories.CaseFactory(organisation=house.platform, beneficiary__last_name="Éluard")
    read(adviser, case)
    read(browser(house.colleague), other)
    assert str(other) not in looked_through(manager, person=case.beneficiary.last_name)
    assert str(other) in looked_through(manager, person="eluard")
    assert str(case) not in looked_through(manager, colleague=house.colleague.pk)
    assert "Aucune ligne" in looked_through(manager, day="2001-01-01")
    assert str(case) in looked_through(manager, day=timezone.localdate().isoformat())


def test_person_of_another_platform_is_not_found_by_name(manager, house, browser):
    foreign = factories.CaseFactory(organisation=house.neighbour, beneficiary__last_name="Ailleurs")
    read(browser(house.stranger), foreign)
    assert "Aucune ligne" in looked_through(manager, person="ailleurs")


@pytest.mark.parametrize("query", [{"day": "x"}, {"colleague": "999999"}, {"colleague": "x"}, {"person": "\0%_'"}])
def test_meddled_filter_still_shows_the_page(manager, query):
    assert manager.get(reverse("cases:platform-journal"), query).status_code == 200


@pytest.mark.parametrize("files", [29, 30])
def test_many_files_within_an_hour_are_pointed_out(manager, house, files):
    for case in factories.CaseFactory.create_batch(files, organisation=house.platform):
        record(by=house.adviser, action=Action.READ, subject=case)
        record(by=house.adviser, action=Action.READ, subject=case)
    assert ("a ouvert 30 dossiers différents" in looked_through(manager)) == (files == 30)


def test_unusual_reads_of_other_days_are_not_told_today(house):
    for case in factories.CaseFactory.create_batch(30, organisation=house.platform):
        record(by=house.adviser, action=Action.READ, subject=case)
    start = timezone.now() - datetime.timedelta(days=3)
    assert queries.unusual_reads([house.adviser.pk], start=start, end=start + datetime.timedelta(days=1)) == []


def test_journal_of_a_case_tells_what_was_agreed_to(adviser, case, house):
    give_consent(person=case.beneficiary, purpose="contact", wording="J’accepte.", how="spoken", by=house.adviser)
    html = adviser.get(reverse("cases:journal", args=[case.pk])).content.decode()
    assert "accord donné" in html
