"""Writes of an adviser's calendar: the secret address of what leaves, and the busy times that come in."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from allant.errors import FileError
from allant.parameters import parameter
from allant.sources.calendars import Busy, read_busy
from allant.web.accounts.models import User
from allant.web.agenda.models import BusyTime, CalendarFeed
from allant.web.journal.actions import record
from allant.web.journal.models import Action

TOKEN_BYTES = 32
BYTES_PER_MEGABYTE = 1_000_000
ZONE = "Europe/Paris"


@transaction.atomic
def open_feed(*, adviser: User) -> str:
    """Give an adviser a new secret address, shown once; the one before opens nothing any more."""
    revoke_feed(adviser=adviser)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    feed = CalendarFeed.objects.create(adviser=adviser, fingerprint=fingerprint(token))
    record(by=adviser, action=Action.CREATE, subject=feed, detail="adresse de calendrier")
    return token


@transaction.atomic
def revoke_feed(*, adviser: User) -> None:
    """Withdraw the secret address of an adviser."""
    for feed in CalendarFeed.objects.filter(adviser=adviser, revoked_at=None):
        feed.revoked_at = timezone.now()
        feed.save(update_fields=["revoked_at"])
        record(by=adviser, action=Action.CHANGE, subject=feed, detail="adresse de calendrier retirée")


def fingerprint(token: str) -> str:
    """Return what is kept of a secret address: it is long enough to need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def note_read(*, feed: CalendarFeed) -> None:
    """Note when an address was last read, so that its owner sees whether anybody still uses it."""
    CalendarFeed.objects.filter(pk=feed.pk).update(read_at=timezone.now())


def keep_busy_times(*, adviser: User, content: bytes, by: User, now: datetime | None = None) -> int:
    """Read an outside calendar in place of the one before; return how many busy times it holds from now on.

    Reading may last: it is over before the transaction begins, so that nobody waits to write.
    """
    largest = int(parameter("agenda/outside_calendar_size"))
    if len(content) > largest * BYTES_PER_MEGABYTE:
        raise FileError(
            value=f"{len(content) / BYTES_PER_MEGABYTE:.0f} Mo",
            rule=f"Un agenda pèse au plus {largest} Mo.",
            remedy="Exportez une période plus courte, sans pièces jointes.",
        )
    now = now or timezone.now()
    until = now + timedelta(days=int(parameter("agenda/outside_calendar_horizon")))
    found = read_busy(content, start=now, until=until, zone=ZONE)
    _replace_busy_times(adviser, found, by, now)
    return len(found)


@transaction.atomic
def _replace_busy_times(adviser: User, found: list[Busy], by: User, now: datetime) -> None:
    # Of two files sent at once the second replaces the first, and does not add to it.
    User.objects.select_for_update().get(pk=adviser.pk)
    BusyTime.objects.filter(adviser=adviser).delete()
    BusyTime.objects.bulk_create(
        BusyTime(adviser=adviser, starts_at=start, ends_at=end, read_at=now) for start, end in found
    )
    record(by=by, action=Action.CHANGE, subject=adviser, detail="agenda extérieur lu")


@transaction.atomic
def forget_busy_times(*, adviser: User, by: User) -> None:
    """Forget the outside calendar of an adviser."""
    BusyTime.objects.filter(adviser=adviser).delete()
    record(by=by, action=Action.ERASE, subject=adviser, detail="agenda extérieur oublié")
