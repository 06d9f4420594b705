"""What managers, network heads and prescribers see: figures, and the people whom a prescriber referred."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from allant.web.accounts.access import access
from allant.web.accounts.models import Organisation
from allant.web.cases import permissions, presenters, queries

PAGE_LENGTH = 20


@access(permissions.manager)
@require_GET
def platform(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    return render(
        request,
        "cases/platform.html",
        {
            "organisation": organisation,
            "figures": presenters.platform_figures(queries.platform_figures(organisation)),
            "caseload": queries.caseload(organisation),
        },
    )


@access(permissions.network_head)
@require_GET
def network(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    platforms = organisation.members.select_related("territory")
    return render(
        request,
        "cases/network.html",
        {
            "organisation": organisation,
            "platforms": [presenters.platform_figures(queries.platform_figures(each)) for each in platforms],
        },
    )


@access(permissions.prescriber, reads="liste des personnes orientées")
@require_GET
def referred(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    page = Paginator(queries.referred(organisation), PAGE_LENGTH).get_page(request.GET.get("page"))
    return render(
        request,
        "cases/referred.html",
        {"organisation": organisation, "page": page, "rows": [presenters.referred_row(case) for case in page]},
    )
