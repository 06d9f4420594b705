"""The people whom a platform helps, and what they agreed to."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from allant.web.people.enums import ConsentPurpose, ConsentWay, WordingStatus
from allant.web.people.models import Beneficiary, Consent
from allant.web.people.wordings import wording_of


class BeneficiaryFactory(DjangoModelFactory):
    class Meta:
        model = Beneficiary

    first_name = factory.Sequence(lambda n: f"Zoé{n}")
    last_name = factory.Sequence(lambda n: f"Lefèvre{n}")
    birth_date = datetime.date(1990, 3, 4)


class ConsentFactory(DjangoModelFactory):
    class Meta:
        model = Consent

    person = factory.SubFactory(BeneficiaryFactory)
    purpose = ConsentPurpose.SUPPORT
    wording = factory.LazyAttribute(lambda consent: wording_of(consent.purpose).text)
    wording_status = WordingStatus.DRAFT
    how = ConsentWay.SPOKEN
    given_at = factory.LazyFunction(timezone.now)
