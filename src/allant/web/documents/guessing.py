"""Guessing is slowed down: per account or per address, and for everybody together, for each purpose apart.

A public page that is flooded must not close the door of the people who work, so each purpose has a count of its own.
"""

import datetime
import ipaddress

from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allant.errors import InputError
from allant.parameters import parameter
from allant.web.accounts.models import User
from allant.web.documents.models import FailedTry

IPV6_HOME_PREFIX = 64
"""One household or device holds a whole /64 of IPv6 addresses."""


class GuessingError(InputError):
    """Too many refused tries: the right one would not be looked at either."""


def refuse_guessing(*, purpose: str, by: User | None = None, origin: str = "") -> None:
    """Raise `GuessingError` when this account or address, or everybody together, has failed too often lately."""
    minutes = int(parameter("documents/failed_tries_window"))
    recent = FailedTry.objects.filter(purpose=purpose, at__gt=timezone.now() - datetime.timedelta(minutes=minutes))
    own, own_limit, all_limit = (
        (recent.filter(by=by), "failed_tries_per_account", "failed_tries_in_all")
        if by is not None
        else (recent.filter(origin=origin), "failed_tries_per_origin", "failed_public_tries_in_all")
    )
    for tries, limit in ((own, own_limit), (recent, all_limit)):
        count, most = tries.count(), int(parameter(f"documents/{limit}"))
        if count >= most:
            raise GuessingError(
                value=ngettext("%(count)d essai", "%(count)d essais", count) % {"count": count},
                rule=_("Trop de codes refusés : au plus %(most)d en %(minutes)d minutes.")
                % {"most": most, "minutes": minutes},
                remedy=_("Attendez une heure, puis réessayez."),
            )


def note_failure(*, purpose: str, by: User | None = None, origin: str = "") -> None:
    """Count one refused try."""
    FailedTry.objects.create(purpose=purpose, by=by, origin="" if by is not None else origin)


def origin_of(address: str) -> str:
    """Return what stands for a network address: the same for the same one, and nobody can read it back.

    Twenty characters of a keyed hash; an IPv6 address is taken by its /64, an unreadable one stands for itself.
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        place = address
    else:
        is_v6 = isinstance(parsed, ipaddress.IPv6Address)
        place = str(ipaddress.ip_network((parsed, IPV6_HOME_PREFIX), strict=False)) if is_v6 else str(parsed)
    return salted_hmac("allant.documents.origin", place, algorithm="sha256").hexdigest()[:20]


def forget_failures(*, now: datetime.datetime) -> int:
    """Delete tries that no longer count; return how many."""
    window = datetime.timedelta(minutes=int(parameter("documents/failed_tries_window")))
    return FailedTry.objects.filter(at__lt=now - window).delete()[0]
