"""Reads of the journal: about a person, a case, or what a team did."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from allant.web.accounts.models import Organisation, User
from allant.web.cases.models import Case
from allant.web.journal import queries as journal
from allant.web.journal.models import Entry
from allant.web.people import search
from allant.web.people.models import Beneficiary


@dataclass(frozen=True, slots=True)
class JournalFilter:
    """What the journal of a platform is narrowed to."""

    person: str = ""
    colleague: User | None = None
    day: date | None = None


MOST_PEOPLE_FOUND = 50


def subjects_of(person: Beneficiary) -> list[Model]:
    """Return the rows under which the journal writes about a person: themselves, whoever they were, and their cases."""
    people = Beneficiary.objects.filter(Q(pk=person.pk) | Q(merged_into=person))
    return [*people, *Case.everything.filter(beneficiary__in=people)]


def journal_of_case(case: Case) -> QuerySet[Entry]:
    """Return the lines about a case and its person, and about the files that were merged into it, newest first."""
    files = Case.everything.filter(Q(pk=case.pk) | Q(merged_into=case))
    people = Beneficiary.objects.filter(Q(pk=case.beneficiary_id) | Q(merged_into=case.beneficiary_id))
    return journal.about([*files, *people])


def journal_of_team(organisation: Organisation, narrowed: JournalFilter) -> QuerySet[Entry]:
    """Return what the team of a platform read and changed, newest first; with a person, whoever did it."""
    entries = Entry.objects.select_related("by__organisation")
    words = narrowed.person.strip()
    if words:
        found = cases_named(organisation, words)[:MOST_PEOPLE_FOUND]
        entries = journal.about([row for case in found for row in (case, case.beneficiary)])
    if narrowed.colleague is not None or not words:
        team = [narrowed.colleague] if narrowed.colleague else list(organisation.people.all())
        entries = entries.filter(by__in=team)
    if narrowed.day is not None:
        start = timezone.make_aware(datetime.combine(narrowed.day, time.min))
        entries = entries.filter(at__gte=start, at__lt=start + timedelta(days=1))
    return entries


def cases_named(organisation: Organisation, words: str) -> QuerySet[Case]:
    """Return the cases of a platform whose person the search finds by some words."""
    cases = Case.objects.filter(organisation=organisation, beneficiary__in=search.matching(organisation, words))
    return cases.select_related("beneficiary").order_by("pk")
