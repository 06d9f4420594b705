"""Writes of notes: kept as a draft, sent, changed."""

from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from allant.errors import InputError
from allant.nir import holds_nir
from allant.web.accounts.models import User
from allant.web.agenda.actions import raise_task
from allant.web.agenda.enums import TaskKind
from allant.web.cases.models import Case, CaseNote, NoteDraft, NoteVersion
from allant.web.journal.actions import record
from allant.web.journal.models import Action

KEPT_FIELDS = ("text", "kind", "happened_on", "minutes")


@transaction.atomic
def keep_note_draft(*, case: Case, fields: dict[str, str], by: User) -> NoteDraft | None:
    """Keep what is being typed, replacing what was; an emptied text is no draft any more."""
    if not fields.get("text", "").strip():
        drop_note_draft(case=case, by=by)
        return None
    if any(holds_nir(value) for value in fields.values()):
        raise InputError(
            value="(masqué)",
            rule="Ce texte contient un numéro qui ressemble à un numéro de sécurité sociale : il n’est pas gardé.",
            remedy="Enlevez le numéro, l’enregistrement reprendra.",
        )
    draft, _is_new = NoteDraft.objects.update_or_create(case=case, author=by, defaults={"fields": fields})
    return draft


@transaction.atomic
def drop_note_draft(*, case: Case, by: User) -> None:
    """Forget what was being typed."""
    NoteDraft.objects.filter(case=case, author=by).delete()


@transaction.atomic
def write_note(
    *,
    case: Case,
    by: User,
    text: str,
    kind: str,
    happened_on: date,
    minutes: int | None = None,
    following: tuple[str, date] | None = None,
) -> CaseNote:
    """Put a note in a case, and plan what follows it; its draft goes."""
    note = CaseNote.objects.create(
        case=case,
        author=by,
        text=text,
        kind=kind,
        happened_on=happened_on,
        minutes=minutes,
        written_at=timezone.now(),
    )
    drop_note_draft(case=case, by=by)
    record(by=by, action=Action.CREATE, subject=case, detail="note")
    if following is not None:
        title, day = following
        raise_task(
            organisation=case.organisation,
            kind=TaskKind.CALL,
            title=title,
            due_on=day,
            person=case.beneficiary,
            assignee=by,
            address=reverse("cases:case", args=[case.pk]),
            by=by,
        )
    return note


@transaction.atomic
def change_note(*, note: CaseNote, by: User, **changes: Any) -> CaseNote:
    """Change a note; what it said before is kept beside it."""
    before = CaseNote.objects.select_for_update().get(pk=note.pk)
    if all(getattr(before, name) == value for name, value in changes.items()):
        return before
    NoteVersion.objects.create(note=before, replaced_by=by, **{name: getattr(before, name) for name in KEPT_FIELDS})
    for name, value in changes.items():
        setattr(before, name, value)
    before.save(update_fields=list(changes))
    record(by=by, action=Action.CHANGE, subject=before.case, detail="note modifiée")
    return before
