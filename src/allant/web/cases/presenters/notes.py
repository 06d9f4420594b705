"""Notes, in words."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from allant.web.accounts.models import User
from allant.web.cases.forms.notes import NoteForm
from allant.web.cases.models import Case, CaseNote, NoteDraft
from allant.web.cases.presenters.words import LANGUAGE, sentence
from allant.web.ui.formatting import date as date_words
from allant.web.ui.formatting import hour as hour_words

LAST_NOTES = 3
EDITABLE_FOR = timedelta(days=7)
"""How long an author may change a note."""


def may_change(note: CaseNote, user: User) -> bool:
    """Tell whether somebody may change a note today."""
    return note.author_id == user.pk and timezone.now() < note.written_at + EDITABLE_FOR


def note_line(note: CaseNote) -> dict[str, Any]:
    """One note in a list."""
    spent = _(" · %(count)d min") % {"count": note.minutes} if note.minutes else ""
    return {
        "when": f"{date_words(note.happened_on, LANGUAGE)} · {note.author}",
        "title": f"{sentence(str(note.get_kind_display()))}{spent}",
        "text": note.text,
        "url": reverse("cases:note", args=[note.pk]),
    }


def note_part(case: Case, user: User, form: NoteForm | None = None) -> dict[str, Any]:
    """The form of a new note, with what the author was typing, and the last notes of the case."""
    draft = NoteDraft.objects.filter(case=case, author=user).first() if form is None else None
    if form is None:
        form = NoteForm(initial=draft.fields if draft else {})
    return {
        "new_note": form,
        "draft_words": _draft_words(draft),
        "notes": [note_line(note) for note in case.notes.select_related("author")[:LAST_NOTES]],
    }


def note_page(note: CaseNote, user: User) -> dict[str, Any]:
    """One note, what it said before, and who may still change it."""
    case = note.case
    return {
        "note": note,
        "case": case,
        "line": note_line(note),
        "crumbs": [
            (_("Dossiers"), reverse("cases:list")),
            (str(case), reverse("cases:case", args=[case.pk])),
            (_("Note"), ""),
        ],
        "may_change": may_change(note, user),
        "until": date_words(timezone.localdate(note.written_at + EDITABLE_FOR), LANGUAGE),
        "versions": [
            {
                "when": _("Jusqu’au %(day)s, %(hour)s") % _instant(version.replaced_at),
                "title": sentence(str(version.get_kind_display())),
                "text": version.text,
                "url": "",
            }
            for version in note.versions.all()
        ],
    }


def _draft_words(draft: NoteDraft | None) -> str:
    return _("Votre brouillon du %(day)s, %(hour)s, est repris.") % _instant(draft.saved_at) if draft else ""


def _instant(at: Any) -> dict[str, str]:
    local = timezone.localtime(at)
    return {"day": date_words(local.date(), LANGUAGE), "hour": hour_words(local, LANGUAGE)}
