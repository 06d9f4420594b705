"""Who makes and reads the papers of a case, and the line that each reading leaves."""

import pytest
from django.urls import reverse

from allant.web.documents.models import Document, Paper, Signature
from allant.web.journal.models import Entry

denies = pytest.mark.denies
pytestmark = pytest.mark.django_db
ABOUT_THE_CASE = [
    pytest.param("cases:papers", "get", (), marks=denies("cases:papers")),
    pytest.param("cases:paper-new", "get", ("attestation",), marks=denies("cases:paper-new")),
    pytest.param("cases:paper-new", "post", ("attestation",), marks=denies("cases:paper-new")),
    pytest.param("cases:document-add", "get", (), marks=denies("cases:document-add")),
    pytest.param("cases:document-add", "post", (), marks=denies("cases:document-add")),
]
ABOUT_THE_PAPER = [
    pytest.param("cases:paper", "get", (), marks=denies("cases:paper")),
    pytest.param("cases:paper-pdf", "get", (), marks=denies("cases:paper-pdf")),
    pytest.param("cases:paper-text", "get", (), marks=denies("cases:paper-text")),
    pytest.param("cases:paper-sign", "get", (), marks=denies("cases:paper-sign")),
    pytest.param("cases:paper-sign", "post", (), marks=denies("cases:paper-sign")),
    pytest.param("cases:paper-scan", "get", (), marks=denies("cases:paper-scan")),
    pytest.param("cases:paper-scan", "post", (), marks=denies("cases:paper-scan")),
    pytest.param("cases:paper-withdraw", "post", (), marks=denies("cases:paper-withdraw")),
]


def refused(client, house, address, method):
    answer = getattr(client(), method)(address)
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("accounts:sign-in"))
    for role in ("network_head", "prescriber"):
        assert getattr(client(getattr(house, role)), method)(address).status_code == 403
    for stranger in (house.stranger, house.strange_manager):
        assert getattr(client(stranger), method)(address).status_code == 404


@pytest.mark.parametrize(("route", "method", "more"), ABOUT_THE_CASE)
def test_papers_of_a_case_are_for_its_team(route, method, more, case, closed, house, browser):
    refused(browser, house, reverse(route, args=[case.pk, *more]), method)
    assert Paper.objects.count() == Document.objects.count() == 0
    assert getattr(browser(house.manager), method)(reverse(route, args=[case.pk, *more])).status_code == 200


@pytest.mark.parametrize(("route", "method", "more"), ABOUT_THE_PAPER)
def test_paper_is_for_the_team_that_made_it(route, method, more, contract, house, browser):
    refused(browser, house, reverse(route, args=[contract.pk]), method)
    assert Signature.objects.count() == 0
    assert not Paper.objects.get().is_withdrawn
    assert getattr(browser(house.manager), method)(reverse(route, args=[contract.pk])).status_code == 200


def test_paper_that_does_not_exist_is_not_made(adviser, case):
    assert adviser.get(reverse("cases:paper-new", args=[case.pk, "diplome"])).status_code == 404


def test_each_paper_that_is_read_leaves_its_line(adviser, case, contract):
    adviser.get(reverse("cases:paper-pdf", args=[contract.pk]))
    line = Entry.objects.filter(subject_type="case", subject_id=str(case.pk), action="read").first()
    assert line.detail == "papier, PDF"
