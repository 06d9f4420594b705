"""The languages of public pages: how the page is marked, and what it says of texts that nobody has reviewed."""

import dataclasses

import pytest
from django.template import engines
from django.urls import reverse
from django.utils import translation
from django_cotton.compiler_regex import CottonCompiler

from allant.web.ui import languages

pytestmark = pytest.mark.django_db
DRAFT = "première version"


def spoken(client, language, address="/test/"):
    client.post(reverse("set_language"), {"language": language, "next": address})
    return client.get(address).content.decode()


def status(texts, language):
    source = CottonCompiler().process('<c-text-status :texts="texts" />')
    with translation.override(language):
        return engines["django"].from_string(source).render({"texts": texts})


@pytest.mark.parametrize(
    ("language", "html", "direction", "sheet"),
    [
        ("fr", "fr", "ltr", "bootstrap.min.css"),
        ("fr-simple", "fr", "ltr", "bootstrap.min.css"),
        ("en", "en", "ltr", "bootstrap.min.css"),
        ("ar", "ar", "rtl", "bootstrap.rtl.min.css"),
    ],
)
def test_page_is_marked_with_its_language_and_direction(browser, language, html, direction, sheet):
    page = spoken(browser(), language)
    assert f'<html lang="{html}" dir="{direction}"' in page
    assert f"vendor/{sheet}" in page


def test_menu_names_each_language_as_its_readers_write_it(browser):
    page = spoken(browser(), "ar")
    for each in languages.LANGUAGES:
        assert f'value="{each.code}" lang="{each.html}"' in page
        assert f">{each.name}</button>" in page


def test_browser_that_asks_for_arabic_gets_it_and_never_easy_french_by_itself(browser):
    assert 'dir="rtl"' in browser(headers={"accept-language": "ar-MA,fr;q=0.5"}).get("/test/").content.decode()
    assert "Ce test est court" not in browser(headers={"accept-language": "fr"}).get("/test/").content.decode()


def test_easy_french_says_in_french_what_it_does_not_say_otherwise(browser):
    page = spoken(browser(), "fr-simple")
    assert "Ce test est court et gratuit." in page
    assert "Commencer" in page


def test_page_of_a_draft_language_says_so_once(browser):
    assert spoken(browser(), "fr-simple").count("Personne ne les a encore vérifiés") == 1
    assert DRAFT not in spoken(browser(), "fr")


def test_one_draft_makes_a_draft_of_the_page():
    assert DRAFT in status({"is_draft": True, "reviewed_by": ["Zoé Faure"]}, "fr")


def test_reviewed_texts_name_who_reviewed_them():
    shown = status({"is_draft": False, "reviewed_by": ["Zoé Faure", "Ali Benali"]}, "fr")
    assert "Zoé Faure, Ali Benali" in shown
    assert DRAFT not in shown


def test_language_that_somebody_reviewed_is_no_draft_any_more(monkeypatch):
    reviewed = tuple(
        dataclasses.replace(each, is_draft=False, reviewed_by="Ali Benali") if each.code == "ar" else each
        for each in languages.LANGUAGES
    )
    monkeypatch.setattr(languages, "LANGUAGES", reviewed)
    assert "Ali Benali" in status(None, "ar")
    assert "Zoé Faure" in status({"is_draft": False, "reviewed_by": ["Zoé Faure"]}, "ar")


def test_question_of_the_test_says_that_its_text_is_a_draft(browser):
    assert spoken(browser(), "fr", "/test/question/licence/").count(DRAFT) == 1
