"""Who sends which message: one at a time, under a lease that ends by itself when its worker dies.

A message is *claimed* in one short transaction (SELECT … FOR UPDATE SKIP LOCKED on PostgreSQL; on SQLite the
transaction holds the only right to write), sent outside any transaction, and *settled* by the lease that claimed it. A
worker that is killed between the two leaves the message on lease: when the lease ends another worker takes it again.
It may then arrive twice, if the kill fell between the acceptance by the server and the commit: no queue can avoid that.
The message carries the same identifier both times.
"""

import uuid
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from allant.parameters import parameter
from allant.web.messaging.enums import State
from allant.web.messaging.models import Message

INTERRUPTED = "Le facteur s’est arrêté pendant l’envoi."
NOT_DELIVERED = "Le téléphone n’a pas reçu ce SMS ({status}). Le numéro est peut-être faux, ou n’est plus en service."
LONGEST_ERROR = Message._meta.get_field("last_error").max_length


@transaction.atomic
def claim(*, channels: Collection[str], now: datetime) -> Message | None:
    """Take the next message that is due by one of these ways, or return None."""
    _give_up_interrupted(now)
    on_lease = Message.objects.filter(state=State.SENDING, leased_until__lte=now, channel__in=channels)
    waiting = Message.objects.filter(state=State.WAITING, next_try_at__lte=now, channel__in=channels)
    message = _first(on_lease.order_by("leased_until")) or _first(waiting.order_by("next_try_at", "pk"))
    if message is None:
        return None
    message.state, message.lease = State.SENDING, uuid.uuid4()
    message.leased_until = now + timedelta(minutes=parameter("messaging/lease"))
    message.attempts += 1
    message.save(update_fields=["state", "lease", "leased_until", "attempts"])
    return message


def mark_sent(message: Message, *, receipt: str = "") -> bool:
    """Write down that a message has left; return False when the lease was lost meanwhile."""
    return _settle(message, state=State.SENT, receipt=receipt, settled_at=timezone.now(), last_error="")


def give_up(message: Message, *, error: str) -> bool:
    """Write down that a message will not leave by itself, and why."""
    return _settle(message, state=State.FAILED, last_error=error[:LONGEST_ERROR], settled_at=timezone.now())


def note_delivery(*, receipt: str, is_delivered: bool, status: str) -> int:
    """Write down what the gateway said became of a message that left; return how many it was about."""
    left = Message.objects.filter(receipt=receipt, state=State.SENT)
    if is_delivered:
        return left.filter(delivered_at__isnull=True).update(delivered_at=timezone.now())
    error = NOT_DELIVERED.format(status=status)[:LONGEST_ERROR]
    return left.filter(delivered_at__isnull=True).update(state=State.FAILED, last_error=error)


def put_back(message: Message, *, error: str) -> bool:
    """Let a message wait for its next try, longer each time; give up after the last one."""
    if message.attempts >= int(parameter("messaging/most_tries")):
        return give_up(message, error=error)
    later = timezone.now() + delay_after(message.attempts)
    return _settle(message, state=State.WAITING, last_error=error[:LONGEST_ERROR], next_try_at=later)


def delay_after(attempts: int) -> timedelta:
    """Return how long a message waits after so many tries."""
    grown = parameter("messaging/first_retry_delay") * parameter("messaging/retry_growth") ** (attempts - 1)
    return timedelta(minutes=min(grown, parameter("messaging/longest_retry_delay")))


def _first(messages: QuerySet[Message]) -> Message | None:
    skips = connection.features.has_select_for_update_skip_locked
    return messages.select_for_update(skip_locked=skips, of=("self",) if skips else ()).first()


def _give_up_interrupted(now: datetime) -> None:
    """A message whose workers die one after the other may be what kills them: it stops being tried."""
    Message.objects.filter(
        state=State.SENDING, leased_until__lte=now, attempts__gte=int(parameter("messaging/most_tries"))
    ).update(state=State.FAILED, last_error=INTERRUPTED, settled_at=now, lease=None, leased_until=None)


def _settle(message: Message, **values: object) -> bool:
    mine = Message.objects.filter(pk=message.pk, lease=message.lease)
    return bool(mine.update(lease=None, leased_until=None, **values))
