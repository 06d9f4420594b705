"""What a change of timetable would bring to a territory: the list, one comparison, its cells for the map."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from allant.web.accounts.access import access
from allant.web.accounts.models import Territory
from allant.web.reaching.grounds import ground_of
from allant.web.territory import comparing, downloads
from allant.web.territory.comparisons import Gains, comparison, comparisons
from allant.web.territory.forms import choice_of
from allant.web.territory.permissions import read_territory
from allant.web.territory.studies import Study


@access(read_territory)
@require_GET
def whatif(request: HttpRequest, territory: Territory) -> HttpResponse:
    """The changes of timetable that were compared."""
    page = comparing.list_page(territory, ground_of(territory), comparisons(territory))
    return render(request, "territory/whatif.html", page)


@access(read_territory)
@require_GET
def one(request: HttpRequest, territory: Territory, slug: str) -> HttpResponse:
    """Who gains what from a change, and what it costs."""
    found = comparison(territory, slug)
    if found is None:
        raise Http404
    if not found.is_whole:
        return render(request, "territory/comparison_running.html", comparing.running_page(territory, found))
    return render(request, "territory/comparison.html", comparing.comparison_page(_gains(request, territory, slug)))


@access(read_territory)
@require_GET
def gains(request: HttpRequest, territory: Territory, slug: str) -> HttpResponse:
    """The cells that the map colours."""
    shapes = _gains(request, territory, slug).geojson()
    return HttpResponse(json.dumps(shapes), content_type=downloads.KINDS["geojson"])


def _gains(request: HttpRequest, territory: Territory, slug: str) -> Gains:
    found = comparison(territory, slug)
    if found is None or not found.is_whole:
        raise Http404
    choice = choice_of(request.GET, Study(found.path, found.asked["question"]))
    return Gains(ground_of(territory), found, choice)
