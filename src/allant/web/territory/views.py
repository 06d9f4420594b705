"""The study of a territory: a page, its cells for the map, its files."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from allant.web.accounts.access import access
from allant.web.accounts.models import Territory
from allant.web.reaching.grounds import ground_of
from allant.web.territory import downloads, non_users, presenters
from allant.web.territory.forms import choice_of
from allant.web.territory.permissions import any_reader, read_territory
from allant.web.territory.studies import study_of, under_way
from allant.web.territory.zones import Zones


@access(any_reader)
@require_GET
def own(request: HttpRequest) -> HttpResponse:
    """Lead to the territory where one works; the head of a network chooses among those of its platforms."""
    territories = presenters.territories_of(request.user)
    if len(territories) == 1:
        return redirect("territory:study", territories[0].pk)
    return render(request, "territory/choose.html", {"territories": territories})


@access(read_territory)
@require_GET
def study(request: HttpRequest, territory: Territory) -> HttpResponse:
    """What the people of a territory reach without a car."""
    ground = ground_of(territory)
    found, running = study_of(territory, ground), under_way(territory, ground)
    if found is None or not found.is_whole:
        return render(request, "territory/none.html", presenters.none_page(territory, ground, running))
    zones = Zones(ground, found, choice_of(request.GET, found))
    return render(request, "territory/study.html", presenters.study_page(zones, running))


@access(read_territory)
@require_GET
def unused(request: HttpRequest, territory: Territory) -> HttpResponse:
    """Who lives near public transport and does not take it."""
    counted = non_users.count_unused(non_users.organisations_of(request.user, territory))
    page = non_users.unused_page(territory, counted)
    crumbs = [(str(territory), reverse("territory:study", args=[territory.pk]))]
    return render(request, "territory/unused.html", page | {"crumbs": crumbs})


@access(read_territory)
@require_GET
def cells(request: HttpRequest, territory: Territory) -> HttpResponse:
    """The cells that the map colours."""
    return HttpResponse(json.dumps(_zones(request, territory).geojson()), content_type=downloads.KINDS["geojson"])


@access(read_territory)
@require_GET
def download(request: HttpRequest, territory: Territory, kind: str) -> HttpResponse:
    """Every cell with its figures, and what they depend on."""
    if kind not in downloads.KINDS:
        raise Http404
    zones = _zones(request, territory)
    response = HttpResponse(downloads.written(zones, kind), content_type=downloads.KINDS[kind])
    name = f"acces-{slugify(territory.name)}-{zones.choice.kind}-{zones.choice.minutes:g}min.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _zones(request: HttpRequest, territory: Territory) -> Zones:
    ground = ground_of(territory)
    found = study_of(territory, ground)
    if found is None or not found.is_whole:
        raise Http404
    return Zones(ground, found, choice_of(request.GET, found))
