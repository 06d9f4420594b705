"""The summary that a person takes home, in their language."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader
from tests.web import factories

from allant.web.cases.actions import papers as actions
from allant.web.documents.models import Paper

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "title", "html_language"),
    [
        ("fr", "Votre mobilité, en résumé", "fr"),
        ("fr-simple", "Comment vous vous déplacez", "fr"),
        ("en", "Your mobility, in short", "en"),
        ("ar", "تنقّلك باختصار", "ar"),
    ],
)
def test_summary_speaks_the_language_of_the_person(adviser, case, house, closed, language, title, html_language):
    adviser.post(reverse("cases:paper-new", args=[case.pk, "resume"]), {"language": language})
    paper = Paper.objects.get()
    assert (paper.title, paper.language) == (title, language)
    html = adviser.get(reverse("cases:paper", args=[paper.pk])).content.decode()
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<article class="sheet paper-sheet" lang="{html_language}" dir="{direction}">' in html
    answer = adviser.get(reverse("cases:paper-pdf", args=[paper.pk]))
    reader = PdfReader(io.BytesIO(answer.content))
    assert reader.trailer["/Root"]["/Lang"] == html_language
    assert reader.metadata.title == title
    text = adviser.get(reverse("cases:paper-text", args=[paper.pk])).content.decode()
    assert text.startswith(title)


def test_summary_in_arabic_marks_what_stays_in_french(case, house, closed):
    factories.StepFactory(case=case, label="Essayer le bus de la ligne 3")
    paper = actions.make_summary(case=case, language="ar", by=house.adviser)
    lines = [line for part in paper.content["parts"] for line in part["steps"]]
    assert lines == [{"strong": "Essayer le bus de la ligne 3", "text": "", "lang": "fr"}]
    assert "sur 100" not in paper.text
    assert "من 100" in paper.text


def test_summary_says_the_index_with_its_margin_and_who_to_call(case, house, closed):
    house.platform.phone = "+33553000000"
    house.platform.save()
    case.refresh_from_db()
    paper = actions.make_summary(case=case, language="fr", by=house.adviser)
    assert "sur 100" in paper.content["quote"]
    assert str(house.adviser) in paper.text
    assert "Ce qui peut aider" in paper.text


def test_summary_needs_a_bilan(adviser, case):
    html = adviser.get(reverse("cases:paper-new", args=[case.pk, "resume"])).content.decode()
    assert "Aucun bilan n’est terminé" in html
