"""The gallery: every component in its states, on one page."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from allant.web.ui import samples
from allant.web.ui.signature import SignatureForm


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show what the house is drawn with; the figures are invented."""
    form = samples.SampleForm(data=samples.ANSWERS_TO_MEND)
    form.is_valid()
    context = {
        **samples.CONTEXT,
        "form": form,
        "signature": SignatureForm(prefix="signature"),
        "quick": samples.QuickForm(),
        "page": Paginator(range(90), 20).get_page(request.GET.get("page")),
    }
    return render(request, "ui/gallery.html", context)
