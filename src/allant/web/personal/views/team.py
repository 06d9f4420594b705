"""What the team does around the person's page: give it, close it, answer what is asked."""

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from allant.errors import InputError
from allant.web.accounts.access import access
from allant.web.accounts.models import Organisation
from allant.web.cases.models import Case
from allant.web.cases.permissions import manager, team_case
from allant.web.cases.presenters import case_tabs
from allant.web.messaging.actions import best_channel
from allant.web.personal import actions, permissions, queries
from allant.web.personal.forms import AnswerForm, OpenPageForm
from allant.web.personal.models import Request


@access(team_case, reads="page personnelle")
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, case: Case) -> HttpResponse:
    """Open the person's page: the address and the code show once, to be told or printed."""
    form = OpenPageForm(request.POST or None, initial={"language": "fr", "is_sent": True})
    opened = None
    if request.method == "POST" and form.is_valid():
        try:
            opened = actions.open_page(case=case, by=request.user, **form.cleaned_data)
        except InputError as error:
            form.add_error(None, f"{error.rule} {error.remedy}")
    return render(
        request,
        "personal/give.html",
        {
            "case": case,
            "case_tabs": case_tabs(case, current="personal:give"),
            "crumbs": [(_("Dossiers"), reverse("cases:list")), (str(case), reverse("cases:case", args=[case.pk]))],
            "form": form,
            "opened": opened,
            "qr": segno.make(opened.address, error="m").svg_data_uri(scale=4, dark="#14222B") if opened else "",
            "links": queries.open_pages(case),
            "channel": best_channel(case.beneficiary).label,
        },
    )


@access(team_case)
@require_POST
def close(request: HttpRequest, case: Case) -> HttpResponse:
    count = actions.close_page(case=case, by=request.user)
    if count:
        messages.success(request, _("La page est fermée : le lien n’ouvre plus rien."))
    else:
        messages.info(request, _("Aucun lien n’était ouvert."))
    return redirect("personal:give", case_id=case.pk)


@access(manager, reads="demandes des personnes")
@require_GET
def waiting(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """What people ask and that waits for an answer."""
    return render(request, "personal/waiting.html", {"requests": queries.waiting_requests(organisation)})


@access(permissions.managed_request, reads="demande de la personne")
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, asked: Request) -> HttpResponse:
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(request=asked, by=request.user, **form.cleaned_data)
        except InputError as error:
            messages.error(request, f"{error.rule} {error.remedy}")
            return redirect("personal:request", request_id=asked.pk)
        messages.success(request, _("La réponse est sur la page de la personne."))
        return redirect("personal:waiting")
    crumbs = [(_("Demandes"), reverse("personal:waiting")), (str(asked.person), "")]
    return render(request, "personal/answer.html", {"asked": asked, "form": form, "crumbs": crumbs})
