"""Reads of the places where a platform receives people."""

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from allant.web.accounts.models import Organisation, ReceptionPoint
from allant.web.agenda.enums import AppointmentState
from allant.web.agenda.models import Appointment


def places_of(organisation: Organisation) -> QuerySet[ReceptionPoint]:
    """Return every place of a platform, with `hours`: how many weekly hours are laid there from today on."""
    running = Q(openings__until_on__isnull=True) | Q(openings__until_on__gte=timezone.localdate())
    places = organisation.reception_points.select_related("commune")
    return places.annotate(hours=Count("openings", filter=Q(openings__isnull=False) & running)).order_by("name")


def booked_at(point: ReceptionPoint) -> int:
    """Return how many appointments to come are booked at a place."""
    coming = Appointment.objects.filter(
        organisation=point.organisation_id,
        reception_point=point,
        state=AppointmentState.BOOKED,
        starts_at__gt=timezone.now(),
    )
    return coming.count()
