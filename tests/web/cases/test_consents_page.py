"""The page of agreements: asked for in their words, withdrawn in one press, never erased."""

import pytest
from django.urls import reverse
from tests.web import factories

from allant.web.people.models import Consent
from allant.web.people.wordings import wording_of

pytestmark = pytest.mark.django_db


def page(client, case):
    return client.get(reverse("cases:consents", args=[case.pk])).content.decode().replace("\u00a0", " ")


def give(client, case, **fields):
    return client.post(reverse("cases:consent-give", args=[case.pk]), fields)


def test_agreement_is_recorded_in_the_words_that_the_page_shows(adviser, case, house):
    assert wording_of("contact").text in page(adviser, case)
    give(adviser, case, purpose="contact", how="spoken")
    consent = Consent.objects.get()
    assert (consent.wording, consent.how, consent.recorded_by) == (wording_of("contact").text, "spoken", house.adviser)
    assert "Donné de vive voix le" in page(adviser, case)


@pytest.mark.parametrize(("spoken", "language"), [("ar", "ar"), ("en", "en"), ("other", "fr-simple"), ("fr", "fr")])
def test_agreement_is_asked_in_the_language_of_the_person_and_kept_in_it(adviser, case, spoken, language):
    case.beneficiary.language = spoken
    case.beneficiary.save()
    html = page(adviser, case)
    asked = wording_of("support", language).text.replace("\u00a0", " ")
    assert asked in html
    assert "Texte en brouillon, pas encore relu." in html
    assert f'name="language" value="{language}"' in html
    assert ("En français :" in html) == (spoken in {"ar", "en"})
    give(adviser, case, purpose="support", how="spoken", language=language)
    consent = Consent.objects.get()
    assert (consent.wording, consent.language) == (wording_of("support", language).text, language)
    assert consent.wording_status == "draft"
    assert asked in page(adviser, case)


def test_text_may_be_read_in_another_language_than_that_of_the_person(adviser, case):
    address = reverse("cases:consents", args=[case.pk])
    html = adviser.get(address, {"langue": "ar"}).content.decode()
    assert wording_of("contact", "ar").text in html
    assert 'lang="ar" dir="rtl"' in html
    assert wording_of("contact").text in adviser.get(address, {"langue": "xx"}).content.decode()


def test_withdrawn_agreement_stays_in_the_history(adviser, case):
    give(adviser, case, purpose="support", how="paper")
    adviser.post(reverse("cases:consent-withdraw", args=[case.pk, Consent.objects.get().pk]))
    assert Consent.objects.get().withdrawn_at is not None
    html = page(adviser, case)
    assert "Retiré le" in html
    assert "Pas demandé, ou retiré." in html


def test_prescriber_is_only_asked_about_where_there_is_one(adviser, case, house):
    assert "Informer le prescripteur" not in page(adviser, case)
    case.prescriber = house.referrer
    case.save()
    assert "Informer le prescripteur" in page(adviser, case)
    give(adviser, case, purpose="inform_prescriber", how="spoken")
    assert Consent.objects.get().recipient == house.referrer


@pytest.mark.parametrize(
    "fields",
    [
        {"purpose": "transfer", "how": "spoken"},
        {"purpose": "contact", "how": "x"},
        {},
        {"purpose": "inform_prescriber", "how": "spoken"},
    ],
)
def test_agreement_that_is_not_asked_here_is_not_recorded(adviser, case, fields):
    give(adviser, case, **fields)
    assert not Consent.objects.exists()


def test_agreement_of_somebody_else_cannot_be_withdrawn_from_here(adviser, case):
    other = factories.ConsentFactory()
    assert adviser.post(reverse("cases:consent-withdraw", args=[case.pk, other.pk])).status_code == 404
    assert Consent.objects.get().is_active
