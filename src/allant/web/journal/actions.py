"""Writes the journal: who read or changed which personal data. Append-only, also for the database."""

from django.db import models

from allant.web.journal.models import Entry


def record(*, by: models.Model | None, action: str, subject: models.Model, detail: str = "") -> Entry:
    """Add one line. `by` is None when the person concerned acted without an account."""
    return Entry.objects.create(
        by=by, action=action, subject_type=subject._meta.model_name, subject_id=str(subject.pk), detail=detail
    )
