"""Reads of kept files and of papers."""

import datetime
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from allant.web.accounts.models import Organisation
from allant.web.documents.enums import PaperKind
from allant.web.documents.models import Document, Paper
from allant.web.people.models import Beneficiary


def documents_of(person: Beneficiary, organisation: Organisation) -> QuerySet[Document]:
    """Return what an organisation keeps about a person, newest first; removed files too, until they are erased."""
    return Document.objects.filter(organisation=organisation, person=person).select_related("added_by", "removed_by")


def papers_of(person: Beneficiary, organisations: Iterable[int]) -> QuerySet[Paper]:
    """Return the papers that some organisations made for a person, newest first, with what became of them."""
    papers = Paper.objects.filter(organisation__in=organisations, person=person)
    return papers.select_related("made_by", "withdrawal__by", "code").prefetch_related("signatures").defer("content")


def attestations_expiring(organisation: Organisation, within_days: int) -> QuerySet[Paper]:
    """Return the attestations that end soon, the nearest first; not those withdrawn or already made anew."""
    today = timezone.localdate()
    attestations = Paper.objects.filter(organisation=organisation, kind=PaperKind.ATTESTATION)
    renewed = Paper.objects.filter(
        organisation=organisation,
        person=OuterRef("person"),
        kind=PaperKind.ATTESTATION,
        withdrawal__isnull=True,
        valid_until__gt=OuterRef("valid_until"),
    )
    return (
        attestations.filter(
            valid_until__gte=today,
            valid_until__lte=today + datetime.timedelta(days=within_days),
            withdrawal__isnull=True,
        )
        .exclude(Exists(renewed))
        .select_related("person", "made_by")
        .order_by("valid_until", "pk")
    )
