"""The tab of a case that says how the person gets about."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from allant.web.accounts.access import access
from allant.web.cases.models import Case
from allant.web.cases.permissions import team_case
from allant.web.reaching import presenters, queries

READS = "semaine habituelle"


@access(team_case, reads=READS)
@require_GET
def case_reach(request: HttpRequest, case: Case) -> HttpResponse:
    """The usual weeks of a case, side by side, and the sheets of the places where the person has to be."""
    page = presenters.case_page(case, queries.weeks_of_case(case))
    return render(request, "reaching/case.html", page | {"sheets": presenters.sheet_links(queries.places_of(case))})
