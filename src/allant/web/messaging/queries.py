"""Reads of messages, and of how the post is doing."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from allant.web.accounts.models import Organisation
from allant.web.messaging.channels import mail, sms
from allant.web.messaging.enums import Channel, State
from allant.web.messaging.jobs import REGISTERED
from allant.web.messaging.models import Job, Message, Worker
from allant.web.messaging.work import SILENCE
from allant.web.people.models import Beneficiary

FAILED, LETTERS, WAITING, OVER = "echecs", "lettres", "en-attente", "partis"
"""The lists of the page of messages, as its address names them."""

MOST_LETTERS = 100
"""Printed at once: more is a paper jam."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many messages of an organisation wait for what."""

    failed: int
    letters: int
    waiting: int


@dataclass(frozen=True, slots=True)
class WaysOut:
    """By which ways the messages of an organisation can leave, and which of them are waited for."""

    has_mail: bool
    has_sms: bool
    mail_waits: bool
    sms_waits: bool
    workers: int


@dataclass(frozen=True, slots=True)
class PostStatus:
    """How the post of the whole installation is doing."""

    workers: int
    has_mail: bool
    has_sms: bool
    waiting: int
    letters: int
    failed: int
    jobs: list[dict[str, Any]]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def post_status() -> PostStatus:
    """Return what `allant work --status` tells."""
    pending = Message.objects.filter(state__in=[State.WAITING, State.SENDING, State.FAILED])
    is_letter = Q(channel=Channel.LETTER)
    counts = pending.aggregate(
        waiting=Count("pk", filter=~Q(state=State.FAILED) & ~is_letter),
        letters=Count("pk", filter=Q(state=State.WAITING) & is_letter),
        failed=Count("pk", filter=Q(state=State.FAILED)),
    )
    return PostStatus(
        workers=living_workers(),
        has_mail=mail.is_configured(),
        has_sms=sms.is_configured(),
        jobs=[_described(name) for name in sorted(REGISTERED)],
        **counts,
    )


def counts_of(organisation: Organisation) -> Counts:
    """Return what waits in an organisation; what is over is not counted."""
    pending = Message.objects.filter(
        organisation=organisation, state__in=[State.WAITING, State.SENDING, State.FAILED]
    ).aggregate(
        failed=Count("pk", filter=Q(state=State.FAILED)),
        letters=Count("pk", filter=Q(state=State.WAITING, channel=Channel.LETTER)),
        waiting=Count("pk", filter=~Q(state=State.FAILED) & ~Q(channel=Channel.LETTER)),
    )
    return Counts(**pending)


def first_list(counts: Counts) -> str:
    """Return the list that asks for somebody, or what has left."""
    waits = ((FAILED, counts.failed), (LETTERS, counts.letters), (WAITING, counts.waiting))
    return next((code for code, count in waits if count), OVER)


def messages_in(organisation: Organisation, code: str) -> QuerySet[Message]:
    """Return one list of the page of messages, in the order in which they are looked at."""
    messages = Message.objects.filter(organisation=organisation)
    if code == FAILED:
        return messages.filter(state=State.FAILED).order_by("-created_at", "-pk")
    if code == LETTERS:
        return messages.filter(state=State.WAITING, channel=Channel.LETTER).order_by("created_at", "pk")
    if code == WAITING:
        waiting = messages.filter(state__in=[State.WAITING, State.SENDING]).exclude(channel=Channel.LETTER)
        return waiting.order_by("next_try_at", "pk")
    over = messages.filter(state__in=[State.SENT, State.PRINTED, State.CANCELLED])
    return over.order_by("-created_at", "-pk")


def chosen_letters(organisation: Organisation, numbers: list[str]) -> QuerySet[Message]:
    """Return the letters of an organisation among these numbers, the oldest first."""
    chosen = [int(each) for each in numbers[:MOST_LETTERS] if each.isascii() and each.isdigit() and len(each) < 16]
    letters = Message.objects.filter(
        organisation=organisation, channel=Channel.LETTER, pk__in=chosen, text_erased_at__isnull=True
    )
    return (
        letters.exclude(state=State.CANCELLED)
        .select_related("organisation", "person__commune")
        .order_by("created_at", "pk")
    )


def ways_out(organisation: Organisation) -> WaysOut:
    """Return what may keep the messages of an organisation from leaving."""
    waiting = Message.objects.filter(organisation=organisation, state=State.WAITING)
    return WaysOut(
        has_mail=mail.is_configured(),
        has_sms=sms.is_configured(),
        mail_waits=waiting.filter(channel=Channel.EMAIL).exists(),
        sms_waits=waiting.filter(channel=Channel.SMS).exists(),
        workers=living_workers(),
    )


def living_workers() -> int:
    """Return how many workers said lately that they live."""
    return Worker.objects.filter(seen_at__gt=timezone.now() - SILENCE, stopped_at__isnull=True).count()


def messages_of(person: Beneficiary, organisation: Organisation) -> QuerySet[Message]:
    """Return what a platform wrote to a person, newest first."""
    return (
        Message.objects.filter(person=person, organisation=organisation)
        .select_related("created_by")
        .order_by("-created_at", "-pk")
    )


def _described(name: str) -> dict[str, Any]:
    job = Job.objects.filter(name=name).first()
    return {
        "name": name,
        "due_at": job.due_at.isoformat() if job else None,
        "done_at": job.done_at.isoformat() if job and job.done_at else None,
        "done_count": job.done_count if job else 0,
        "error": job.last_error if job else "",
    }
