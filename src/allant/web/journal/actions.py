"""Writes the journal: who read or changed which personal data, by what right. Append-only, also for the database."""

from django.db import models

from allant.web.journal.models import Entry

LONGEST_RIGHT = 200


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
