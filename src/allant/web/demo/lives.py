"""How the people of Val d'Allant live, who answers for the minors among them, and what their advisers wrote down."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from allant.web.accounts.models import User
from allant.web.cases.enums import NoteKind
from allant.web.cases.models import Case, CaseNote
from allant.web.demo.stories import Story
from allant.web.people.ages import is_minor
from allant.web.people.enums import ConsentWay
from allant.web.people.models import Household, LegalGuardian, Situation
from allant.web.people.wordings import GUARDIAN, wording_of

NOTES = (
    (6, NoteKind.CALL, 10, "Appel pour confirmer le rendez-vous. Vient en bus, arrivera un peu avant l’heure."),
    (21, NoteKind.MEETING, 45, "Premier pas fait : les horaires sont repérés, l’abonnement est demandé."),
    (48, NoteKind.APPROACH, 20, "Devis reçu du garage. À comparer avec la location avant de décider."),
)
"""Days after the opening, kind, minutes, words: invented, and about travelling only."""
WRITING_HOUR = 16
MOST_FILES_WITH_NOTES = 40


def situations(stories: Iterable[Story], cases: Iterable[Case]) -> list[Situation]:
    """Return the situation of everybody on the day their case was opened."""
    return [
        Situation(
            person=case.beneficiary,
            since=case.opened_on,
            status=story.truth.before["situation"],
            licence=story.truth.before.get("licence", ""),
            vehicle=story.truth.before.get("vehicle", ""),
            recorded_by=case.adviser,
        )
        for story, case in zip(stories, cases, strict=True)
    ]


def households(stories: Iterable[Story], cases: Iterable[Case]) -> list[Household]:
    """Return the household of those who said whether they have children."""
    return [
        Household(
            person=case.beneficiary,
            since=case.opened_on,
            adults=1 + number % 2,
            small_children=number % 2 if story.truth.before.get("children") == "some" else 0,
            children=1 if story.truth.before.get("children") == "some" else 0,
            drivers=number % 2,
            recorded_by=case.adviser,
        )
        for number, (story, case) in enumerate(zip(stories, cases, strict=True))
    ]


def guardians(cases: Iterable[Case], as_of: date) -> list[LegalGuardian]:
    """Return who agreed for each minor."""
    return [
        LegalGuardian(
            person=case.beneficiary,
            name=f"Dominique {case.beneficiary.last_name}"[:100],
            relation="parent",
            phone=case.beneficiary.phone,
            agreed_on=case.opened_on,
            how=ConsentWay.PAPER,
            wording=wording_of(GUARDIAN).text,
            wording_status=wording_of(GUARDIAN).status,
            recorded_by=case.adviser,
        )
        for case in cases
        if is_minor(case.beneficiary.birth_date, as_of)
    ]


def notes(cases: Iterable[Case], manager: User, as_of: date) -> list[CaseNote]:
    """Return what advisers wrote down in the first files."""
    return [
        CaseNote(
            case=case,
            author=case.adviser or manager,
            kind=kind,
            minutes=minutes,
            text=text,
            happened_on=day,
            written_at=timezone.make_aware(datetime.combine(day, time(WRITING_HOUR))),
        )
        for case in list(cases)[:MOST_FILES_WITH_NOTES]
        for days, kind, minutes, text in NOTES
        if (day := case.opened_on + timedelta(days=days)) <= as_of
    ]
