"""The journal of a case and of a platform, in words."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from allant.web.accounts.models import Organisation
from allant.web.cases.models import Case
from allant.web.cases.presenters.words import LANGUAGE
from allant.web.cases.queries import JournalFilter
from allant.web.journal.models import Entry
from allant.web.journal.queries import unusual_reads
from allant.web.people.models import Beneficiary
from allant.web.ui.formatting import hour as hour_words

PAGE_LENGTH = 50


def journal_lines(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Lines of the journal; what one person did to the same thing in a row on one day is told once."""
    told = []
    for entry in entries:
        thing, _colon, topic = entry.detail.partition("\u00a0: ")
        subject = (entry.subject_type, entry.subject_id)
        kind = (timezone.localdate(entry.at), entry.by_id, entry.action, thing, subject)
        if topic and told and told[-1]["kind"] == kind:
            told[-1]["topics"].append(topic)
        else:
            told.append({"entry": entry, "kind": kind, "thing": thing, "topics": [topic] if topic else []})
    return told


def platform_journal(
    organisation: Organisation, entries: QuerySet[Entry], narrowed: JournalFilter, page: str | None
) -> dict[str, Any]:
    """One page of the journal of a platform, and who opened many files within an hour of the day shown."""
    day = narrowed.day or timezone.localdate()
    start = timezone.make_aware(datetime.combine(day, time.min))
    team = {each.pk: each for each in organisation.people.all()}
    asked = Paginator(entries, PAGE_LENGTH).get_page(page)
    lines = journal_lines(asked)
    names = _names(asked, organisation)
    for line in lines:
        line["about"] = names.get((line["entry"].subject_type, line["entry"].subject_id))
    return {
        "organisation": organisation,
        "page": asked,
        "lines": lines,
        "unusual": [
            _("%(name)s a ouvert %(count)d dossiers différents entre %(start)s et %(end)s.")
            % {
                "name": team[each.by],
                "count": each.files,
                "start": hour_words(timezone.localtime(each.hour), LANGUAGE),
                "end": hour_words(timezone.localtime(each.hour) + timedelta(hours=1), LANGUAGE),
            }
            for each in unusual_reads(team, start=start, end=start + timedelta(days=1))
        ],
        "day": day,
    }


def _names(entries: Iterable[Entry], organisation: Organisation) -> dict[tuple[str, str], dict[str, str]]:
    """Return the name and address of whom lines are about, when they are followed by the platform."""
    numbers = {"case": set(), "beneficiary": set()}
    for each in entries:
        if each.subject_type in numbers and each.subject_id.isdecimal():
            numbers[each.subject_type].add(int(each.subject_id))
    cases = Case.objects.filter(organisation=organisation).select_related("beneficiary")
    found = {
        ("case", str(case.pk)): {"name": str(case), "url": reverse("cases:case", args=[case.pk])}
        for case in cases.filter(pk__in=numbers["case"])
    }
    people = Beneficiary.objects.filter(pk__in=numbers["beneficiary"], cases__organisation=organisation).distinct()
    return found | {("beneficiary", str(each.pk)): {"name": str(each), "url": ""} for each in people}
