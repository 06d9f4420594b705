"""Each look at the data of a person, and each change, leaves its line."""

import pytest
from django.urls import reverse
from tests.web import factories

from allant.web.cases.enums import Moment
from allant.web.journal.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(case, house):
    return factories.bilan(case=case, by=house.adviser, answers=factories.answers_to("fr-2026.1", 1), is_finished=True)


@pytest.fixture
def draft(case, house, closed):
    return factories.bilan(case=case, by=house.adviser, moment=Moment.MID)


def last_line(subject_type, subject):
    return Entry.objects.filter(subject_type=subject_type, subject_id=str(subject.pk)).first()


@pytest.mark.parametrize(
    ("route", "detail"),
    [
        ("case", "dossier"),
        ("edit", "identité et contacts"),
        ("timeline", "fil du dossier"),
        ("journal", "journal du dossier"),
        ("exit", "sortie"),
    ],
)
def test_look_at_a_case_leaves_its_line(adviser, house, case, route, detail):
    adviser.get(reverse(f"cases:{route}", args=[case.pk]))
    line = last_line("case", case)
    assert (line.by, line.action, line.detail) == (house.adviser, "read", detail)


@pytest.mark.parametrize("route", ["bilan", "bilan-result", "bilan-section"])
def test_look_at_a_bilan_leaves_its_line_on_the_case(adviser, house, case, closed, draft, route):
    more = ["material"] if route == "bilan-section" else []
    link = closed if route == "bilan-result" else draft
    adviser.get(reverse(f"cases:{route}", args=[link.assessment_id, *more]))
    line = last_line("case", case)
    assert (line.by, line.action) == (house.adviser, "read")


def test_look_at_a_list_leaves_its_line_on_the_organisation(adviser, house, browser):
    adviser.get(reverse("cases:list"))
    assert last_line("organisation", house.platform).by == house.adviser
    browser(house.prescriber).get(reverse("cases:referred"))
    assert last_line("organisation", house.referrer).by == house.prescriber


def test_look_at_a_received_test_leaves_its_line(adviser, house):
    handover = factories.received(house.adviser)
    lines = Entry.objects.count()
    adviser.get(reverse("cases:received-test", args=[handover.pk]))
    assert Entry.objects.count() == lines + 1
    assert last_line("handover", handover).by == house.adviser


def test_refused_look_leaves_no_line(case, house, browser):
    browser(house.stranger).get(reverse("cases:case", args=[case.pk]))
    browser(house.network_head).get(reverse("cases:case", args=[case.pk]))
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("route", "data"),
    [
        ("decide", {"decision": "light", "decided_on": "2026-11-01"}),
        ("suspension", {"reason": "away", "starts_on": "2026-11-01"}),
        ("objective-new", {"label": "Aller au marché", "kind": "daily_life", "state": "open"}),
        ("template-apply", {"template": "driving_licence"}),
        ("step-add", {"label": "Réparer", "kind": "repair"}),
        ("bilan-new", {"moment": "entry", "setting": "home", "company": "alone", "language": "fr"}),
        ("exit", {"exited_on": "2026-11-01", "outcome": "moved", "no_assessment_reason": "moved"}),
        ("edit", {"first_name": "Z", "last_name": "L", "source": "spontaneous"}),
    ],
)
def test_change_of_a_case_leaves_its_line(adviser, house, case, route, data):
    adviser.post(reverse(f"cases:{route}", args=[case.pk]), data)
    line = last_line("case", case)
    assert line.by == house.adviser
    assert line.action in {"create", "change"}


def test_change_of_a_step_leaves_its_line(adviser, house, case):
    step = factories.StepFactory(case=case, label="Un")
    factories.StepFactory(case=case, label="Deux")
    adviser.post(reverse("cases:step-move", args=[step.pk]), {"direction": "down"})
    assert last_line("case", case).detail == "ordre des étapes"


def test_journal_page_says_who_and_what_in_words(adviser, case, house):
    adviser.get(reverse("cases:case", args=[case.pk]))
    html = adviser.get(reverse("cases:journal", args=[case.pk])).content.decode()
    assert house.adviser.full_name in html
    assert "a consulté" in html


def test_journal_of_a_case_does_not_show_the_lines_of_another(adviser, case, house):
    other = factories.CaseFactory(organisation=house.platform)
    adviser.get(reverse("cases:edit", args=[other.pk]))
    html = adviser.get(reverse("cases:journal", args=[case.pk])).content.decode()
    assert "identité et contacts" not in html
