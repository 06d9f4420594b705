"""The person who is helped, and what is known of them beside any file."""

from allant.web.people.models.beneficiary import Beneficiary
from allant.web.people.models.consent import Consent

__all__ = ["Beneficiary", "Consent"]
