"""The public pages for those who read another language, or French with difficulty."""

import re

import pytest
from playwright.sync_api import expect
from tests.journeys.pathway import TEST_ANSWERS, answer_test

from allant.web.assessments.models import Assessment

pytestmark = pytest.mark.journey
ARABIC_LETTERS = re.compile(r"[\u0600-\u06ff]")


def _choose_language(visitor, name):
    visitor.page.locator("details.menu summary").click()
    visitor.press(re.compile(f"^{name}$"))


def _is_on_the_right(visitor, selector):
    box = visitor.page.locator(selector).first.bounding_box()
    return box["x"] + box["width"] / 2 > visitor.page.viewport_size["width"] / 2


@pytest.mark.visits(
    "home", "assessments:test", "assessments:test-question", "assessments:test-result", "assessments:test-code"
)
def test_the_whole_test_is_taken_in_arabic_from_right_to_left(person):
    visitor = person()
    visitor.go("home")
    _choose_language(visitor, "العربية")
    html = visitor.page.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("dir")) == ("ar", "rtl")
    assert _is_on_the_right(visitor, ".logo")
    visitor.follow("إجراء اختبار التنقّل")
    visitor.follow("ابدأ")
    visitor.press("متابعة")
    expect(visitor.page.get_by_text("اختر إجابة للمتابعة.")).to_be_visible()
    assert _is_on_the_right(visitor, ".choice-input")
    assert visitor.page.evaluate("document.fonts.check('16px \"Noto Sans Arabic\"', 'نعم')")
    answer_test(visitor, TEST_ANSWERS, onward="متابعة")
    assert ARABIC_LETTERS.search(visitor.text("h1"))
    assert not re.search(r"[à-ü]", visitor.text())
    assert visitor.text("footer").count("هذه النصوص نسخة أولى") == 1
    visitor.page.locator("#consent").check()
    visitor.press("الحصول على رمزي")
    assert Assessment.objects.get().language == "ar"


@pytest.mark.visits(
    "home", "assessments:test", "assessments:test-question", "assessments:test-result", "assessments:test-code"
)
def test_the_whole_test_is_taken_in_easy_french(person):
    visitor = person()
    visitor.go("home")
    _choose_language(visitor, "Français facile")
    assert visitor.page.locator("html").get_attribute("lang") == "fr"
    visitor.follow("Faire le test mobilité")
    assert "Ce test est court et gratuit." in visitor.text()
    visitor.follow("Commencer")
    assert "Avez-vous le permis pour conduire une voiture ?" in visitor.text()
    answer_test(visitor, TEST_ANSWERS)
    assert "Votre résultat est environ" in visitor.text()
    assert visitor.text("footer").count("Personne ne les a encore vérifiés") == 1
    visitor.page.locator("#consent").check()
    visitor.press("Avoir mon code")
    assert Assessment.objects.get().language == "fr-simple"


@pytest.mark.visits(
    "home", "privacy", "accessibility", "accounts:sign-in", "assessments:grids", "assessments:grid", "assessments:test"
)
def test_the_other_public_pages_are_read_in_arabic_without_javascript(person):
    visitor = person(javascript=False)
    visitor.go("home")
    _choose_language(visitor, "العربية")
    for route in ("privacy", "accessibility", "accounts:sign-in", "assessments:grids", "assessments:test"):
        visitor.go(route)
        assert visitor.page.locator("html").get_attribute("dir") == "rtl"
        assert ARABIC_LETTERS.search(visitor.text("h1"))
    visitor.go("assessments:grid", "fr-2026.1-test")
    visitor.go("assessments:grid", "fr-2026.1")
    assert "ها هي بالفرنسية" in visitor.text()
    assert visitor.page.locator("main [lang=fr][dir=ltr]").get_by_role("heading", level=1).count() == 1
    _choose_language(visitor, "English")
    assert visitor.page.locator("html").get_attribute("dir") == "ltr"
    assert "Mobility skills assessment" in visitor.text("h1")
