"""Import of a list of people: read, check, show, then decide."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from allant.errors import FileError
from allant.web.accounts.access import access
from allant.web.accounts.models import Organisation
from allant.web.cases import actions, permissions
from allant.web.cases.forms import ImportForm
from allant.web.cases.models import PendingImport


@access(permissions.team)
@require_http_methods(["GET", "POST"])
def import_new(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        uploaded = form.cleaned_data["file"]
        try:
            pending = actions.check_import(
                organisation=organisation, stream=uploaded, file_name=uploaded.name, by=request.user
            )
        except FileError as error:
            form.add_error("file", f"{error.rule} {error.remedy}")
        else:
            return redirect("cases:import", import_id=pending.pk)
    return render(request, "cases/import_new.html", {"form": form})


@access(permissions.own_import, reads="liste à importer")
@require_GET
def import_page(request: HttpRequest, pending: PendingImport) -> HttpResponse:
    return render(request, "cases/import.html", {"pending": pending, "accepted": len(pending.accepted)})


@access(permissions.own_import)
@require_POST
def import_confirm(request: HttpRequest, pending: PendingImport) -> HttpResponse:
    count = actions.confirm_import(pending=pending, by=request.user)
    messages.success(
        request,
        ngettext("%(count)d dossier est ouvert.", "%(count)d dossiers sont ouverts.", count) % {"count": count},
    )
    return redirect(f"{reverse('cases:list')}?qui=all")


@access(permissions.own_import)
@require_POST
def import_drop(request: HttpRequest, pending: PendingImport) -> HttpResponse:
    actions.drop_import(pending=pending)
    return redirect("cases:import-new")
