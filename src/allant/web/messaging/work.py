"""The worker: sends messages and does the jobs that come back, until it is told to stop."""

import logging
import os
import socket
import threading
from datetime import timedelta

from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from allant.web.messaging.delivery import send_due
from allant.web.messaging.jobs import register, run_due
from allant.web.messaging.models import Worker

__all__ = ["SILENCE", "register", "work"]

logger = logging.getLogger(__name__)

PAUSE_S = 5
BEAT = timedelta(seconds=20)
SILENCE = timedelta(minutes=2)
"""A worker not seen for that long is held for dead."""
KEPT = timedelta(days=7)
LONGEST_NAME = Worker._meta.get_field("name").max_length


def work(*, once: bool = False, stop: threading.Event | None = None) -> int:
    """Work until `stop` is set, or with `once` until nothing is due; return how many things were handled.

    Two workers may run side by side: each message and each job is claimed by one of them.
    """
    shift = _Shift(stop or threading.Event())
    handled = 0
    while shift.goes_on():
        done = shift.one_pass() if once else shift.one_patient_pass()
        handled += done
        if once and not done:
            break
        if not done:
            shift.stop.wait(PAUSE_S)
    shift.end()
    return handled


class _Shift:
    """One worker at work; it says that it lives, also while a long queue is sent."""

    def __init__(self, stop: threading.Event) -> None:
        self.stop = stop
        self._name = f"{socket.gethostname()}:{os.getpid()}:{threading.get_ident()}"[-LONGEST_NAME:]
        self._started_at = timezone.now()
        self._seen_at = self._started_at - BEAT

    def goes_on(self) -> bool:
        return not self.stop.is_set()

    def one_pass(self) -> int:
        close_old_connections()
        return send_due(goes_on=self._beats) + run_due(goes_on=self._beats)

    def one_patient_pass(self) -> int:
        """Work for a while; a database that does not answer is waited for."""
        try:
            return self.one_pass()
        except DatabaseError:
            logger.exception("The database does not answer: the worker waits")
            return 0

    def end(self) -> None:
        """Say goodbye; a worker that cannot is held for dead after a silence."""
        try:
            Worker.objects.filter(name=self._name).update(stopped_at=timezone.now())
        except DatabaseError:
            logger.exception("The worker could not say that it stops")

    def _beats(self) -> bool:
        now = timezone.now()
        if now - self._seen_at >= BEAT:
            Worker.objects.update_or_create(
                name=self._name, defaults={"seen_at": now, "started_at": self._started_at, "stopped_at": None}
            )
            Worker.objects.filter(seen_at__lt=now - KEPT).delete()
            self._seen_at = now
        return self.goes_on()
