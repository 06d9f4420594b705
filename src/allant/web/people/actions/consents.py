"""Writes of consents: given, withdrawn."""

from django.db import transaction
from django.utils import timezone

from allant.web.accounts.models import Organisation, User
from allant.web.journal.actions import record
from allant.web.journal.models import Action
from allant.web.people.models import Beneficiary, Consent
from allant.web.people.wordings import status_of


@transaction.atomic
def give_consent(
    *,
    person: Beneficiary,
    purpose: str,
    wording: str,
    language: str = "fr",
    how: str,
    by: User | None,
    recipient: Organisation | None = None,
) -> Consent:
    """Record that a person agrees; the same words agreed to twice are one agreement. `by` is None for the person."""
    same = {"person": person, "purpose": purpose, "recipient": recipient, "wording": wording, "withdrawn_at": None}
    standing = Consent.objects.filter(**same).first()
    if standing is not None:
        return standing
    consent = Consent.objects.create(
        **same,
        wording_status=status_of(wording),
        language=language,
        how=how,
        given_at=timezone.now(),
        recorded_by=by,
    )
    _tell(consent, by, "accord donné")
    return consent


@transaction.atomic
def withdraw_consent(*, consent: Consent, by: User | None) -> None:
    """Date the withdrawal of an agreement, and of any other the person gave for the same purpose and organisation."""
    standing = Consent.objects.filter(
        person=consent.person_id, purpose=consent.purpose, recipient=consent.recipient_id, withdrawn_at=None
    )
    if standing.update(withdrawn_at=timezone.now()):
        _tell(consent, by, "accord retiré")
    consent.refresh_from_db()


def _tell(consent: Consent, by: User | None, what: str) -> None:
    detail = f"{what} : {consent.get_purpose_display()}"
    record(by=by, action=Action.CHANGE, subject=consent.person, detail=detail[:200])
