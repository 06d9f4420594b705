"""The person who is helped, and what is known of them beside any file."""

from allant.web.people.models.beneficiary import Beneficiary
from allant.web.people.models.consent import Consent
from allant.web.people.models.fse import FseEntry
from allant.web.people.models.life import Contact, Household, LegalGuardian, Situation
from allant.web.people.models.search import SearchKey, Spelling

__all__ = [
    "Beneficiary",
    "Consent",
    "Contact",
    "FseEntry",
    "Household",
    "LegalGuardian",
    "SearchKey",
    "Situation",
    "Spelling",
]
