"""Objectives, steps, time given and templates of a pathway."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from allant.web.accounts.access import access
from allant.web.cases import actions, permissions, presenters
from allant.web.cases.enums import StepState
from allant.web.cases.forms import NewStepForm, ObjectiveForm, StepForm, TimeForm
from allant.web.cases.models import Case, Objective, Step, StepSession, TemplateUse
from allant.web.cases.pathway_templates import pathway_template
from allant.web.cases.views.files import show_case


def _to_pathway(case_id: int) -> HttpResponse:
    return redirect(f"{reverse('cases:case', args=[case_id])}#parcours")


@access(permissions.team_case)
@require_http_methods(["GET", "POST"])
def objective_new(request: HttpRequest, case: Case) -> HttpResponse:
    return _objective_page(request, Objective(case=case))


@access(permissions.team_objective, reads="objectif")
@require_http_methods(["GET", "POST"])
def objective_edit(request: HttpRequest, objective: Objective) -> HttpResponse:
    return _objective_page(request, objective)


def _objective_page(request: HttpRequest, objective: Objective) -> HttpResponse:
    form = ObjectiveForm(request.POST or None, instance=objective)
    if request.method == "POST" and form.is_valid():
        actions.save_objective(objective=form.save(commit=False), by=request.user)
        messages.success(request, _("L’objectif est enregistré."))
        return _to_pathway(objective.case_id)
    return render(request, "cases/objective.html", {"case": objective.case, "objective": objective, "form": form})


@access(permissions.team_case)
@require_POST
def step_add(request: HttpRequest, case: Case) -> HttpResponse:
    form = NewStepForm(request.POST)
    if form.is_valid():
        actions.add_step(case=case, by=request.user, **form.cleaned_data)
        messages.success(request, _("L’étape est ajoutée."))
        return redirect("cases:case", case_id=case.pk)
    return show_case(request, case, new_step=form)


@access(permissions.team_step, reads="étape")
@require_http_methods(["GET", "POST"])
def step_edit(request: HttpRequest, step: Step) -> HttpResponse:
    form = StepForm(request.POST or None, instance=step)
    if request.method == "POST" and form.is_valid():
        actions.save_step(step=form.save(commit=False), by=request.user)
        messages.success(request, _("L’étape est enregistrée."))
        return _to_pathway(step.case_id)
    return render(request, "cases/step.html", presenters.step_page(step) | {"form": form, "time": TimeForm()})


@access(permissions.team_step)
@require_POST
def step_move(request: HttpRequest, step: Step) -> HttpResponse:
    actions.move_step(step=step, up=request.POST.get("direction") == "up", by=request.user)
    return _to_pathway(step.case_id)


@access(permissions.team_step)
@require_POST
def step_resume(request: HttpRequest, step: Step) -> HttpResponse:
    if step.state == StepState.DROPPED:
        actions.resume_step(step=step, by=request.user)
        messages.success(request, _("L’étape est reprise."))
    return _to_pathway(step.case_id)


@access(permissions.team_step)
@require_POST
def time_add(request: HttpRequest, step: Step) -> HttpResponse:
    form = TimeForm(request.POST)
    if form.is_valid():
        actions.add_time(step=step, by=request.user, **form.cleaned_data)
        messages.success(request, _("Le temps est noté."))
        return redirect("cases:step", step_id=step.pk)
    context = presenters.step_page(step) | {"form": StepForm(instance=step), "time": form}
    return render(request, "cases/step.html", context)


@access(permissions.team_session)
@require_POST
def time_remove(request: HttpRequest, session: StepSession) -> HttpResponse:
    actions.remove_time(session=session, by=request.user)
    messages.success(request, _("Ce temps est retiré."))
    return redirect("cases:step", step_id=session.step_id)


@access(permissions.team_case)
@require_POST
def template_apply(request: HttpRequest, case: Case) -> HttpResponse:
    template = pathway_template(request.POST.get("template", ""))
    if template is None:
        messages.error(request, _("Ce modèle n’existe pas. Rechargez la page et choisissez-en un autre."))
    else:
        actions.apply_template(case=case, template=template, by=request.user)
        messages.success(request, _("Les étapes du modèle sont ajoutées. Adaptez-les à la personne."))
    return _to_pathway(case.pk)


@access(permissions.team_template_use)
@require_POST
def template_take_back(request: HttpRequest, use: TemplateUse) -> HttpResponse:
    if use.taken_back_at is None:
        count = actions.take_back_template(use=use, by=request.user)
        taken = ngettext("%(count)d étape est retirée.", "%(count)d étapes sont retirées.", count) % {"count": count}
        messages.success(request, taken)
    return _to_pathway(use.case_id)
