"""Turns lessons and rehearsed trips into plain values for templates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from allant.sources.grids import read_grid
from allant.sources.lessons import Card, Lesson, Table, list_lessons, read_lesson
from allant.web.assessments import presenters as assessments
from allant.web.assessments.actions import BILAN_GRID
from allant.web.learning.enums import HowItWent, Stage
from allant.web.learning.models import LessonProgress, Rehearsal, RehearsalTrip
from allant.web.ui.formatting import date as date_words

STAGE_ORDER = (Stage.WITH, Stage.SHADOWED, Stage.ALONE)
LANGUAGE = "fr"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where lessons are read: by everybody, or from the page of one person."""

    prefix: str = "learning"
    before: tuple[Any, ...] = ()
    """What addresses hold before the lesson, e.g. the number of a personal link."""

    def lessons(self) -> str:
        """The list of lessons."""
        return reverse(f"{self.prefix}:lessons", args=self.before)

    def card(self, code: str, number: int) -> str:
        """One card."""
        return reverse(f"{self.prefix}:lesson", args=[*self.before, code, number])

    def end(self, code: str) -> str:
        """The end of a lesson."""
        return reverse(f"{self.prefix}:lesson-end", args=[*self.before, code])


EVERYBODY = Addresses()


def lesson_cards(progress: Mapping[str, LessonProgress], addresses: Addresses = EVERYBODY) -> list[dict[str, Any]]:
    """Every lesson in the language of the page, with how far its reader is."""
    return [
        {
            **_names(lesson),
            "minutes": lesson.minutes,
            "url": addresses.card(lesson.code, _next_card(lesson, progress.get(lesson.code))),
            "state": _own_state(lesson, progress.get(lesson.code)),
            "is_proposed": lesson.code in progress and progress[lesson.code].proposed_at is not None,
        }
        for lesson in map(read_lesson, list_lessons())
    ]


def _names(lesson: Lesson) -> dict[str, Any]:
    language = get_language() or LANGUAGE
    return {
        "code": lesson.code,
        "title": lesson.title.in_language(language).text,
        "goal": lesson.goal.in_language(language).text,
        "icon": lesson.icon,
        "text_status": assessments.text_status([lesson.title.in_language(language)]),
    }


def _next_card(lesson: Lesson, progress: LessonProgress | None) -> int:
    if progress is None or progress.finished_at is not None:
        return 1
    return min(max(progress.last_card, 1), len(lesson.cards))


def _own_state(lesson: Lesson, progress: LessonProgress | None) -> str:
    if progress is None or progress.started_at is None:
        return ""
    if progress.finished_at is not None:
        return _("Terminée")
    return _("Commencée : carte %(card)d sur %(count)d") % {"card": progress.last_card, "count": len(lesson.cards)}


def card_page(
    lesson: Lesson, number: int, *, chosen: int | None = None, error: str = "", addresses: Addresses = EVERYBODY
) -> dict[str, Any]:
    """One card; with what was chosen, whether it is right and why."""
    language = get_language() or LANGUAGE
    card = lesson.cards[number - 1]
    is_last = number == len(lesson.cards)
    before = addresses.card(lesson.code, number - 1) if number > 1 else addresses.lessons()
    after = addresses.end(lesson.code) if is_last else addresses.card(lesson.code, number + 1)
    return {
        "lesson": _names(lesson),
        "number": number,
        "count": len(lesson.cards),
        "text": card.text.in_language(language).text,
        "table": _table(card.table, language) if card.table else None,
        "options": [(str(place), each.label.in_language(language).text, "") for place, each in enumerate(card.choices)],
        "chosen": chosen,
        "answer": _answer(card, chosen, language) if chosen is not None else None,
        "error": error,
        "back": before,
        "onward": after,
        "is_last": is_last,
    }


def _table(table: Table, language: str) -> dict[str, Any]:
    return {
        "caption": table.caption.in_language(language).text,
        "rows": [(stop, [bus[place] for bus in table.times]) for place, stop in enumerate(table.stops)],
        "buses": range(1, len(table.times) + 1),
    }


def _answer(card: Card, chosen: int, language: str) -> dict[str, Any]:
    choice = card.choices[chosen]
    return {"is_right": choice.is_right, "because": choice.because.in_language(language).text}


def end_page(lesson: Lesson, progress: LessonProgress | None, addresses: Addresses = EVERYBODY) -> dict[str, Any]:
    """The end of a lesson: what was right the first time, where it is known, and what else there is."""
    left = _first_untried(lesson, progress) if progress is not None else None
    return {
        "lesson": _names(lesson),
        "score": None if progress is None else {"right": len(progress.right_cards), "count": lesson.practice_count},
        "left_url": addresses.card(lesson.code, left) if left else "",
        "again_url": addresses.card(lesson.code, 1),
        "lessons_url": addresses.lessons(),
    }


def _first_untried(lesson: Lesson, progress: LessonProgress) -> int | None:
    cards = enumerate(lesson.cards, start=1)
    return next((number for number, card in cards if card.is_practice and number not in progress.tried_cards), None)


def followed_lessons(progress: Mapping[str, LessonProgress], weak_items: Iterable[str]) -> list[dict[str, Any]]:
    """What an adviser sees: each lesson, what it trains, how far the person is; useful ones first."""
    weak, questionnaire = set(weak_items), read_grid(BILAN_GRID).questionnaire
    rows = [
        {
            "code": lesson.code,
            "title": lesson.title.in_language(LANGUAGE).text,
            "trains": ", ".join(
                (question.short or question.label).in_language(LANGUAGE).text
                for question in map(questionnaire.question, lesson.items)
            ),
            "is_useful": bool(weak & set(lesson.items)),
            **_followed(lesson, progress.get(lesson.code)),
        }
        for lesson in map(read_lesson, list_lessons())
    ]
    return sorted(rows, key=lambda row: (not row["is_followed"], not row["is_useful"], row["title"]))


def _followed(lesson: Lesson, progress: LessonProgress | None) -> dict[str, Any]:
    if progress is None:
        return {"is_followed": False, "may_take_back": False, "state": "", "tone": "neutral"}
    words, tone = _("Proposée le %(day)s") % {"day": _day(progress.proposed_at)} if progress.proposed_at else "", "info"
    if progress.started_at is not None:
        seen = {"card": progress.last_card, "count": len(lesson.cards)}
        words, tone = _("En cours : carte %(card)d sur %(count)d") % seen, "sun"
    if progress.finished_at is not None:
        result = {
            "day": _day(progress.finished_at),
            "right": len(progress.right_cards),
            "count": lesson.practice_count,
        }
        words, tone = _("Terminée le %(day)s : %(right)d sur %(count)d du premier coup") % result, "go"
    return {"is_followed": True, "may_take_back": progress.started_at is None, "state": words, "tone": tone}


def _day(moment: Any) -> str:
    return date_words(timezone.localtime(moment).date(), LANGUAGE)


def rehearsal_rows(rehearsals: Iterable[Rehearsal]) -> list[dict[str, Any]]:
    """One line a trip: where it stands."""
    return [
        {
            "url": reverse("learning:rehearsal", args=[each.pk]),
            "title": str(each),
            "companion": each.companion,
            "stages": stages(list(each.trips.all())),
            "count": len(each.trips.all()),
            "next": _next_stage(list(each.trips.all())),
        }
        for each in rehearsals
    ]


def stages(trips: list[RehearsalTrip]) -> list[dict[str, Any]]:
    """The three stages in order: done well, under way, to come. For `c-steps`."""
    steps, is_current_found = [], False
    for stage in STAGE_ORDER:
        made = [trip for trip in trips if trip.stage == stage]
        is_done = any(trip.went == HowItWent.WELL for trip in made)
        state = "done" if is_done else "todo"
        if not is_done and not is_current_found:
            state, is_current_found = "current", True
        steps.append(
            {
                "label": Stage(stage).label.capitalize(),
                "state": state,
                "when": date_words(made[-1].made_on, LANGUAGE) if made else "",
                "note": _times(len(made)) if made else "",
                "url": "",
            }
        )
    return steps


def _times(count: int) -> str:
    return _("une fois") if count == 1 else _("%(count)d fois") % {"count": count}


def _next_stage(trips: list[RehearsalTrip]) -> str:
    """What to try next, in words."""
    done = {trip.stage for trip in trips if trip.went == HowItWent.WELL}
    ahead = next((stage for stage in STAGE_ORDER if stage not in done), None)
    if ahead is None:
        return _("Trajet appris : la personne le fait seule.")
    return _("Prochaine fois : %(stage)s.") % {"stage": Stage(ahead).label}


def rehearsal_page(rehearsal: Rehearsal) -> dict[str, Any]:
    """One trip with each time it was made."""
    trips = list(rehearsal.trips.all())
    facts = [(_("Avec"), rehearsal.companion)]
    if rehearsal.route:
        facts.append((_("Itinéraire"), rehearsal.route))
    if rehearsal.step:
        facts.append((_("Étape du parcours"), rehearsal.step.label))
    minutes = sum(trip.minutes or 0 for trip in trips)
    if minutes:
        facts.append((_("Temps passé"), _("%(minutes)d minutes") % {"minutes": minutes}))
    return {
        "case": rehearsal.case,
        "crumbs": [
            (str(rehearsal.case), reverse("cases:case", args=[rehearsal.case_id])),
            (_("Apprendre à se déplacer"), reverse("learning:case", args=[rehearsal.case_id])),
            (str(rehearsal), ""),
        ],
        "rehearsal": rehearsal,
        "title": str(rehearsal),
        "next": _next_stage(trips),
        "stages": stages(trips),
        "facts": facts,
        "trips": [
            {
                "pk": trip.pk,
                "day": trip.made_on,
                "stage": trip.get_stage_display().capitalize(),
                "went": trip.get_went_display().capitalize(),
                "minutes": _("%(minutes)d min") % {"minutes": trip.minutes} if trip.minutes else "–",
                "note": trip.note,
            }
            for trip in trips
        ],
        "is_learned": any(trip.stage == Stage.ALONE and trip.went == HowItWent.WELL for trip in trips),
    }
