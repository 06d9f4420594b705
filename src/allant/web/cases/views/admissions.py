"""Admission: the decision, suspensions, and the waiting list."""

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from allant.errors import InputError
from allant.web.accounts.access import access
from allant.web.accounts.models import Organisation
from allant.web.cases import actions, permissions, presenters, queries
from allant.web.cases.forms import AdmissionForm, ResumeForm, SuspensionForm
from allant.web.cases.models import Case

PAGE_LENGTH = 50
DAYS_LOOKED_BACK = 365


@access(permissions.team_case, reads="décision d’admission")
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, case: Case) -> HttpResponse:
    form = AdmissionForm(request.POST or None, case=case, current=queries.current_admission(case))
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide(case=case, by=request.user, **form.cleaned_data)
        except InputError as error:
            form.add_error("decided_on", f"{error.rule} {error.remedy}")
        else:
            messages.success(request, _("La décision est enregistrée."))
            return redirect("cases:case", case_id=case.pk)
    return render(request, "cases/decision.html", presenters.decision_page(case) | {"form": form})


@access(permissions.team_case, reads="suspension")
@require_http_methods(["GET", "POST"])
def suspension(request: HttpRequest, case: Case) -> HttpResponse:
    """Let the support rest, or go on again."""
    current = case.suspensions.filter(ends_on=None).first()
    form = (ResumeForm if current else SuspensionForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            (actions.resume if current else actions.suspend)(case=case, by=request.user, **form.cleaned_data)
        except InputError as error:
            form.add_error(None, f"{error.rule} {error.remedy}")
        else:
            messages.success(
                request, _("L’accompagnement reprend.") if current else _("L’accompagnement est suspendu.")
            )
            return redirect("cases:case", case_id=case.pk)
    return render(request, "cases/suspension.html", {"case": case, "current": current, "form": form})


@access(permissions.manager, reads="liste d’attente")
@require_GET
def waiting_list(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    page = Paginator(queries.waiting_list(organisation), PAGE_LENGTH).get_page(request.GET.get("page"))
    since = timezone.localdate() - timedelta(days=DAYS_LOOKED_BACK)
    left = queries.left_waiting_list(organisation, since)
    return render(request, "cases/waiting_list.html", presenters.waiting_list_page(page, list(left[:PAGE_LENGTH])))
