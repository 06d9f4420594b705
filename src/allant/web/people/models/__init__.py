"""The person who is helped, and what is known of them beside any file."""

from allant.web.people.models.beneficiary import Beneficiary
from allant.web.people.models.consent import Consent
from allant.web.people.models.search import SearchKey, Spelling

__all__ = ["Beneficiary", "Consent", "SearchKey", "Spelling"]
