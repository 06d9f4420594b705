"""The trips that somebody rehearses."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory
from tests.web.factories.accounts import UserFactory
from tests.web.factories.cases import CaseFactory

from allant.web.learning.enums import HowItWent, Stage
from allant.web.learning.models import Rehearsal, RehearsalTrip


class RehearsalFactory(DjangoModelFactory):
    class Meta:
        model = Rehearsal

    case = factory.SubFactory(CaseFactory)
    from_place = "Gare"
    to_place = "Zone des Aulnes"
    companion = "Ines Conseil"
    created_by = factory.SubFactory(UserFactory)


class RehearsalTripFactory(DjangoModelFactory):
    class Meta:
        model = RehearsalTrip

    rehearsal = factory.SubFactory(RehearsalFactory)
    stage = Stage.WITH
    made_on = factory.LazyFunction(timezone.localdate)
    went = HowItWent.WELL
    recorded_by = factory.SubFactory(UserFactory)
