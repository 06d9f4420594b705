"""The attendance sheet of one date, on screen and on paper."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from allant.errors import InputError
from allant.web.accounts.access import access
from allant.web.agenda import actions, permissions, presenters, queries
from allant.web.agenda.enums import Presence
from allant.web.agenda.forms import PresenceForm
from allant.web.agenda.models import Enrolment, Meeting


@access(permissions.team_meeting, reads="feuille de présence")
@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Note who is there; one button leads to somebody's signature, the last closes the sheet for good."""
    if request.method == "POST":
        try:
            _note(request, meeting)
        except InputError as error:
            messages.error(request, f"{error.rule} {error.remedy}")
        else:
            signer = request.POST.get("sign", "")
            if signer.isdecimal():
                return redirect("agenda:sheet-sign", meeting_id=meeting.pk, enrolment_id=int(signer))
        return redirect("agenda:sheet", meeting_id=meeting.pk)
    lines = queries.sheet_of(meeting)
    return render(request, "agenda/sheet.html", presenters.sheet_page(meeting, lines, local=timezone.localtime))


def _note(request: HttpRequest, meeting: Meeting) -> None:
    marked = {
        enrolment: request.POST.get(f"presence-{enrolment.pk}", "") for enrolment, _noted in queries.sheet_of(meeting)
    }
    contradicted = actions.mark_all(
        meeting=meeting,
        presences={each: presence for each, presence in marked.items() if presence in Presence.values},
        by=request.user,
    )
    if contradicted:
        names = ", ".join(each.who for each in contradicted)
        words = _(
            "A signé entre-temps, et reste présente : %(names)s. Pour changer cela, effacez d’abord sa signature."
        )
        messages.warning(request, words % {"names": names})
    elif request.POST.get("what") == "close":
        actions.close_sheet(meeting=meeting, by=request.user)
        messages.success(request, _("La feuille est close."))
    elif "sign" not in request.POST:
        messages.success(request, _("Les présences sont enregistrées."))


@access(permissions.team_meeting, reads="signature d’une présence")
@require_http_methods(["GET", "POST"])
def sheet_sign(request: HttpRequest, meeting: Meeting, enrolment_id: int) -> HttpResponse:
    """One person signs on the screen; a signature on the wrong line is erased while the sheet is open."""
    line = queries.line_of(meeting, enrolment_id)
    if line is None:
        raise Http404
    enrolment, _noted = line
    if request.POST.get("what") == "erase":
        return _erased(request, meeting, enrolment)
    form = PresenceForm(request.POST if request.method == "POST" else None, prefix="signature")
    if request.method == "POST" and form.is_valid():
        try:
            actions.sign(meeting=meeting, enrolment=enrolment, signed=form.signed, by=request.user)
        except InputError as error:
            form.add_error(None, f"{error.rule} {error.remedy}")
        else:
            messages.success(request, _("%(name)s a signé.") % {"name": enrolment.who})
            return redirect("agenda:sheet", meeting_id=meeting.pk)
    page = presenters.sign_page(meeting, line, local=timezone.localtime)
    return render(request, "agenda/sheet_sign.html", page | {"form": form})


def _erased(request: HttpRequest, meeting: Meeting, enrolment: Enrolment) -> HttpResponse:
    try:
        actions.erase_signature(meeting=meeting, enrolment=enrolment, by=request.user)
    except InputError as error:
        messages.error(request, f"{error.rule} {error.remedy}")
    else:
        messages.success(request, _("La signature de %(name)s est effacée.") % {"name": enrolment.who})
    return redirect("agenda:sheet", meeting_id=meeting.pk)


@access(permissions.team_meeting, reads="feuille de présence à signer")
@require_GET
def sheet_print(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    lines = queries.sheet_of(meeting)
    page = presenters.sheet_page(meeting, lines, local=timezone.localtime)
    leaders = ", ".join(str(each) for each in meeting.session.leaders.all())
    return render(request, "agenda/sheet_print.html", page | {"leaders": leaders})
