"""The timeline of a case."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from allant.web.accounts.access import access
from allant.web.cases import permissions, presenters
from allant.web.cases.models import Case
from allant.web.cases.timeline import moments_of


@access(permissions.team_case, reads="fil du dossier")
@require_GET
def case_timeline(request: HttpRequest, case: Case) -> HttpResponse:
    asked = {
        "kind": request.GET.get("type", ""),
        "typed": request.GET.get("cherche", ""),
        "page": request.GET.get("page"),
    }
    return render(request, "cases/timeline.html", presenters.timeline_page(case, moments_of(case), **asked))
