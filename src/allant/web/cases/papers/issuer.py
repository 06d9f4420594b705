"""Who makes a paper, as its head says it."""

from typing import Any

from allant.web.accounts.models import Organisation
from allant.web.ui.formatting import phone


def issuer(organisation: Organisation) -> dict[str, Any]:
    """Return the name and the ways to reach an organisation, as they stand today."""
    reach = [phone(organisation.phone) if organisation.phone else "", organisation.email]
    return {
        "name": organisation.name,
        "address": organisation.address,
        "reach": " · ".join(each for each in reach if each),
    }


def authorised(organisation: Organisation) -> dict[str, str] | None:
    """Return since when and by which act an organisation is an authorised prescriber; None when it never said so."""
    if organisation.authorised_prescriber_since is None:
        return None
    return {
        "since": organisation.authorised_prescriber_since.isoformat(),
        "reference": organisation.authorised_prescriber_reference,
    }
