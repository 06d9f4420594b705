"""The mobility test, walked without account and without JavaScript."""

import re

import pytest
from django.core import signing
from django.urls import reverse
from django.utils.html import escape
from tests.web import factories

from allant.sources.grids import read_grid
from allant.web.assessments import device
from allant.web.assessments.models import Answer, Assessment, Handover, Score
from allant.web.documents.models import Code

pytestmark = pytest.mark.django_db
GRID = "fr-2026.1-test"
PRIVATE = {"no-store", "private"}


@pytest.fixture
def phone(browser):
    """A visitor's browser, in French."""
    return browser(headers={"accept-language": "fr"})


def question_address(code):
    return reverse("assessments:test-question", args=[code])


def walk(client, answers):
    """Answer whatever is asked until there is nothing left; return the codes asked, in order."""
    asked, address = [], question_address(read_grid(GRID).questionnaire.questions[0].code)
    while address.startswith("/test/question/"):
        code = address.rstrip("/").rsplit("/", 1)[1]
        asked.append(code)
        address = client.post(address, {"answer": answers[code]}).url
    assert address == reverse("assessments:test-result")
    return asked


def hand_over(client):
    walk(client, factories.answers_to(GRID, 1))
    return client.post(reverse("assessments:test-code"), {"consent": "1"})


def put_cookie(client, **content):
    client.cookies[device.COOKIE] = signing.dumps(content, salt=device.SALT, compress=True)


def test_test_starts_at_the_first_question(phone):
    html = phone.get(reverse("assessments:test")).content.decode()
    assert question_address("licence") in html
    assert "Commencer" in html


def test_every_question_is_asked_once_in_order(phone):
    asked = walk(phone, factories.answers_to(GRID, 0))
    assert asked == [each.code for each in read_grid(GRID).questionnaire.questions]


def test_questions_that_do_not_concern_the_person_are_not_asked(phone):
    asked = walk(phone, factories.answers_to(GRID, 0, vehicle="none", children="no_children"))
    assert {"vehicle_state", "children_trips"}.isdisjoint(asked)


def test_question_closed_by_an_answer_leads_back_to_the_start(phone):
    phone.post(question_address("vehicle"), {"answer": "none"})
    assert phone.get(question_address("vehicle_state")).url == reverse("assessments:test")


def test_back_leads_over_the_question_that_was_not_asked(phone):
    phone.post(question_address("vehicle"), {"answer": "none"})
    assert f'href="{question_address("vehicle")}"' in phone.get(question_address("transport_pass")).content.decode()


def test_question_shows_again_what_was_answered(phone):
    phone.post(question_address("licence"), {"answer": "learning"})
    html = phone.get(question_address("licence")).content.decode()
    assert re.search(r'value="learning" checked', html)


def test_changed_answer_replaces_the_former_one(phone):
    phone.post(question_address("licence"), {"answer": "learning"})
    phone.post(question_address("licence"), {"answer": "valid"})
    assert device.DeviceTest(**signing.loads(phone.cookies[device.COOKIE].value, salt=device.SALT)).answers == {
        "licence": "valid"
    }


@pytest.mark.parametrize("answer", ["", "x" * 5000, "<b>", "\0", "na", "NONE"])
def test_question_without_a_valid_answer_comes_back_with_a_reason(phone, answer):
    response = phone.post(question_address("licence"), {"answer": answer})
    assert response.status_code == 200
    assert 'id="answer-erreur"' in response.content.decode()
    assert device.COOKIE not in phone.cookies


def test_unknown_question_leads_back_to_the_start(phone):
    assert phone.get(question_address("salary")).url == reverse("assessments:test")


def test_result_before_the_end_leads_to_the_next_question(phone):
    phone.post(question_address("licence"), {"answer": "valid"})
    assert phone.get(reverse("assessments:test-result")).url == question_address("vehicle")


def test_test_under_way_can_be_taken_up_again(phone):
    phone.post(question_address("licence"), {"answer": "valid"})
    html = phone.get(reverse("assessments:test")).content.decode()
    assert "Reprendre le test" in html
    assert question_address("vehicle") in html


def test_result_says_the_estimate_with_its_interval(phone):
    walk(phone, factories.answers_to(GRID, 1))
    html = phone.get(reverse("assessments:test-result")).content.decode()
    assert re.search(
        r"Environ \d+ sur 100\. On est sûr à 90 % que c’est entre \d+ et \d+\.", html.replace("\u00a0", " ")
    )


def test_result_of_somebody_who_knows_nothing_claims_nothing(phone):
    walk(phone, dict.fromkeys(factories.answers_to(GRID), "dk"))
    html = phone.get(reverse("assessments:test-result")).content.decode()
    assert "Il manque trop de réponses" in html
    assert not re.search(r"\d+ sur 100", html)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_test_speaks_the_language_that_was_chosen(phone, language):
    assert phone.post(reverse("set_language"), {"language": language, "next": "/test/"}).url == "/test/"
    question = read_grid(GRID).questionnaire.questions[0]
    html = phone.get(question_address(question.code)).content.decode()
    assert f'<html lang="{language}"' in html
    assert question.label.wordings[language].text.replace("'", "&#x27;") in html


def test_nothing_is_kept_before_consent(phone):
    walk(phone, factories.answers_to(GRID, 1))
    phone.get(reverse("assessments:test-result"))
    for model in (Assessment, Answer, Score, Code, Handover):
        assert not model.objects.exists(), model


@pytest.mark.parametrize("consent", [{}, {"consent": ""}, {"consent": "0"}])
def test_nothing_is_kept_without_consent(phone, consent):
    walk(phone, factories.answers_to(GRID, 1))
    response = phone.post(reverse("assessments:test-code"), consent)
    assert response.status_code == 200
    assert "Sans votre accord, rien n’est gardé" in response.content.decode()
    assert not Assessment.objects.exists()
    assert not Code.objects.exists()


def test_code_is_refused_to_an_unfinished_test(phone):
    phone.post(question_address("licence"), {"answer": "valid"})
    phone.post(reverse("assessments:test-code"), {"consent": "1"})
    assert not Code.objects.exists()


def test_consent_keeps_the_answers_with_its_wording_and_no_name(phone):
    assert hand_over(phone).url == reverse("assessments:test-code")
    handover = Handover.objects.get()
    assert handover.consent_wording.startswith("J’accepte qu’Allant garde mes réponses, sans mon nom")
    assert handover.assessment.by is None
    assert handover.assessment.scores.get().index is not None


def test_second_press_gives_the_same_code(phone):
    hand_over(phone)
    phone.post(reverse("assessments:test-code"), {"consent": "1"})
    assert Handover.objects.count() == 1


def test_code_page_shows_code_and_picture_without_outside_address(phone):
    hand_over(phone)
    code = Code.objects.get()
    html = phone.get(reverse("assessments:test-code")).content.decode()
    assert str(code) in html
    assert 'src="data:image/svg+xml' in html


def test_foreign_host_never_reaches_the_picture_of_the_code(phone):
    hand_over(phone)
    assert phone.get(reverse("assessments:test-code"), headers={"host": "mechant.example"}).status_code == 400


def test_withdrawal_erases_the_answers_at_once(phone):
    hand_over(phone)
    phone.post(reverse("assessments:test-withdraw"))
    for model in (Assessment, Answer, Score, Handover):
        assert not model.objects.exists(), model
    assert Code.objects.get().revoked_at is not None
    assert "Obtenir mon code" in phone.get(reverse("assessments:test-result")).content.decode()


def test_new_code_can_be_asked_for_after_a_withdrawal(phone):
    hand_over(phone)
    phone.post(reverse("assessments:test-withdraw"))
    phone.post(reverse("assessments:test-code"), {"consent": "1"})
    assert Handover.objects.get().code.is_open


def test_new_code_can_be_asked_for_once_the_answers_were_erased(phone):
    hand_over(phone)
    Handover.objects.get().assessment.delete()
    assert "Obtenir mon code" in phone.get(reverse("assessments:test-result")).content.decode()
    phone.post(reverse("assessments:test-code"), {"consent": "1"})
    assert Handover.objects.get().code.is_open


def test_withdrawal_comes_too_late_once_an_adviser_opened_the_test(phone, house):
    hand_over(phone)
    Code.objects.update(redeemed_at="2026-11-01T10:00Z", redeemed_by=house.adviser)
    phone.post(reverse("assessments:test-withdraw"))
    assert Assessment.objects.exists()
    assert "Ce code ne sert plus" in phone.get(reverse("assessments:test-code")).content.decode()


def test_withdrawal_needs_the_device_that_made_the_code(phone, browser):
    hand_over(phone)
    browser().post(reverse("assessments:test-withdraw"))
    assert Handover.objects.get().code.is_open


def test_erasing_takes_everything_off_the_device(phone):
    walk(phone, factories.answers_to(GRID, 1))
    phone.post(reverse("assessments:test-erase"))
    assert "Commencer" in phone.get(reverse("assessments:test")).content.decode()


@pytest.mark.parametrize("value", ["", "x", "e30:1:x", "é", "." * 4000])
def test_tampered_cookie_is_an_empty_test(phone, value):
    phone.cookies[device.COOKIE] = value
    assert "Commencer" in phone.get(reverse("assessments:test")).content.decode()


def test_cookie_signed_for_something_else_is_an_empty_test(phone):
    phone.cookies[device.COOKIE] = signing.dumps({"answers": {"licence": "valid"}, "code": ""}, salt="another")
    assert "Commencer" in phone.get(reverse("assessments:test")).content.decode()


def test_answers_of_an_older_test_are_left_out(phone):
    put_cookie(phone, answers={"horse": "yes", "vehicle": "cart", "licence": "valid"}, code="")
    assert question_address("vehicle") in phone.get(reverse("assessments:test")).content.decode()


def test_cookie_is_out_of_reach_of_scripts_and_other_sites(phone, settings):
    settings.BEHIND_HTTPS = True
    cookie = phone.post(question_address("licence"), {"answer": "valid"}).cookies[device.COOKIE]
    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["samesite"] == "Lax"


def test_pages_of_the_test_are_never_cached(phone):
    hand_over(phone)
    for name in ("test", "test-result", "test-code"):
        response = phone.get(reverse(f"assessments:{name}"))
        assert set(response["Cache-Control"].split(", ")) >= PRIVATE, name


def test_answer_from_another_site_is_refused(browser):
    client = browser(enforce_csrf_checks=True)
    assert client.post(question_address("licence"), {"answer": "valid"}).status_code == 403


@pytest.mark.parametrize("grid", ["fr-2026.1", GRID])
def test_grid_page_shows_every_question_and_its_fingerprint(phone, grid):
    html = phone.get(reverse("assessments:grid", args=[grid])).content.decode()
    content = read_grid(grid)
    assert content.checksum in html
    for question in content.questionnaire.questions:
        assert question.label.in_language("fr").text.replace("'", "&#x27;") in html, question.code


@pytest.mark.parametrize(("language", "other"), [("fr", "en"), ("en", "fr")])
def test_grid_page_names_its_sources_in_the_language_of_the_page(browser, language, other):
    reader = browser(headers={"accept-language": language})
    html = reader.get(reverse("assessments:grid", args=["fr-2026.1"])).content.decode()
    content = read_grid("fr-2026.1")
    for code, reference in content.references.items():
        times = sum(code in codes for codes in content.item_sources.values())
        assert html.count(escape(reference.title.in_language(language).text)) == times + 1, code
        assert escape(reference.title.in_language(other).text) not in html, code


@pytest.mark.parametrize("grid", ["fr-1999.1", "..", "%00", "fr-2026.1.yaml", "%2e%2e%2f%2e%2e%2fpyproject", "frozen"])
def test_unknown_grid_does_not_exist(phone, grid):
    assert phone.get(f"/grille/{grid}/").status_code == 404


def test_every_question_and_answer_of_the_test_is_drawn():
    for question in read_grid(GRID).questionnaire.questions:
        assert question.icon, question.code
        assert [option.code for option in question.options if not option.icon] == [], question.code


def test_grid_that_lacks_the_language_is_shown_in_french_and_says_so(browser):
    client = browser(headers={"accept-language": "ar"})
    html = client.get("/grille/fr-2026.1/").content.decode()
    assert "ها هي بالفرنسية" in html
    assert 'lang="fr" dir="ltr"' in html
    assert "Réponses possibles" in html
    assert "ها هي بالفرنسية" not in client.get("/grille/fr-2026.1-test/").content.decode()
