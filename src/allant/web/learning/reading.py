"""Reading a lesson from a request: by everybody, or from the page of one person."""

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from allant.errors import GridError
from allant.sources.lessons import Lesson, read_lesson


def lesson_or_404(code: str) -> Lesson:
    """Return a lesson by its code."""
    try:
        return read_lesson(code)
    except GridError as error:
        raise Http404(str(error)) from error


def card_or_404(code: str, number: int) -> Lesson:
    """Return the lesson of a card that exists."""
    lesson = lesson_or_404(code)
    if not 1 <= number <= len(lesson.cards):
        raise Http404
    return lesson


def read_answer(request: HttpRequest, lesson: Lesson, number: int) -> tuple[int | None, str]:
    """Return the place of the answer that was sent to a card, if any, and what is wrong with it."""
    card, typed = lesson.cards[number - 1], request.POST.get("answer", "")
    if request.method != "POST" or not card.is_practice:
        return None, ""
    if typed.isdecimal() and int(typed) < len(card.choices):
        return int(typed), ""
    return None, _("Choisissez une réponse pour continuer.")
