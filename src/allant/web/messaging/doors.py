"""Which personal links were opened on a device, for a short while: a signed cookie that names them."""

import uuid

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

COOKIE = "liens"
SALT = "allant.personal-links"
OPEN_S = 2 * 60 * 60
"""After that the person opens the link again: the device may be shared."""
MOST = 8
"""Links open at once on one device; the oldest is closed first."""


def is_open(request: HttpRequest, link_id: uuid.UUID) -> bool:
    """Was this link opened on this device lately?"""
    return str(link_id) in _read(request)


def open_door(request: HttpRequest, response: HttpResponse, link_id: uuid.UUID) -> None:
    """Remember on the device that a link was opened, beside the others that are."""
    now = timezone.now().timestamp()
    doors = _read(request) | {str(link_id): now + OPEN_S}
    latest = dict(sorted(doors.items(), key=lambda door: door[1])[-MOST:])
    _write(request, response, latest)


def close_door(request: HttpRequest, response: HttpResponse, link_id: uuid.UUID) -> None:
    """Forget a link on the device."""
    _write(request, response, {door: until for door, until in _read(request).items() if door != str(link_id)})


def _read(request: HttpRequest) -> dict[str, float]:
    try:
        doors = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=OPEN_S)
    except signing.BadSignature:
        return {}
    now = timezone.now().timestamp()
    return {door: until for door, until in doors.items() if until > now}


def _write(request: HttpRequest, response: HttpResponse, doors: dict[str, float]) -> None:
    response.set_cookie(
        COOKIE,
        signing.dumps(doors, salt=SALT),
        max_age=OPEN_S,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
