"""Notes: written with what follows them, kept while they are typed, changed for some days."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from allant.errors import InputError
from allant.web.accounts.access import access
from allant.web.cases import actions, permissions
from allant.web.cases.forms import EditNoteForm, NoteForm
from allant.web.cases.models import Case, CaseNote
from allant.web.cases.presenters.notes import may_change, note_page
from allant.web.cases.views.files import show_case

DRAFT_FIELDS = ("text", "kind", "happened_on", "minutes", "next_step", "next_label", "next_when", "next_on")
UNPROCESSABLE = 422
LONGEST_DRAFT_FIELD = 12_000


@access(permissions.team_case)
@require_POST
def note_add(request: HttpRequest, case: Case) -> HttpResponse:
    """Write a note and, if something follows, plan it."""
    form = NoteForm(request.POST)
    if not form.is_valid():
        return show_case(request, case, note=form)
    fields = {name: form.cleaned_data[name] for name in actions.KEPT_FIELDS}
    actions.write_note(case=case, by=request.user, following=form.following, **fields)
    messages.success(request, _("La note est enregistrée."))
    return redirect("cases:case", case_id=case.pk)


@access(permissions.team_case)
@require_POST
def note_draft(request: HttpRequest, case: Case) -> HttpResponse:
    """Keep what is being typed; a refusal answers with its reason, which the page shows."""
    if request.POST.get("drop"):
        actions.drop_note_draft(case=case, by=request.user)
        return redirect("cases:case", case_id=case.pk)
    typed = {name: request.POST.get(name, "")[:LONGEST_DRAFT_FIELD].replace("\0", "") for name in DRAFT_FIELDS}
    try:
        actions.keep_note_draft(case=case, fields=typed, by=request.user)
    except InputError as error:
        return HttpResponse(f"{error.rule} {error.remedy}", status=UNPROCESSABLE, content_type="text/plain")
    return HttpResponse(status=204)


@access(permissions.team_note, reads="note")
@require_http_methods(["GET", "POST"])
def note(request: HttpRequest, note: CaseNote) -> HttpResponse:
    """Read one note with its history; its author may change it for some days."""
    if request.method == "POST" and not may_change(note, request.user):
        raise PermissionDenied("Cette note ne se change plus : écrivez-en une nouvelle.")
    form = EditNoteForm(request.POST or None, instance=note)
    if request.method == "POST" and form.is_valid():
        actions.change_note(note=note, by=request.user, **form.cleaned_data)
        messages.success(request, _("La note est modifiée."))
        return redirect("cases:note", note_id=note.pk)
    shown = CaseNote.objects.select_related("case__beneficiary", "author").get(pk=note.pk)
    return render(request, "cases/note.html", note_page(shown, request.user) | {"form": form})
