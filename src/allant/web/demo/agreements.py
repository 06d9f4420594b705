"""What the people of Val d'Allant agreed to."""

from collections.abc import Iterable
from datetime import datetime, time

from django.utils import timezone

from allant.web.cases.models import Case
from allant.web.demo.stories import Story
from allant.web.people.enums import ConsentPurpose, ConsentWay
from allant.web.people.models import Consent
from allant.web.people.wordings import wording_of

OPENING_HOUR = 9


def consents(stories: Iterable[Story], cases: Iterable[Case]) -> list[Consent]:
    """Return the agreements of everybody on the day their case was opened."""
    return [
        _consent(case, purpose)
        for story, case in zip(stories, cases, strict=True)
        for purpose, is_given in (
            (ConsentPurpose.SUPPORT, True),
            (ConsentPurpose.INFORM_PRESCRIBER, story.prescriber_may_be_informed),
            (ConsentPurpose.CONTACT, bool(story.identity.phone or story.identity.email)),
        )
        if is_given
    ]


def _consent(case: Case, purpose: str) -> Consent:
    wording = wording_of(purpose)
    recipients = {ConsentPurpose.SUPPORT: case.organisation, ConsentPurpose.INFORM_PRESCRIBER: case.prescriber}
    return Consent(
        person=case.beneficiary,
        purpose=purpose,
        recipient=recipients.get(purpose),
        wording=wording.text,
        wording_status=wording.status,
        how=ConsentWay.PAPER if purpose == ConsentPurpose.SUPPORT else ConsentWay.SPOKEN,
        given_at=timezone.make_aware(datetime.combine(case.opened_on, time(OPENING_HOUR))),
        recorded_by=case.adviser,
    )
