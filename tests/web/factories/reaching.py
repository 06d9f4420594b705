"""The trips of a usual week."""

import factory
from factory.django import DjangoModelFactory
from tests.web.factories.accounts import UserFactory

from allant.web.reaching.enums import Mode, Purpose
from allant.web.reaching.models import PlaceToBe, TravelNeeds, UsualTrip, WeekWithoutTrips


class UsualTripFactory(DjangoModelFactory):
    """A trip to work by bus, of the bilan given as `link`."""

    class Meta:
        model = UsualTrip

    purpose = Purpose.WORK
    mode = Mode.TRANSIT
    place = "Zone des Aulnes"
    one_way_km = 8
    one_way_trips_per_week = 10
    noted_by = factory.SubFactory(UserFactory)


class WeekWithoutTripsFactory(DjangoModelFactory):
    """A week in which no trip comes back, of the bilan given as `link`."""

    class Meta:
        model = WeekWithoutTrips

    noted_by = factory.SubFactory(UserFactory)


class TravelNeedsFactory(DjangoModelFactory):
    """What is noted of the travel of the case given as `case`: nothing yet."""

    class Meta:
        model = TravelNeeds

    noted_by = factory.SubFactory(UserFactory)


class PlaceToBeFactory(DjangoModelFactory):
    """A job in the business zone of the fictional valley, five days a week, in the case given as `case`."""

    class Meta:
        model = PlaceToBe

    name = "Entrepôts de la zone des Portes"
    lon = 2.9203914
    lat = 46.2425435
    purpose = Purpose.WORK
    one_way_trips_per_week = 10
    noted_by = factory.SubFactory(UserFactory)
