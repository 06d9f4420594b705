"""Reads where mail and SMS leave from: addresses of servers, checked when the platform starts."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SMTP_PORT, SMTPS_PORT = 587, 465


@dataclass(frozen=True, slots=True)
class MailServer:
    """An SMTP server; without a host, no mail leaves."""

    host: str = ""
    port: int = SMTP_PORT
    user: str = ""
    password: str = ""
    starts_tls: bool = False
    speaks_tls: bool = False


def mail_server(address: str) -> MailServer:
    """Return the server of `smtp://user:password@host:587?tls=1`, or `smtps://…` where TLS comes first."""
    if not address:
        return MailServer()
    parts = _split("ALLANT_MAIL_URL", address, ("smtp", "smtps"))
    if not set(parse_qs(parts.query, keep_blank_values=True)) <= {"tls"} or parts.query not in {"", "tls=0", "tls=1"}:
        raise ImproperlyConfigured("ALLANT_MAIL_URL: after the question mark, only tls=1 or tls=0 is understood.")
    speaks_tls = parts.scheme == "smtps"
    return MailServer(
        host=parts.hostname or "",
        port=parts.port or (SMTPS_PORT if speaks_tls else SMTP_PORT),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starts_tls=parts.query == "tls=1" and not speaks_tls,
        speaks_tls=speaks_tls,
    )


def sms_url(address: str) -> str:
    """Return the address of the gateway, once checked."""
    if address:
        _split("ALLANT_SMS_URL", address, ("http", "https"))
    return address


def sms_template(text: str) -> Any:
    """Return the JSON that the gateway wants, with the places of the number and of the text."""
    try:
        template = json.loads(text)
    except ValueError as error:
        raise ImproperlyConfigured(f"ALLANT_SMS_TEMPLATE is not JSON: {error}.") from error
    if "{text}" not in text or not any(place in text for place in ("{to}", "{digits}")):
        raise ImproperlyConfigured("ALLANT_SMS_TEMPLATE holds {text}, and {to} or {digits} for the number.")
    return template


@dataclass(frozen=True, slots=True)
class SmsCallback:
    """Where the gateway's own messages say which SMS they are about and what became of it."""

    id: str = "id"
    status: str = "status"
    delivered: tuple[str, ...] = ("delivered",)
    failed: tuple[str, ...] = ("failed", "undelivered", "rejected", "expired")


def sms_callback(text: str) -> SmsCallback:
    """Return how to read what the gateway tells afterwards, from JSON that changes some of the defaults."""
    try:
        given = json.loads(text or "{}")
        told = SmsCallback(
            **{name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise ImproperlyConfigured(
            f"ALLANT_SMS_CALLBACK is JSON with id, status, delivered and failed at most: {error}."
        ) from error
    words = (*told.delivered, *told.failed)
    if not all(isinstance(word, str) for word in (told.id, told.status, *words)) or isinstance(told.delivered, str):
        raise ImproperlyConfigured("ALLANT_SMS_CALLBACK: id and status are texts, delivered and failed lists of texts.")
    return told


def _split(name: str, address: str, schemes: tuple[str, ...]) -> SplitResult:
    # The address is not repeated in the message: it may hold a password.
    try:
        parts = urlsplit(address)
        is_whole = parts.scheme in schemes and parts.hostname and (parts.port is None or parts.port)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is not an address: {error}.") from error
    if not is_whole:
        raise ImproperlyConfigured(f"{name} begins with {' or '.join(f'{each}://' for each in schemes)} and a host.")
    return parts
