"""Work that comes back, registered by the apps that own it; each piece is done by one worker at a time."""

import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from allant.parameters import parameter
from allant.web.messaging.models import Job

logger = logging.getLogger(__name__)

AFTER_ERROR = timedelta(minutes=15)
LONGEST_ERROR = Job._meta.get_field("last_error").max_length


@dataclass(frozen=True, slots=True)
class Registered:
    """What to do, and how often. The function takes the time and returns how many things it handled."""

    function: Callable[[datetime], int]
    every: timedelta


REGISTERED: dict[str, Registered] = {}


def register(name: str, function: Callable[[datetime], int], *, every: timedelta = timedelta(days=1)) -> None:
    """Give the worker a piece of work, from `AppConfig.ready`. It must bear being done twice."""
    REGISTERED[name] = Registered(function, every)


def run_due(*, goes_on: Callable[[], bool] = lambda: True) -> int:
    """Do every piece of work that is due; return how many were done."""
    done = 0
    known = Job.objects.in_bulk()
    for name, registered in REGISTERED.items():
        if not goes_on():
            break
        job = _claim(name, timezone.now()) if _is_free(known.get(name), timezone.now()) else None
        if job is not None:
            _run(job, registered)
            done += 1
    return done


def _is_free(job: Job | None, now: datetime) -> bool:
    """Is it due and done by nobody? One never seen before is due at once."""
    return job is None or (job.due_at <= now and (job.leased_until is None or job.leased_until <= now))


@transaction.atomic
def _claim(name: str, now: datetime) -> Job | None:
    """Take a job, unless another worker was quicker."""
    Job.objects.get_or_create(name=name, defaults={"due_at": now})
    skips = connection.features.has_select_for_update_skip_locked
    job = Job.objects.select_for_update(skip_locked=skips).filter(name=name).first()
    if job is None or not _is_free(job, now):
        return None
    job.lease, job.leased_until = uuid.uuid4(), now + timedelta(minutes=parameter("messaging/job_lease"))
    job.save(update_fields=["lease", "leased_until"])
    return job


def _run(job: Job, registered: Registered) -> None:
    """Do a piece of work; what goes wrong is written down and tried again soon, and stops nothing else."""
    try:
        count = registered.function(timezone.now())
    except Exception as error:
        logger.exception("Job %s failed", job.name)
        _settle(job, due_at=timezone.now() + AFTER_ERROR, last_error=f"{type(error).__name__}: {error}"[:LONGEST_ERROR])
    else:
        now = timezone.now()
        _settle(job, due_at=now + registered.every, done_at=now, done_count=count, last_error="")


def _settle(job: Job, **values: object) -> None:
    Job.objects.filter(name=job.name, lease=job.lease).update(lease=None, leased_until=None, **values)
