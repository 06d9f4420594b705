"""The vehicles, and their loans."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory
from tests.web.factories.accounts import OrganisationFactory, UserFactory
from tests.web.factories.cases import CaseFactory

from allant.web.fleet.enums import LoanKind, VehicleKind
from allant.web.fleet.models import Loan, Vehicle


class VehicleFactory(DjangoModelFactory):
    class Meta:
        model = Vehicle

    organisation = factory.SubFactory(OrganisationFactory)
    kind = VehicleKind.CAR
    label = factory.Sequence(lambda n: f"Clio {n}")
    daily_rate_eur = 4
    deposit_eur = 200
    km_per_day = 50
    entered_on = factory.LazyFunction(lambda: timezone.localdate() - datetime.timedelta(days=365))


class LoanFactory(DjangoModelFactory):
    class Meta:
        model = Loan

    case = factory.SubFactory(CaseFactory)
    vehicle = factory.SubFactory(VehicleFactory, organisation=factory.SelfAttribute("..case.organisation"))
    kind = LoanKind.RENTED
    starts_on = factory.LazyFunction(timezone.localdate)
    ends_on = factory.LazyAttribute(lambda loan: loan.starts_on + datetime.timedelta(days=29))
    daily_rate_eur = 4
    deposit_eur = 200
    km_per_day = 50
    created_by = factory.SubFactory(UserFactory)

    class Params:
        is_out_now = factory.Trait(handed_over_at=factory.LazyFunction(timezone.now))
