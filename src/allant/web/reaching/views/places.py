"""The places where somebody has to be each week: added, corrected, taken away, put back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from allant.errors import InputError
from allant.web.accounts.access import access
from allant.web.cases.models import Case
from allant.web.cases.permissions import team_case
from allant.web.reaching import actions, permissions, presenters, queries
from allant.web.reaching.doors import known_places
from allant.web.reaching.forms import PlaceToBeForm
from allant.web.reaching.grounds import ground_of
from allant.web.reaching.models import PlaceToBe, UsualTrip
from allant.web.reaching.profiles import last_bilan
from allant.web.reaching.proposals import proposals

READS = "lieux où être"
AFTER_REMOVAL = "retire"
"""In the address of the page just after a place was taken away: what puts it back then has the focus."""


@access(team_case, reads=READS)
@require_GET
def places(request: HttpRequest, case: Case) -> HttpResponse:
    """The places of a case, those that its usual week names besides, and the form of one more."""
    week = _week(case)
    trip = next((each for each in week if str(each.pk) == request.GET.get("trajet", "")), None)
    return _places_page(request, case, _form(case, initial=_beginning(trip)), week)


def _week(case: Case) -> list[UsualTrip]:
    link = last_bilan(case)
    return list(queries.week_of(link)) if link else []


def _beginning(trip: UsualTrip | None) -> dict[str, Any]:
    if trip is None:
        return {}
    return {
        "name": trip.place,
        "purpose": trip.purpose,
        "one_way_trips_per_week": trip.one_way_trips_per_week,
    }


def _form(case: Case, *args: Any, place: PlaceToBe | None = None, **kwargs: Any) -> PlaceToBeForm:
    return PlaceToBeForm(
        *args,
        instance=place or PlaceToBe(case=case),
        known=known_places(ground_of(case.organisation.territory)),
        look_up_url=reverse("reaching:known-places", args=[case.pk]),
        **kwargs,
    )


def _places_page(request: HttpRequest, case: Case, form: PlaceToBeForm, week: list[UsualTrip]) -> HttpResponse:
    noted = list(queries.places_of(case))
    context = presenters.places_page(
        case,
        noted,
        form,
        proposed=proposals(week, noted, form.known),
        removed=queries.place_just_removed(case),
        follows_removal=AFTER_REMOVAL in request.GET,
    )
    return render(request, "reaching/places.html", context)


@access(permissions.open_case)
@require_POST
def place_add(request: HttpRequest, case: Case) -> HttpResponse:
    form = _form(case, request.POST)
    if form.is_valid():
        try:
            actions.add_place(place=form.save(commit=False), by=request.user)
        except InputError as error:
            form.add_error(None, f"{error.value} : {error.rule} {error.remedy}")
    if form.errors:
        return _places_page(request, case, form, _week(case))
    messages.success(request, _("Le lieu est noté."))
    return redirect("reaching:places", case_id=case.pk)


@access(permissions.open_place, reads=READS)
@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, row: PlaceToBe) -> HttpResponse:
    """Correct one place."""
    form = _form(row.case, request.POST or None, place=row)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_place(place=form.save(commit=False), by=request.user)
        except InputError as error:
            form.add_error(None, f"{error.value} : {error.rule} {error.remedy}")
        else:
            messages.success(request, _("Le lieu est corrigé."))
            return redirect("reaching:places", case_id=row.case_id)
    return render(request, "reaching/place.html", presenters.place_page(row, form))


@access(permissions.open_place)
@require_POST
def place_remove(request: HttpRequest, row: PlaceToBe) -> HttpResponse:
    """Take a place away; the page then offers to put it back."""
    actions.place_remove(place=row, by=request.user)
    return redirect(f"{reverse('reaching:places', args=[row.case_id])}?{AFTER_REMOVAL}=1")


@access(permissions.open_place)
@require_POST
def place_put_back(request: HttpRequest, row: PlaceToBe) -> HttpResponse:
    try:
        actions.place_put_back(place=row, by=request.user)
    except InputError as error:
        messages.error(request, f"{error.value} : {error.rule} {error.remedy}")
    else:
        messages.success(request, _("Le lieu est remis."))
    return redirect("reaching:places", case_id=row.case_id)
