"""Reads of organisations and of their places."""

from django.db.models import Q, QuerySet

from allant.web.accounts.models import Organisation, ReceptionPoint


def open_points(organisation: Organisation, kept: int | None = None) -> QuerySet[ReceptionPoint]:
    """Return the places where a platform receives, and the one, by its key, that a row names already."""
    return organisation.reception_points.filter(Q(closed_on__isnull=True) | Q(pk=kept))
