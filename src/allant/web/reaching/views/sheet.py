"""The practice sheet of a place to be: on the screen, and as a PDF."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from allant.web.accounts.access import access
from allant.web.documents import pdf
from allant.web.messaging.presenters import direction
from allant.web.reaching import permissions, presenters
from allant.web.reaching.forms import SheetForm
from allant.web.reaching.models import PlaceToBe
from allant.web.reaching.sheets import Sheet, sheet_of
from allant.web.ui.languages import language as language_row

READS = "fiche de trajet"


@access(permissions.team_place, reads=READS)
@require_GET
def sheet(request: HttpRequest, place: PlaceToBe) -> HttpResponse:
    """The sheet as it will be printed, and what it can be asked for."""
    form, made, language = _made(request, place)
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    page = presenters.sheet_page(place, made)
    page |= {"form": form, "pdf_url": reverse("reaching:sheet-pdf", args=[place.pk]) + query}
    if made:
        page |= {
            "sheet": _drawn(made, place, language),
            "lang": language_row(language).html,
            "dir": direction(language),
        }
    return render(request, "reaching/sheet.html", page)


@access(permissions.team_place, reads=f"{READS}, PDF")
@require_GET
def sheet_pdf(request: HttpRequest, place: PlaceToBe) -> HttpResponse:
    _form, made, language = _made(request, place)
    back = redirect("reaching:sheet", place_id=place.pk)
    if made is None:
        return back
    with translation.override(language):
        values = presenters.sheet_values(made, place.case.organisation)
    try:
        content = pdf.render("reaching/sheet_print.html", {"sheet": values}, language=language)
    except pdf.PdfUnavailable as lacking:
        messages.error(request, str(lacking))
        return back
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="fiche-{slugify(place.name)}.pdf"'
    return response


def _made(request: HttpRequest, place: PlaceToBe) -> tuple[SheetForm, Sheet | None, str]:
    form = SheetForm(request.GET or None)
    made = sheet_of(place, form.asked, timezone.localdate())
    return form, made, form.language(place.case.beneficiary)


def _drawn(made: Sheet, place: PlaceToBe, language: str) -> Any:
    """Draw the sheet in its own language, whatever that of the page around it."""
    with translation.override(language):
        values = presenters.sheet_values(made, place.case.organisation)
        return render_to_string("reaching/parts/sheet.html", {"sheet": values, "is_page": False})
