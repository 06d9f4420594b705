"""The usual week of a person: noted, corrected, compared."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from allant.errors import InputError
from allant.web.accounts.access import access
from allant.web.cases.models import CaseAssessment
from allant.web.reaching import actions, permissions, presenters, queries
from allant.web.reaching.forms import UsualTripForm, aboard_of
from allant.web.reaching.models import UsualTrip
from allant.web.reaching.starters import starter

READS = "semaine habituelle"
AFTER_REMOVAL = "retire"
"""In the address of the week just after a trip was taken away: what puts it back then has the focus."""
LIKE_ANOTHER = (
    "purpose",
    "mode",
    "place",
    "one_way_km",
    "one_way_trips_per_week",
    "drives",
    "aboard",
    "vehicle",
    "fuel",
)
LIKE_THE_LAST = ("vehicle", "fuel")


@access(permissions.team_week, reads=READS)
@require_GET
def week(request: HttpRequest, link: CaseAssessment) -> HttpResponse:
    """The week that a bilan took; the address may say what the form begins with."""
    rows = list(queries.week_of(link))
    form = UsualTripForm(initial=_beginning(request, rows))
    form.begin_at(_first_field(request))
    return _week_page(request, link, form, rows)


def _first_field(request: HttpRequest) -> str:
    """Where typing goes on: at what a starter leaves open."""
    asked = starter(request.GET.get("modele", ""))
    if asked is not None:
        return "purpose" if asked.mode else "mode"
    return "purpose" if "comme" in request.GET else ""


def _week_page(
    request: HttpRequest, link: CaseAssessment, form: UsualTripForm, rows: list[UsualTrip] | None = None
) -> HttpResponse:
    entry = queries.entry_of(link)
    rows = list(queries.week_of(link)) if rows is None else rows
    context = presenters.week_page(
        link,
        rows,
        form,
        removed=queries.just_removed(link),
        follows_removal=AFTER_REMOVAL in request.GET,
        entry=entry,
        entry_count=queries.week_of(entry).count() if entry else 0,
        without=None if rows else queries.week_without_trips(link),
    )
    return render(request, "reaching/week.html", context)


def _beginning(request: HttpRequest, rows: list[UsualTrip]) -> dict[str, Any]:
    """What the form of a new trip begins with: a starter, another trip of the week, or what is being typed."""
    asked, like = starter(request.GET.get("modele", "")), _row(rows, request.GET.get("comme", ""))
    if asked is not None:
        return asked.initial()
    if like is not None:
        return {name: getattr(like, name) for name in LIKE_ANOTHER}
    return _typed(request, rows)


def _typed(request: HttpRequest, rows: list[UsualTrip]) -> dict[str, Any]:
    """What is being typed; the vehicle is that of the last trip made in the same way, until it is changed."""
    typed = {name: request.GET[name] for name in LIKE_ANOTHER if name in request.GET}
    if "mode" in typed:
        typed["aboard"] = aboard_of(typed["mode"], typed.get("aboard", ""))
    last = next((row for row in reversed(rows) if row.mode == typed.get("mode")), None)
    if last is not None:
        typed |= {name: getattr(last, name) for name in LIKE_THE_LAST if not typed.get(name)}
    return typed


def _row(rows: list[UsualTrip], number: str) -> UsualTrip | None:
    return next((row for row in rows if str(row.pk) == number), None)


@access(permissions.open_week)
@require_POST
def trip_add(request: HttpRequest, link: CaseAssessment) -> HttpResponse:
    form = UsualTripForm(request.POST, instance=UsualTrip(link=link))
    if form.is_valid():
        try:
            actions.add_trip(trip=form.save(commit=False), by=request.user)
        except InputError as error:
            form.add_error(None, f"{error.rule} {error.remedy}")
    if form.errors:
        return _week_page(request, link, form)
    messages.success(request, _("Le trajet est noté."))
    return _back_to_week(link)


@access(permissions.open_week)
@require_POST
def week_copy(request: HttpRequest, link: CaseAssessment) -> HttpResponse:
    """Nothing changed since the entry: take its week as it is."""
    entry = queries.entry_of(link)
    try:
        count = actions.copy_week(source=entry, link=link, by=request.user) if entry else 0
    except InputError as error:
        messages.error(request, f"{error.rule} {error.remedy}")
    else:
        words = ngettext("%(count)d trajet", "%(count)d trajets", count) if count else _("aucun trajet habituel")
        told = _("La semaine de l’entrée est reprise : %(what)s.")
        messages.success(request, told % {"what": words % {"count": count}})
    return _back_to_week(link)


@access(permissions.open_week)
@require_POST
def week_none(request: HttpRequest, link: CaseAssessment) -> HttpResponse:
    """The person was asked: no trip comes back."""
    try:
        actions.say_no_trips(link=link, by=request.user)
    except InputError as error:
        messages.error(request, f"{error.rule} {error.remedy}")
    return _back_to_week(link)


@access(permissions.open_week)
@require_POST
def week_none_undo(request: HttpRequest, link: CaseAssessment) -> HttpResponse:
    actions.take_back_no_trips(link=link, by=request.user)
    return _back_to_week(link)


@access(permissions.open_trip, reads=READS)
@require_http_methods(["GET", "POST"])
def trip(request: HttpRequest, row: UsualTrip) -> HttpResponse:
    """Correct one trip."""
    if request.method == "POST":
        form = UsualTripForm(request.POST, instance=row)
        if form.is_valid():
            was_removed = row.removed_at is not None
            actions.change_trip(trip=form.save(commit=False), by=request.user)
            messages.success(
                request,
                _("Quelqu’un avait retiré ce trajet entre-temps : il est remis, avec vos corrections.")
                if was_removed
                else _("Le trajet est corrigé."),
            )
            return _back_to_week(row.link)
    else:
        form = UsualTripForm(instance=row, initial=_typed(request, []))
    return render(request, "reaching/trip.html", presenters.trip_page(row, form))


@access(permissions.open_trip)
@require_POST
def trip_remove(request: HttpRequest, row: UsualTrip) -> HttpResponse:
    """Take a trip away; the page then offers to put it back."""
    actions.remove_trip(trip=row, by=request.user)
    return redirect(f"{reverse('reaching:week', args=[row.link.assessment_id])}?{AFTER_REMOVAL}=1")


@access(permissions.open_trip)
@require_POST
def trip_put_back(request: HttpRequest, row: UsualTrip) -> HttpResponse:
    actions.put_back(trip=row, by=request.user)
    messages.success(request, _("Le trajet est remis."))
    return _back_to_week(row.link)


def _back_to_week(link: CaseAssessment) -> HttpResponse:
    return redirect("reaching:week", assessment_id=link.assessment_id)
