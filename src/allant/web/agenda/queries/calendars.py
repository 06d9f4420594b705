"""Reads of the calendars that advisers keep elsewhere."""

from typing import Any

from django.db.models import Count, Max

from allant.web.accounts.models import User
from allant.web.agenda.models import BusyTime, CalendarFeed


def feed_of(adviser: User) -> CalendarFeed | None:
    """Return the secret address of an adviser that is open, or None."""
    return CalendarFeed.objects.filter(adviser=adviser, revoked_at=None).first()


def feed_behind(fingerprint: str) -> CalendarFeed | None:
    """Return the open address that has this fingerprint, of somebody who still works here."""
    feeds = CalendarFeed.objects.filter(fingerprint=fingerprint, revoked_at=None, adviser__is_active=True)
    return feeds.select_related("adviser__organisation").first()


def outside_calendar(adviser: User) -> dict[str, Any]:
    """Return how many busy times are known of an adviser's outside calendar, and when it was read."""
    return BusyTime.objects.filter(adviser=adviser).aggregate(count=Count("pk"), read_at=Max("read_at"))
