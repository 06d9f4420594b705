"""The attendance sheet of one date, on screen and on paper."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from allant.errors import InputError
from allant.web.accounts.access import access
from allant.web.agenda import actions, permissions, presenters, queries
from allant.web.agenda.enums import Presence
from allant.web.agenda.models import Meeting


@access(permissions.team_meeting, reads="feuille de présence")
@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Note who is there; the second button closes the sheet for good."""
    if request.method == "POST":
        try:
            _note(request, meeting)
        except InputError as error:
            messages.error(request, f"{error.rule} {error.remedy}")
        return redirect("agenda:sheet", meeting_id=meeting.pk)
    lines = queries.sheet_of(meeting)
    return render(request, "agenda/sheet.html", presenters.sheet_page(meeting, lines, local=timezone.localtime))


def _note(request: HttpRequest, meeting: Meeting) -> None:
    marked = {
        enrolment: request.POST.get(f"presence-{enrolment.pk}", "") for enrolment, _noted in queries.sheet_of(meeting)
    }
    actions.mark_all(
        meeting=meeting,
        presences={each: presence for each, presence in marked.items() if presence in Presence.values},
        by=request.user,
    )
    if request.POST.get("what") == "close":
        actions.close_sheet(meeting=meeting, by=request.user)
        messages.success(request, _("La feuille est close."))
    else:
        messages.success(request, _("Les présences sont enregistrées."))


@access(permissions.team_meeting, reads="feuille de présence à signer")
@require_GET
def sheet_print(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    lines = queries.sheet_of(meeting)
    page = presenters.sheet_page(meeting, lines, local=timezone.localtime)
    leaders = ", ".join(str(each) for each in meeting.session.leaders.all())
    return render(request, "agenda/sheet_print.html", page | {"leaders": leaders})
