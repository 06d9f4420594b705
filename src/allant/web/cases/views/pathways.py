"""Steps and exit of a pathway."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from allant.web.accounts.access import access
from allant.web.cases import actions, permissions, presenters, queries
from allant.web.cases.enums import Moment
from allant.web.cases.forms import DecisionForm, ExitForm, NewStepForm, StepForm
from allant.web.cases.models import Case, Exit, Step


@access(permissions.team_case)
@require_POST
def step_add(request: HttpRequest, case: Case) -> HttpResponse:
    form = NewStepForm(request.POST)
    if form.is_valid():
        actions.add_step(case=case, by=request.user, **form.cleaned_data)
        messages.success(request, _("L’étape est ajoutée."))
        return redirect("cases:case", case_id=case.pk)
    return render(
        request,
        "cases/case.html",
        presenters.case_page(case, queries.bilans_of_case(case))
        | {"new_step": form, "decision": DecisionForm(case=case)},
    )


@access(permissions.team_step, reads="étape")
@require_http_methods(["GET", "POST"])
def step_edit(request: HttpRequest, step: Step) -> HttpResponse:
    form = StepForm(request.POST or None, instance=step)
    if request.method == "POST" and form.is_valid():
        actions.save_step(step=form.save(commit=False), by=request.user)
        messages.success(request, _("L’étape est enregistrée."))
        return redirect("cases:case", case_id=step.case_id)
    return render(request, "cases/step.html", {"step": step, "case": step.case, "form": form})


@access(permissions.team_step)
@require_POST
def step_move(request: HttpRequest, step: Step) -> HttpResponse:
    actions.move_step(step=step, up=request.POST.get("direction") == "up", by=request.user)
    return redirect("cases:case", case_id=step.case_id)


@access(permissions.team_case, reads="sortie")
@require_http_methods(["GET", "POST"])
def exit_page(request: HttpRequest, case: Case) -> HttpResponse:
    has_exit_bilan = case.case_assessments.filter(moment=Moment.EXIT, assessment__finished_at__isnull=False).exists()
    instance = Exit.objects.filter(case=case).first()
    form = ExitForm(request.POST or None, instance=instance, case=case, has_exit_bilan=has_exit_bilan)
    if request.method == "POST" and form.is_valid():
        actions.record_exit(exit_=form.save(commit=False), by=request.user)
        messages.success(request, _("La sortie est enregistrée."))
        return redirect("cases:case", case_id=case.pk)
    return render(
        request,
        "cases/exit.html",
        {"case": case, "form": form, "has_exit_bilan": has_exit_bilan, "is_recorded": instance is not None},
    )


@access(permissions.team_case)
@require_POST
def exit_undo(request: HttpRequest, case: Case) -> HttpResponse:
    if Exit.objects.filter(case=case).exists():
        actions.reopen(case=case, by=request.user)
        messages.success(request, _("La sortie est annulée, le dossier est rouvert."))
    return redirect("cases:case", case_id=case.pk)
