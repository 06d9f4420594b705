"""How long the text of a message is kept: what was said goes, that something was said stays."""

from datetime import datetime, timedelta

from django.conf import settings

from allant.web.messaging.models import Message

AT_ONCE = 1_000


def erase_texts(*, now: datetime) -> int:
    """Erase the texts of messages that were over long enough ago; return how many.

    The day, the way, the subject and to whom stay. A message that waits, or leaves, keeps its text.
    """
    over = Message.objects.filter(
        settled_at__lt=now - timedelta(days=settings.MESSAGE_TEXTS_DAYS), text_erased_at__isnull=True
    )
    count = 0
    while some := list(over.order_by("settled_at").values_list("pk", flat=True)[:AT_ONCE]):
        erased = over.filter(pk__in=some).update(body="", text_erased_at=now)
        if not erased:
            break
        count += erased
    return count
