"""Writes of the file itself: opened, identity changed, a received test put in it."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from allant.web.accounts.models import Organisation, User
from allant.web.assessments.models import Handover
from allant.web.cases.duplicates import propose
from allant.web.cases.enums import Moment, Source
from allant.web.cases.models import Case, CaseAssessment
from allant.web.journal.actions import record
from allant.web.journal.models import Action
from allant.web.people import search
from allant.web.people.actions import give_consent, withdraw_consent
from allant.web.people.enums import ConsentPurpose, ConsentWay
from allant.web.people.models import Beneficiary
from allant.web.people.queries import has_consent
from allant.web.people.wordings import wording_of


@transaction.atomic
def open_case(
    *,
    beneficiary: Beneficiary,
    organisation: Organisation,
    by: User,
    source: str,
    prescriber_may_be_informed: bool = False,
    **details: Any,
) -> Case:
    """Open the file of a person; whoever opens it follows it until somebody else does."""
    beneficiary.save()
    details = {"adviser": by, "opened_on": timezone.localdate()} | details
    case = Case.objects.create(beneficiary=beneficiary, organisation=organisation, source=source, **details)
    search.index(beneficiary)
    propose([beneficiary], organisation)
    record(by=by, action=Action.CREATE, subject=case, detail="dossier")
    if prescriber_may_be_informed:
        _let_prescriber_be_informed(case, by)
    return case


@transaction.atomic
def change_identity(*, case: Case, beneficiary: Beneficiary, by: User, prescriber_may_be_informed: bool) -> None:
    """Save the identity and contacts of a person, who sent them and whether the sender may hear of them."""
    beneficiary.save()
    search.index(beneficiary)
    propose([beneficiary], case.organisation)
    case.save(update_fields=["source", "prescriber"])
    record(by=by, action=Action.CHANGE, subject=case, detail="identité et contacts")
    if prescriber_may_be_informed:
        _let_prescriber_be_informed(case, by)
    elif case.prescriber is not None:
        for consent in beneficiary.consents.filter(
            purpose=ConsentPurpose.INFORM_PRESCRIBER, recipient=case.prescriber, withdrawn_at=None
        ):
            withdraw_consent(consent=consent, by=by)


def _let_prescriber_be_informed(case: Case, by: User) -> None:
    """Record that the person agreed, spoken to, that their prescriber hears of them; without one, nothing."""
    agrees = case.prescriber is None or has_consent(
        case.beneficiary, ConsentPurpose.INFORM_PRESCRIBER, recipient=case.prescriber
    )
    if agrees:
        return
    give_consent(
        person=case.beneficiary,
        purpose=ConsentPurpose.INFORM_PRESCRIBER,
        recipient=case.prescriber,
        wording=wording_of(ConsentPurpose.INFORM_PRESCRIBER).text,
        how=ConsentWay.SPOKEN,
        by=by,
    )


@transaction.atomic
def open_case_from_test(*, beneficiary: Beneficiary, organisation: Organisation, by: User, handover: Handover) -> Case:
    """Open the file of somebody who came with the code of a test."""
    case = open_case(beneficiary=beneficiary, organisation=organisation, by=by, source=Source.TEST)
    attach_test(handover=handover, case=case, by=by)
    return case


@transaction.atomic
def attach_test(*, handover: Handover, case: Case, by: User) -> CaseAssessment:
    """Put a received test in a case."""
    link = CaseAssessment.objects.create(case=case, assessment=handover.assessment, moment=Moment.TEST)
    record(by=by, action=Action.CHANGE, subject=case, detail="test mobilité reçu")
    return link
