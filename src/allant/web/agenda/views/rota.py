"""The rota: who receives where, on which day of the week."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from allant.web.accounts.access import access
from allant.web.accounts.enums import Role
from allant.web.accounts.models import Organisation
from allant.web.accounts.queries import open_points
from allant.web.agenda import actions, permissions, presenters, queries
from allant.web.agenda.forms import EndForm, OpeningForm
from allant.web.agenda.models import Opening


@access(permissions.team)
@require_GET
def rota(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    page = presenters.rota_page(queries.openings_of(organisation), timezone.localdate())
    return render(
        request,
        "agenda/rota.html",
        page | {"tabs": presenters.tabs("agenda:rota"), "may_change": request.user.role == Role.MANAGER},
    )


@access(permissions.manager)
@require_http_methods(["GET", "POST"])
def opening_new(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    form = OpeningForm(request.POST or None, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        actions.open_hours(opening=form.save(commit=False), by=request.user)
        messages.success(request, _("La permanence est ouverte : ses créneaux sont proposés."))
        return redirect("agenda:rota")
    has_points = open_points(organisation).exists()
    return render(request, "agenda/opening_new.html", {"form": form, "has_points": has_points})


@access(permissions.managed_opening)
@require_http_methods(["GET", "POST"])
def opening_page(request: HttpRequest, opening: Opening) -> HttpResponse:
    """Say the last day of a permanence."""
    last_day = opening.until_on or timezone.localdate()
    form = EndForm(request.POST or None, initial={"last_day": last_day})
    if request.method == "POST" and form.is_valid():
        actions.end_hours(opening=opening, by=request.user, **form.cleaned_data)
        messages.success(request, _("Le dernier jour de la permanence est noté."))
        return redirect("agenda:rota")
    return render(request, "agenda/opening.html", {"opening": opening, "form": form})
