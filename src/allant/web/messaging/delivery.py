"""One pass over the messages that are due: each is claimed, sent, and settled."""

import logging
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial

from django.db import OperationalError
from django.utils import timezone

from allant.web.messaging import queue
from allant.web.messaging.channels import RefusedError, SendingError, UnreachableError, Way, mail, sms
from allant.web.messaging.enums import Channel
from allant.web.messaging.models import Message

logger = logging.getLogger(__name__)

WAYS = {Channel.EMAIL: (mail.is_configured, mail.Mail), Channel.SMS: (sms.is_configured, sms.Sms)}
UNEXPECTED = "Erreur inattendue ({kind}). Le journal du serveur en dit plus."
SETTLING_TRIES, SETTLING_PAUSE_S = 5, 1


def send_due(*, goes_on: Callable[[], bool] = lambda: True) -> int:
    """Send what is due, until nothing is left or `goes_on` says no; return how many messages were handled.

    A server that does not answer closes its channel for the rest of the pass: the other messages keep their tries.
    """
    handled = 0
    with ExitStack() as open_ways:
        ways = {channel: open_ways.enter_context(make()) for channel, (is_open, make) in WAYS.items() if is_open()}
        while ways and goes_on():
            message = queue.claim(channels=tuple(ways), now=timezone.now())
            if message is None:
                break
            handled += 1
            if not _deliver(message, ways[Channel(message.channel)]):
                del ways[Channel(message.channel)]
    return handled


def _deliver(message: Message, way: Way) -> bool:
    """Send one message and write down how it went; return whether its way is still open."""
    try:
        receipt = way.send(message)
    except SendingError as error:
        settle = queue.give_up if isinstance(error, RefusedError) else queue.put_back
        _settle(partial(settle, message, error=str(error)))
        return not isinstance(error, UnreachableError)
    except Exception as error:
        logger.exception("Message %s could not be sent", message.pk)
        _settle(partial(queue.put_back, message, error=UNEXPECTED.format(kind=type(error).__name__)))
    else:
        _settle(partial(queue.mark_sent, message, receipt=receipt))
    return True


def _settle(write: Callable[[], bool]) -> None:
    """Write down how it went; a database that is locked for a while must not make the message leave twice."""
    for rest in reversed(range(SETTLING_TRIES)):
        try:
            if not write():
                logger.warning("A message was settled by another worker: its lease had ended.")
        except OperationalError:
            if not rest:
                raise
            time.sleep(SETTLING_PAUSE_S)
        else:
            return
