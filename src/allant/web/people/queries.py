"""Reads of what is known of a person beside any file."""

from datetime import date

from django.db.models import Exists, OuterRef

from allant.web.accounts.models import Organisation
from allant.web.people.ages import is_minor
from allant.web.people.enums import ConsentPurpose, Spoken
from allant.web.people.models import Beneficiary, Consent, LegalGuardian

EASY_FRENCH = "fr-simple"


def has_consent(person: Beneficiary, purpose: str, recipient: Organisation | None = None) -> bool:
    """Tell whether a person agrees today; an agreement about one organisation does not stand for another."""
    standing = Consent.objects.filter(person=person, purpose=purpose, withdrawn_at=None)
    if recipient is not None:
        standing = standing.filter(recipient=recipient)
    return standing.exists()


def contact_language(person: Beneficiary) -> str:
    """Return the language to write in: that of their agreement to be contacted, else the one they are at ease in.

    Easy French for a language that nobody here writes.
    """
    standing = Consent.objects.filter(person=person, purpose=ConsentPurpose.CONTACT, withdrawn_at=None)
    agreed_in = standing.order_by("-given_at").values_list("language", flat=True).first()
    if agreed_in not in {None, Spoken.FRENCH}:
        return agreed_in
    return EASY_FRENCH if person.language == Spoken.OTHER else person.language


def agrees(purpose: str, *, person: str, recipient: Organisation) -> Exists:
    """Return the condition that the person of an outer row, named by its path, agrees about an organisation."""
    return Exists(
        Consent.objects.filter(person=OuterRef(person), purpose=purpose, recipient=recipient, withdrawn_at=None)
    )


def lacks_guardian(person: Beneficiary, *, as_of: date) -> bool:
    """Tell whether somebody is a minor for whom nobody has agreed."""
    if not is_minor(person.birth_date, as_of):
        return False
    agreed = LegalGuardian.objects.filter(person=person, agreed_on__isnull=False, withdrawn_at=None)
    return not agreed.exists()
