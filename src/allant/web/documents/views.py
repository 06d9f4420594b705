"""Kept files: read, removed, brought back. The public page where a paper is checked."""

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allant.errors import InputError
from allant.web.accounts.access import access, public
from allant.web.documents import actions, checking, guessing, permissions, presenters, storage
from allant.web.documents.forms import CheckForm
from allant.web.documents.models import Document
from allant.web.journal.actions import record
from allant.web.journal.models import Action

# Whatever a file holds, in a browser it may neither run, nor load, nor send anything.
SANDBOX = {"sandbox": True, "default-src": [NONE], "img-src": [SELF]}


@access(permissions.readable_document)
@require_safe
@csp_replace(SANDBOX)
def download(request: HttpRequest, document: Document) -> HttpResponseBase:
    """Send the file; `?voir=1` shows a picture in the browser (PDF viewers refuse a sandbox)."""
    try:
        content = storage.open_file(document.stored_name)
    except FileNotFoundError as error:
        raise Http404(
            _("Ce fichier n’est plus sur le disque. Prévenez la personne qui gère l’installation.")
        ) from error
    in_place = request.GET.get("voir") == "1" and document.is_shown_in_place
    response = FileResponse(
        content, as_attachment=not in_place, filename=document.original_name, content_type=document.media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    record(
        by=request.user,
        action=Action.READ,
        subject=document.person or document,
        detail=f"document : {document.title}"[:200],
    )
    return response


@access(permissions.team_document)
@require_POST
def remove(request: HttpRequest, document: Document) -> HttpResponse:
    try:
        actions.remove(document=document, by=request.user)
    except InputError as refused:
        messages.error(request, f"{refused.rule} {refused.remedy}")
    else:
        messages.success(request, _("Le document est retiré. Vous pouvez le remettre."))
    return redirect(_back(request))


@access(permissions.team_document)
@require_POST
def restore(request: HttpRequest, document: Document) -> HttpResponse:
    actions.restore(document=document, by=request.user)
    messages.success(request, _("Le document est remis."))
    return redirect(_back(request))


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Tell whoever holds a paper whether it is genuine and still valid; its QR brings the code with the address."""
    form = CheckForm(request.POST or None, initial={"code": request.GET.get("code", "")[:40]})
    answer, refused = None, None
    if request.method == "POST" and form.is_valid():
        try:
            checked = checking.check(
                typed_code=form.cleaned_data["code"],
                last_name=form.cleaned_data["last_name"],
                origin=guessing.origin_of(request.META.get("REMOTE_ADDR", "")),
            )
        except guessing.GuessingError as error:
            refused = error
        else:
            answer = presenters.check_answer(checked, get_language())
    return render(request, "documents/check.html", {"form": form, "answer": answer, "refused": refused})


def _back(request: HttpRequest) -> str:
    """Return the page that the button stood on, if it is one of this site."""
    page = request.POST.get("retour", "")
    return page if url_has_allowed_host_and_scheme(page, allowed_hosts=None) and page.startswith("/") else "home"
