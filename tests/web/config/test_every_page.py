"""What every page owes to those who read it: safe headers, no inline script or style, no cache of personal data."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from tests.web import factories

from allant.web.cases.enums import Moment

pytestmark = pytest.mark.django_db
PUBLIC = [
    "/",
    "/confidentialite/",
    "/accessibilite/",
    "/test/",
    "/test/question/licence/",
    "/grille/",
    "/grille/fr-2026.1/",
    "/grille/fr-2026.1-test/",
    "/connexion/",
    "/sur-cet-appareil/",
    "/atelier/",
    "/nulle-part/",
]
DIRECTIVES = {
    "default-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}


@pytest.fixture
def guarded(house, case):
    """Every page for people who work that a browser can open, with who opens it."""
    handover = factories.received(house.adviser)
    step = factories.StepFactory(case=case)
    pending = factories.PendingImportFactory(
        by=house.adviser,
        rows=1,
        refused=[{"row": 2, "field": "nom", "value": "", "rule": "Règle.", "remedy": "Remède."}],
    )
    closed = factories.bilan(
        case=case, by=house.adviser, answers=factories.answers_to("fr-2026.1", 1), is_finished=True
    )
    left = factories.bilan(
        case=case, by=house.adviser, moment=Moment.EXIT, answers={"licence": "valid"}, is_finished=True
    )
    draft = factories.bilan(case=case, by=house.adviser, moment=Moment.MID)
    team = {
        "list": [],
        "new": [],
        "import-new": [],
        "import": [pending.pk],
        "case": [case.pk],
        "edit": [case.pk],
        "journal": [case.pk],
        "timeline": [case.pk],
        "consents": [case.pk],
        "duplicates": [],
        "person": [case.pk],
        "transfer-new": [case.pk],
        "transfers": [],
        "note": [factories.NoteFactory(case=case, author=house.adviser).pk],
        "bilan-new": [case.pk],
        "exit": [case.pk],
        "step": [step.pk],
        "received-test": [handover.pk],
        "bilan-section": [draft.assessment_id, "own_words"],
    }
    pages = [(house.adviser, reverse(f"cases:{name}", args=args)) for name, args in team.items()]
    pages += [(house.adviser, reverse("cases:bilan", args=[link.assessment_id])) for link in (draft, closed)]
    pages += [(house.adviser, reverse("cases:bilan-result", args=[link.assessment_id])) for link in (closed, left)]
    pages += [(house.adviser, reverse("assessments:redeem")), (house.manager, reverse("cases:platform"))]
    pages += [(house.network_head, reverse("cases:network")), (house.prescriber, reverse("cases:referred"))]
    return pages


def check_headers(response):
    assert set(response["Content-Security-Policy"].split("; ")) >= DIRECTIVES
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


def check_markup(html):
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:|hx-on", html)
    # Data in a script element is not run; any other script comes from a file of ours.
    assert not re.search(r"<script(?![^>]*\s(?:src=\"/static/|type=\"application/json\"))", html)
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", html)
    assert html.count("<h1") == 1
    assert re.search(r"<title>\s*\S", html)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_page_is_safe(browser, address):
    response = browser().get(address)
    check_headers(response)
    check_markup(response.content.decode())


def test_page_for_people_who_work_is_safe_and_never_cached(guarded, browser):
    for user, address in guarded:
        response = browser(user).get(address)
        assert response.status_code == 200, address
        check_headers(response)
        check_markup(response.content.decode())
        assert set(response["Cache-Control"].split(", ")) >= {"private", "no-store"}, address


def test_page_for_people_who_work_is_in_french_whatever_the_browser_says(guarded, browser):
    for user, address in guarded:
        assert '<html lang="fr"' in browser(user, headers={"accept-language": "en"}).get(address).content.decode()


@pytest.mark.parametrize("address", ["/", "/confidentialite/", "/test/", "/connexion/", "/grille/"])
def test_public_page_speaks_the_language_of_the_browser(browser, address):
    for language in ("fr", "en"):
        html = browser(headers={"accept-language": language}).get(address).content.decode()
        assert f'<html lang="{language}"' in html


def test_unknown_host_is_refused(browser):
    assert browser().get("/", headers={"host": "mechant.example"}).status_code == 400


def test_page_that_does_not_exist_says_so_without_its_address(browser):
    html = browser().get("/<script>alert(1)</script>/").content.decode()
    assert "alert(1)" not in html


def test_page_of_a_failure_needs_no_database(browser, monkeypatch, django_assert_max_num_queries):
    from django.test import RequestFactory

    from allant.web.config.views import server_error

    with django_assert_max_num_queries(0):
        response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "<h1>" in response.content.decode()


def test_cookies_stay_out_of_reach_of_scripts():
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_methods_that_no_page_uses_are_refused(browser, house, case, method):
    assert getattr(browser(house.adviser), method)(reverse("cases:case", args=[case.pk])).status_code == 405


def test_form_sent_from_another_site_is_refused(house, case, browser):
    client = browser(house.adviser, enforce_csrf_checks=True)
    assert client.post(reverse("cases:exit-undo", args=[case.pk])).status_code == 403


def test_fictional_territory_says_so_on_every_page(house, case, browser):
    assert "Territoire fictif" not in browser(house.adviser).get("/dossiers/").content.decode()
    house.territory.is_fictional = True
    house.territory.save()
    for user, address in ((house.adviser, "/dossiers/"), (house.network_head, "/reseau/")):
        assert "Territoire fictif" in browser(user).get(address).content.decode()
