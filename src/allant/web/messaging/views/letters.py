"""Letters: laid out for a window envelope, printed several at once, marked printed, and back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from allant.web.accounts.access import access
from allant.web.accounts.enums import Role
from allant.web.accounts.models import Organisation
from allant.web.documents import pdf
from allant.web.messaging import actions, permissions, presenters, queries
from allant.web.messaging.enums import State


@access(permissions.team, reads="lettres")
@require_GET
def letters(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    chosen = queries.chosen_letters(organisation, request.GET.getlist("lettre"))
    if not chosen:
        return _nothing_chosen(request)
    sheets = [presenters.letter(each) for each in chosen]
    context = {
        "layout": "ui/base.html",
        "on_screen": True,
        "letters": sheets,
        "by_hand": ", ".join(each["recipient"] for each in sheets if each["is_handed_over"]),
        "all_printed": all(each.state == State.PRINTED for each in chosen),
        "query": request.GET.urlencode(),
        "organisation": organisation,
        "may_change_contact": request.user.role == Role.MANAGER,
    }
    return render(request, "messaging/letters.html", context)


@access(permissions.team, reads="lettres (PDF)")
@require_GET
def letters_pdf(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    chosen = queries.chosen_letters(organisation, request.GET.getlist("lettre"))
    if not chosen:
        return _nothing_chosen(request)
    try:
        content = pdf.render("messaging/letters.html", {"letters": [presenters.letter(each) for each in chosen]})
    except pdf.PdfUnavailable as error:
        messages.error(request, str(error))
        return _back_to([str(each.pk) for each in chosen])
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="lettres.pdf"'
    return response


@access(permissions.team)
@require_POST
def mark_printed(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    numbers = request.POST.getlist("lettre")
    actions.mark_printed(letters=list(queries.chosen_letters(organisation, numbers)), by=request.user)
    return _back_to(numbers)


@access(permissions.team)
@require_POST
def undo_printed(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    numbers = request.POST.getlist("lettre")
    actions.undo_printed(letters=list(queries.chosen_letters(organisation, numbers)), by=request.user)
    return _back_to(numbers)


def _back_to(numbers: list[str]) -> HttpResponse:
    """Show the letters again: their page says whether they are printed, and offers the way back."""
    return redirect(f"{reverse('messaging:letters')}?{urlencode({'lettre': numbers}, doseq=True)}")


def _nothing_chosen(request: HttpRequest) -> HttpResponse:
    messages.info(request, _("Choisissez au moins une lettre à imprimer."))
    return redirect(f"{reverse('messaging:messages')}?etat={queries.LETTERS}")
