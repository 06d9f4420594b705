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
