"""Cases that go from one platform to another."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from allant.errors import InputError
from allant.web.accounts.access import access
from allant.web.accounts.models import Organisation
from allant.web.cases import actions, permissions
from allant.web.cases.forms import RefusalForm, TransferForm
from allant.web.cases.models import Case, Transfer
from allant.web.cases.presenters.transfers import transfer_page, transfer_row, words_to_say

PAGE_LENGTH = 20


@access(permissions.team, reads="liste des dossiers confiés")
@require_GET
def transfers(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """What was proposed to this platform, and what it gave to others."""
    found = Transfer.objects.filter(Q(to_organisation=organisation) | Q(from_organisation=organisation))
    found = found.select_related("case__beneficiary", "from_organisation", "to_organisation")
    page = Paginator(found, PAGE_LENGTH).get_page(request.GET.get("page"))
    rows = [transfer_row(each, request.user) for each in page]
    return render(request, "cases/transfers.html", {"page": page, "rows": rows})


@access(permissions.team_case)
@require_http_methods(["GET", "POST"])
def transfer_new(request: HttpRequest, case: Case) -> HttpResponse:
    form = TransferForm(request.POST or None, organisation=case.organisation)
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in ("to_organisation", "reason", "how")}
        try:
            asked = actions.ask_transfer(case=case, by=request.user, **fields)
        except InputError as error:
            form.add_error("to_organisation", f"{error.rule} {error.remedy}")
        else:
            messages.success(request, _("La demande est envoyée. Le dossier reste ici jusqu’à la réponse."))
            return redirect("cases:transfer", transfer_id=asked.pk)
    return render(request, "cases/transfer_new.html", {"case": case, "form": form, "said": words_to_say(case)})


@access(permissions.team_transfer, reads="dossier confié")
@require_http_methods(["GET", "POST"])
def transfer(request: HttpRequest, transfer: Transfer) -> HttpResponse:
    """Read a transfer and, for the platform it was proposed to, refuse it with a reason."""
    form = RefusalForm(request.POST or None)
    if request.method == "POST":
        _must_receive(request, transfer)
        if form.is_valid():
            return _answer(
                request,
                transfer,
                lambda: actions.refuse_transfer(transfer=transfer, by=request.user, **form.cleaned_data),
            )
    return render(request, "cases/transfer.html", transfer_page(transfer, request.user) | {"form": form})


@access(permissions.team_transfer)
@require_POST
def transfer_accept(request: HttpRequest, transfer: Transfer) -> HttpResponse:
    _must_receive(request, transfer)
    return _answer(request, transfer, lambda: actions.accept_transfer(transfer=transfer, by=request.user))


@access(permissions.team_transfer)
@require_POST
def transfer_cancel(request: HttpRequest, transfer: Transfer) -> HttpResponse:
    if transfer.from_organisation_id != request.user.organisation_id:
        raise PermissionDenied("Seule l’équipe qui a fait la demande peut l’annuler.")
    return _answer(request, transfer, lambda: actions.cancel_transfer(transfer=transfer, by=request.user))


def _must_receive(request: HttpRequest, transfer: Transfer) -> None:
    if transfer.to_organisation_id != request.user.organisation_id:
        raise PermissionDenied("C’est à la plateforme sollicitée de répondre.")


def _answer(request: HttpRequest, transfer: Transfer, act) -> HttpResponse:
    """Do what was decided; if somebody answered first, say so."""
    try:
        case = act()
    except InputError as error:
        messages.error(request, f"{error.rule} {error.remedy}")
    else:
        messages.success(request, _("C’est enregistré."))
        if isinstance(case, Case):
            return redirect("cases:case", case_id=case.pk)
    return redirect("cases:transfer", transfer_id=transfer.pk)
