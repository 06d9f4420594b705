"""Reads for the person's own page."""

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from allant.parameters import parameter
from allant.web.accounts.models import Organisation
from allant.web.cases.models import Case
from allant.web.cases.queries.journal import subjects_of
from allant.web.documents.models import Document
from allant.web.documents.queries import documents_of
from allant.web.journal import queries as journal
from allant.web.journal.models import Action, Entry
from allant.web.messaging.models import PersonalLink
from allant.web.people.models import Beneficiary, Consent
from allant.web.personal.actions import PURPOSE
from allant.web.personal.models import Request


def case_of(link: PersonalLink) -> Case | None:
    """Return the case that a link is about, as long as the organisation that gave it follows the person."""
    cases = Case.objects.select_related("beneficiary", "organisation", "adviser", "prescriber")
    return cases.filter(pk=link.subject_id, beneficiary=link.person, organisation=link.organisation).first()


def own_documents(case: Case) -> QuerySet[Document]:
    """Return the files kept about the person, without those taken away."""
    return documents_of(case.beneficiary, case.organisation).filter(removed_at__isnull=True)


def readers(person: Beneficiary) -> QuerySet[Entry]:
    """Return who read or changed what is kept of a person over the period shown, newest first."""
    since = timezone.now() - timedelta(days=int(parameter("personal/readers_window")))
    told = Q(action__in=[Action.READ, Action.CHANGE, Action.CREATE, Action.ERASE])
    return journal.about(subjects_of(person)).filter(told, at__gte=since)


def consents_of(person: Beneficiary, organisation: Organisation) -> QuerySet[Consent]:
    """Return what a person agreed to and did not withdraw."""
    return Consent.objects.filter(person=person, withdrawn_at=None).select_related("recipient")


def requests_of(person: Beneficiary, organisation: Organisation) -> QuerySet[Request]:
    """Return what a person asked of an organisation, newest first."""
    return Request.objects.filter(person=person, organisation=organisation)


def waiting_requests(organisation: Organisation) -> QuerySet[Request]:
    """Return what waits for an answer, the oldest first."""
    waiting = Request.objects.filter(organisation=organisation, answered_at__isnull=True)
    return waiting.select_related("person").order_by("asked_at")


def open_pages(case: Case) -> QuerySet[PersonalLink]:
    """Return the links to their page that a person can use today."""
    return PersonalLink.objects.filter(
        person=case.beneficiary,
        organisation=case.organisation,
        purpose=PURPOSE,
        revoked_at__isnull=True,
        expires_at__gt=timezone.now(),
    ).select_related("created_by")
