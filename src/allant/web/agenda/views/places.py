"""The places where a platform receives people: listed for the team, kept by the manager."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from allant.errors import InputError
from allant.web.accounts.access import access
from allant.web.accounts.enums import Role
from allant.web.accounts.models import Organisation, ReceptionPoint
from allant.web.agenda import actions, permissions, presenters, queries
from allant.web.agenda.forms import PlaceForm


@access(permissions.team)
@require_GET
def places(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    page = presenters.places_page(queries.places_of(organisation))
    may_change = request.user.role == Role.MANAGER
    return render(request, "agenda/places.html", page | {"may_change": may_change})


@access(permissions.manager)
@require_http_methods(["GET", "POST"])
def place_new(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    form = PlaceForm(request.POST or None, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        actions.keep_place(point=form.save(commit=False), by=request.user)
        messages.success(request, _("Le point d’accueil est ajouté. Posez-y des permanences."))
        return redirect("agenda:places")
    return render(request, "agenda/place_form.html", {"form": form, "point": None})


@access(permissions.managed_place)
@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, point: ReceptionPoint) -> HttpResponse:
    form = PlaceForm(request.POST or None, instance=point, organisation=point.organisation)
    if request.method == "POST" and form.is_valid():
        actions.keep_place(point=form.save(commit=False), by=request.user)
        messages.success(request, _("Le point d’accueil est enregistré."))
        return redirect("agenda:places")
    booked = queries.booked_at(point)
    return render(request, "agenda/place_form.html", {"form": form, "point": point, "booked": booked})


@access(permissions.managed_place)
@require_POST
def place_close(request: HttpRequest, point: ReceptionPoint) -> HttpResponse:
    """Close a place, or open it again."""
    if point.closed_on:
        try:
            actions.reopen_place(point=point, by=request.user)
        except InputError as refused:
            messages.error(request, f"{refused.rule} {refused.remedy}")
            return redirect("agenda:place", place_id=point.pk)
        messages.success(request, _("Le point d’accueil est rouvert. Posez-y de nouveau des permanences."))
        return redirect("agenda:places")
    ended = actions.close_place(point=point, by=request.user)
    said = ngettext("%(count)d permanence s’arrête.", "%(count)d permanences s’arrêtent.", ended) % {"count": ended}
    messages.success(request, " ".join([_("Le point d’accueil est fermé."), said if ended else ""]).strip())
    return redirect("agenda:places")
