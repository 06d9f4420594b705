"""Reads of the journal."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Model, Q, QuerySet
from django.db.models.functions import TruncHour

from allant.web.journal.models import Action, Entry

UNUSUAL_READS_PER_HOUR = 30
"""Different files opened by one person within an hour: more is worth a question, and may have a good reason."""


@dataclass(frozen=True, slots=True)
class UnusualReads:
    """Somebody who opened many different files within an hour."""

    by: int
    hour: datetime
    files: int


def about(subjects: Iterable[Model]) -> QuerySet[Entry]:
    """Return the lines about some rows, newest first."""
    numbers = defaultdict(list)
    for each in subjects:
        numbers[each._meta.model_name].append(str(each.pk))
    is_about = Q(pk__in=[])
    for subject_type, keys in numbers.items():
        is_about |= Q(subject_type=subject_type, subject_id__in=keys)
    return Entry.objects.filter(is_about).select_related("by__organisation")


def unusual_reads(people: Iterable[int], *, start: datetime, end: datetime) -> list[UnusualReads]:
    """Return who, among some accounts, opened many different files within an hour of a period."""
    hours = (
        Entry.objects.filter(by__in=people, at__gte=start, at__lt=end, action=Action.READ, subject_type="case")
        .annotate(hour=TruncHour("at"))
        .order_by()
        .values("by", "hour")
        .annotate(files=Count("subject_id", distinct=True))
        .filter(files__gte=UNUSUAL_READS_PER_HOUR)
        .order_by("hour", "by")
    )
    return [UnusualReads(**each) for each in hours]
