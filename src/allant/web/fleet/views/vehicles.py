"""The fleet: what is where, what is free, the terms of each vehicle."""

from datetime import date, datetime, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from allant.errors import InputError
from allant.parameters import parameter
from allant.web.accounts.access import access
from allant.web.accounts.enums import Role
from allant.web.accounts.models import Organisation
from allant.web.cases.permissions import manager, team
from allant.web.fleet import actions, permissions, presenters, queries
from allant.web.fleet.forms import ReasonForm, VehicleForm
from allant.web.fleet.models import Loan, Vehicle
from allant.web.fleet.occupancy import Span

FAR_AHEAD = timedelta(days=400)


@access(team, reads="flotte")
@require_GET
def vehicles(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    today = timezone.localdate()
    days = int(parameter("fleet/utilisation_window"))
    past = Span(today - timedelta(days=days), today - timedelta(days=1))
    used = queries.utilisation(queries.vehicles_of(organisation, window=past), past, today)
    return render(
        request,
        "fleet/vehicles.html",
        {
            "rows": [
                presenters.vehicle_row(each, today)
                for each in queries.vehicles_of(organisation, window=Span(today, today + FAR_AHEAD))
            ],
            "use": presenters.utilisation_words(used, days),
            "late": [
                presenters.loan_row(each, today, organisation) | {"person": each.case.beneficiary}
                for each in queries.late(organisation, today)
            ],
            "is_manager": request.user.role == Role.MANAGER,
        },
    )


@access(team, reads="calendrier de la flotte")
@require_GET
def calendar(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    today = timezone.localdate()
    month = _month(request.GET.get("mois", ""), today)
    last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    seen = queries.vehicles_of(organisation, window=Span(month, last))
    return render(request, "fleet/calendar.html", presenters.calendar_page(seen, month, today))


def _month(text: str, today: date) -> date:
    """Return the first day of the month asked for, of this month when the address is wrong."""
    try:
        month = datetime.strptime(text, "%Y-%m").date()
    except ValueError:
        return today.replace(day=1)
    return month if abs(month.year - today.year) <= 5 else today.replace(day=1)


@access(permissions.team_vehicle, reads="véhicule et ses prêts")
@require_GET
def vehicle(request: HttpRequest, vehicle: Vehicle) -> HttpResponse:
    return _vehicle_page(request, vehicle, ReasonForm())


def _vehicle_page(request: HttpRequest, vehicle: Vehicle, form: ReasonForm) -> HttpResponse:
    loans = Loan.objects.filter(vehicle=vehicle).select_related("vehicle", "case__beneficiary")[:50]
    page = presenters.vehicle_page(vehicle, list(loans), timezone.localdate())
    return render(request, "fleet/vehicle.html", page | {"form": form, "is_manager": request.user.role == Role.MANAGER})


@access(manager)
@require_http_methods(["GET", "POST"])
def vehicle_new(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    return _edit(request, Vehicle(organisation=organisation), _("Ajouter un véhicule"))


@access(permissions.managed_vehicle)
@require_http_methods(["GET", "POST"])
def vehicle_edit(request: HttpRequest, vehicle: Vehicle) -> HttpResponse:
    return _edit(request, vehicle, vehicle.label)


def _edit(request: HttpRequest, vehicle: Vehicle, title: str) -> HttpResponse:
    form = VehicleForm(request.POST or None, instance=vehicle)
    if request.method == "POST" and form.is_valid():
        saved = actions.save_vehicle(vehicle=form.save(commit=False), by=request.user)
        messages.success(request, _("Le véhicule est enregistré."))
        return redirect("fleet:vehicle", vehicle_id=saved.pk)
    page = {"form": form, "title": title, "is_known": vehicle.pk is not None}
    return render(request, "fleet/vehicle_edit.html", page)


@access(permissions.team_vehicle)
@require_POST
def vehicle_block(request: HttpRequest, vehicle: Vehicle) -> HttpResponse:
    """Keep a vehicle off the road, or let it out again; both with a reason."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _vehicle_page(request, vehicle, form)
    reason = form.cleaned_data["reason"]
    try:
        if request.POST.get("lift"):
            actions.lift_block(vehicle=vehicle, because=reason, by=request.user)
            messages.success(request, _("Le véhicule peut de nouveau sortir."))
        else:
            actions.block(vehicle=vehicle, reason=reason, by=request.user)
            messages.success(request, _("Le véhicule est bloqué."))
    except InputError as error:
        messages.error(request, f"{error.rule} {error.remedy}")
    return redirect("fleet:vehicle", vehicle_id=vehicle.pk)
