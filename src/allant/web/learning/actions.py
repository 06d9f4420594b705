"""Writes of lessons and rehearsed trips."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from allant.errors import InputError
from allant.sources.lessons import read_lesson
from allant.web.accounts.models import User
from allant.web.cases.actions import record_observation
from allant.web.cases.models import Case
from allant.web.journal.actions import record
from allant.web.journal.models import Action
from allant.web.learning.models import LessonProgress, Rehearsal, RehearsalTrip
from allant.web.people.models import Beneficiary


@transaction.atomic
def propose_lesson(*, case: Case, lesson: str, by: User) -> LessonProgress:
    """Put a lesson on the person's page; proposing it again changes nothing."""
    title = read_lesson(lesson).title.in_language("fr").text
    progress, _is_new = LessonProgress.objects.get_or_create(person=case.beneficiary, lesson=lesson)
    if progress.proposed_at is None:
        progress.proposed_at, progress.proposed_by = timezone.now(), by
        progress.save(update_fields=["proposed_at", "proposed_by"])
        record(by=by, action=Action.CHANGE, subject=case, detail=f"leçon proposée : {title}"[:200])
    return progress


@transaction.atomic
def take_lesson_back(*, case: Case, lesson: str, by: User) -> None:
    """Take a lesson off the person's page, unless they began it: what they did stays."""
    progress = LessonProgress.objects.select_for_update().filter(person=case.beneficiary, lesson=lesson).first()
    if progress is None or progress.proposed_at is None:
        return
    title = read_lesson(lesson).title.in_language("fr").text
    if progress.started_at is not None:
        raise InputError(
            value=title,
            rule="La personne a déjà commencé cette leçon.",
            remedy="Laissez-la : ce qu’elle a fait reste visible.",
        )
    progress.delete()
    record(by=by, action=Action.CHANGE, subject=case, detail=f"leçon retirée : {title}"[:200])


@transaction.atomic
def see_card(*, person: Beneficiary, lesson: str, card: int) -> None:
    """Note that a person reached a card of a lesson."""
    progress, _is_new = LessonProgress.objects.select_for_update().get_or_create(person=person, lesson=lesson)
    progress.started_at = progress.started_at or timezone.now()
    progress.last_card = max(progress.last_card, card)
    progress.save(update_fields=["started_at", "last_card"])


@transaction.atomic
def try_card(*, person: Beneficiary, lesson: str, card: int, is_right: bool) -> None:
    """Note the first answer that a person gives to a card; later tries are for learning and do not count."""
    progress, _is_new = LessonProgress.objects.select_for_update().get_or_create(person=person, lesson=lesson)
    if card in progress.tried_cards:
        return
    progress.tried_cards = [*progress.tried_cards, card]
    progress.right_cards = [*progress.right_cards, card] if is_right else progress.right_cards
    progress.save(update_fields=["tried_cards", "right_cards"])


@transaction.atomic
def finish_lesson(*, person: Beneficiary, lesson: str) -> bool:
    """Note that a lesson is finished once every question was tried; return whether it is."""
    asked = {number for number, card in enumerate(read_lesson(lesson).cards, start=1) if card.is_practice}
    progress = LessonProgress.objects.select_for_update().filter(person=person, lesson=lesson).first()
    if progress is None or not asked <= set(progress.tried_cards):
        return False
    if progress.finished_at is None:
        progress.finished_at = timezone.now()
        progress.save(update_fields=["finished_at"])
    return True


@transaction.atomic
def prepare_rehearsal(*, rehearsal: Rehearsal, by: User) -> Rehearsal:
    """Keep a trip to rehearse."""
    rehearsal.created_by = by
    rehearsal.save()
    record(by=by, action=Action.CHANGE, subject=rehearsal.case, detail=f"trajet à apprendre : {rehearsal}"[:200])
    return rehearsal


@transaction.atomic
def record_trip(*, trip: RehearsalTrip, by: User) -> RehearsalTrip:
    """Keep one time that the trip was made."""
    trip.recorded_by = by
    trip.save()
    detail = f"trajet {trip.get_stage_display()} : {trip.rehearsal}"
    record(by=by, action=Action.CHANGE, subject=trip.rehearsal.case, detail=detail[:200])
    return trip


@transaction.atomic
def erase_trip(*, trip: RehearsalTrip, by: User) -> None:
    """Take back a trip noted by mistake; the journal keeps what it said."""
    said = f"trajet effacé : {trip.rehearsal}, {trip.made_on:%d/%m/%Y}, {trip.get_stage_display()}"
    record(by=by, action=Action.ERASE, subject=trip.rehearsal.case, detail=said[:200])
    trip.delete()


@transaction.atomic
def confirm_skills(*, rehearsal: Rehearsal, answers: Mapping[str, str], seen_on: date, by: User) -> int:
    """Keep the skills seen on the trip, for the next bilan to propose; return how many."""
    kept = {question: answer for question, answer in answers.items() if answer}
    for question, answer in kept.items():
        record_observation(
            case=rehearsal.case,
            question=question,
            answer=answer,
            seen_on=seen_on,
            detail=f"trajet {rehearsal}"[:300],
            by=by,
        )
    return len(kept)
