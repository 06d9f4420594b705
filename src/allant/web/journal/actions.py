"""Writes the journal: who read or changed which personal data, by what right. Append-only, also for the database."""

from collections.abc import Iterable

from django.db import models

from allant.web.journal.models import Entry

LONGEST_RIGHT = 200
LINES_AT_ONCE = 1_000


def record(*, by: models.Model | None, action: str, subject: models.Model, detail: str = "", right: str = "") -> Entry:
    """Add one line. `by` is None when the person concerned acted without an account.

    `right` says by what right, in words; without it, the role and the organisation of who did it.
    """
    return Entry.objects.create(
        by=by,
        action=action,
        subject_type=subject._meta.model_name,
        subject_id=str(subject.pk),
        detail=detail,
        right=(right or str(getattr(by, "capacity", "")))[:LONGEST_RIGHT],
    )


def record_many(
    *, by: models.Model | None, action: str, model: type[models.Model], subjects: Iterable[int], detail: str = ""
) -> None:
    """Add one line for each of many rows of a model, by their numbers, in few statements."""
    common = {"by": by, "action": action, "subject_type": model._meta.model_name, "detail": detail}
    right = str(getattr(by, "capacity", ""))[:LONGEST_RIGHT]
    Entry.objects.bulk_create(
        (Entry(subject_id=str(pk), right=right, **common) for pk in subjects),
        batch_size=LINES_AT_ONCE,
    )
