"""Lessons: open to everybody, kept of nobody; proposed to a person by those who follow them."""

import pytest
from django.urls import reverse
from tests.web import factories

from allant.errors import InputError
from allant.sources.lessons import list_lessons, read_lesson
from allant.web.journal.models import Entry
from allant.web.learning import actions
from allant.web.learning.models import LessonProgress

pytestmark = pytest.mark.django_db
LESSON = "read_timetable"


def practice(code=LESSON):
    """Return the number of the first card that asks something, and the places of its right and a wrong answer."""
    number, card = next((n, each) for n, each in enumerate(read_lesson(code).cards, start=1) if each.is_practice)
    right = next(place for place, choice in enumerate(card.choices) if choice.is_right)
    return number, right, 1 if right == 0 else 0


def card(code, number):
    return reverse("learning:lesson", args=[code, number])


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_card_of_every_lesson_shows_itself(browser, language):
    client = browser(headers={"accept-language": language})
    for code in list_lessons():
        for number, content in enumerate(read_lesson(code).cards, start=1):
            html = client.get(card(code, number)).content.decode()
            assert content.text.in_language(language).text.split("«")[0].strip() in html


def test_right_answer_says_why_and_opens_the_way_on(browser):
    number, right, _wrong = practice()
    html = browser().post(card(LESSON, number), {"answer": right}).content.decode()
    assert "C’est juste" in html
    assert card(LESSON, number + 1) in html
    assert 'name="answer"' not in html


def test_wrong_answer_says_why_and_lets_one_try_again(browser):
    number, _right, wrong = practice()
    html = browser().post(card(LESSON, number), {"answer": wrong}).content.decode()
    assert "Pas tout à fait" in html
    assert 'name="answer"' in html


@pytest.mark.parametrize("answer", ["", "9", "-1", "²", "x" * 50])
def test_answer_that_is_none_is_told_and_nothing_breaks(browser, answer):
    number, *_ = practice()
    response = browser().post(card(LESSON, number), {"answer": answer})
    assert response.status_code == 200
    assert "Choisissez une réponse" in response.content.decode()


@pytest.mark.parametrize(
    "address", ["/apprendre/fly/1/", "/apprendre/read_timetable/0/", "/apprendre/read_timetable/99/"]
)
def test_card_that_does_not_exist_does_not(browser, address):
    assert browser().get(address).status_code == 404


def test_reading_without_a_link_keeps_nothing(browser):
    number, right, _wrong = practice()
    browser().get(card(LESSON, number))
    browser().post(card(LESSON, number), {"answer": right})
    browser().get(reverse("learning:lesson-end", args=[LESSON]))
    assert not LessonProgress.objects.exists()


def test_proposing_twice_is_proposing_once(house, case, adviser):
    for _ in range(2):
        adviser.post(reverse("learning:lesson-propose", args=[case.pk, LESSON]))
    progress = LessonProgress.objects.get()
    assert (progress.person, progress.proposed_by) == (case.beneficiary, house.adviser)
    assert Entry.objects.filter(detail__startswith="leçon proposée").count() == 1


def test_lesson_not_begun_can_be_taken_back(case, adviser):
    adviser.post(reverse("learning:lesson-propose", args=[case.pk, LESSON]))
    adviser.post(reverse("learning:lesson-propose", args=[case.pk, LESSON]), {"take_back": "1"})
    assert not LessonProgress.objects.exists()


def test_lesson_begun_stays(case, adviser, house):
    actions.propose_lesson(case=case, lesson=LESSON, by=house.adviser)
    actions.see_card(person=case.beneficiary, lesson=LESSON, card=3)
    with pytest.raises(InputError, match="déjà commencé"):
        actions.take_lesson_back(case=case, lesson=LESSON, by=house.adviser)
    html = adviser.get(reverse("learning:case", args=[case.pk])).content.decode()
    assert "En cours : carte 3 sur" in html


def test_only_the_first_try_of_a_card_counts(case):
    number, *_ = practice()
    for is_right in (False, True, True):
        actions.try_card(person=case.beneficiary, lesson=LESSON, card=number, is_right=is_right)
    progress = LessonProgress.objects.get()
    assert (progress.tried_cards, progress.right_cards) == ([number], [])


def test_lesson_is_finished_once_every_question_was_tried(case, adviser):
    asked = [n for n, each in enumerate(read_lesson(LESSON).cards, start=1) if each.is_practice]
    for number in asked[:-1]:
        actions.try_card(person=case.beneficiary, lesson=LESSON, card=number, is_right=True)
    assert actions.finish_lesson(person=case.beneficiary, lesson=LESSON) is False
    actions.see_card(person=case.beneficiary, lesson=LESSON, card=asked[-1])
    actions.try_card(person=case.beneficiary, lesson=LESSON, card=asked[-1], is_right=False)
    assert actions.finish_lesson(person=case.beneficiary, lesson=LESSON) is True
    html = adviser.get(reverse("learning:case", args=[case.pk])).content.decode()
    assert f"{len(asked) - 1} sur {len(asked)} du premier coup" in html


def test_lesson_that_trains_what_the_bilan_found_weak_is_said_to_be_useful(case, adviser, house):
    address = reverse("learning:case", args=[case.pk])
    assert "Utile d’après le bilan" not in adviser.get(address).content.decode()
    answers = factories.answers_to("fr-2026.1", 0, read_map="unable")
    factories.bilan(case=case, by=house.adviser, answers=answers, is_finished=True)
    assert adviser.get(address).content.decode().count("Utile d’après le bilan") == 1
