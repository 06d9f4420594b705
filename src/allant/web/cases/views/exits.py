"""The exit of a case, and the news of the months after."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from allant.web.accounts.access import access
from allant.web.cases import actions, permissions, presenters
from allant.web.cases.enums import Moment
from allant.web.cases.forms import AttemptForm, ExitForm, FollowUpForm
from allant.web.cases.models import Case, Exit, FollowUp


@access(permissions.team_case, reads="sortie")
@require_http_methods(["GET", "POST"])
def exit_page(request: HttpRequest, case: Case) -> HttpResponse:
    has_exit_bilan = case.case_assessments.filter(moment=Moment.EXIT, assessment__finished_at__isnull=False).exists()
    instance = Exit.objects.filter(case=case).first()
    context = presenters.exit_page(case, instance) | {"has_exit_bilan": has_exit_bilan}
    form = ExitForm(request.POST or None, instance=instance, case=case, has_exit_bilan=has_exit_bilan)
    if request.method == "POST" and form.is_valid():
        actions.record_exit(exit_=form.save(commit=False), by=request.user)
        messages.success(request, _("La sortie est enregistrée."))
        return redirect("cases:case", case_id=case.pk)
    return render(request, "cases/exit.html", context | {"form": form})


@access(permissions.team_case)
@require_POST
def exit_undo(request: HttpRequest, case: Case) -> HttpResponse:
    if Exit.objects.filter(case=case).exists():
        actions.reopen(case=case, by=request.user)
        messages.success(request, _("La sortie est annulée, le dossier est rouvert."))
    return redirect("cases:case", case_id=case.pk)


@access(permissions.team_follow_up, reads="suivi après la sortie")
@require_http_methods(["GET", "POST"])
def follow_up(request: HttpRequest, follow_up: FollowUp) -> HttpResponse:
    form = FollowUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.answer_follow_up(follow_up=follow_up, by=request.user, **form.cleaned_data)
        messages.success(request, _("Les nouvelles sont notées. Merci !"))
        return redirect("cases:case", case_id=follow_up.case_id)
    context = presenters.follow_up_page(follow_up) | {"form": form, "attempt": AttemptForm()}
    return render(request, "cases/follow_up.html", context)


@access(permissions.team_follow_up)
@require_POST
def follow_up_attempt(request: HttpRequest, follow_up: FollowUp) -> HttpResponse:
    attempt = AttemptForm(request.POST)
    if attempt.is_valid():
        actions.note_attempt(follow_up=follow_up, by=request.user, **attempt.cleaned_data)
        messages.success(request, _("La tentative est notée."))
        return redirect("cases:follow-up", follow_up_id=follow_up.pk)
    context = presenters.follow_up_page(follow_up) | {"form": FollowUpForm(), "attempt": attempt}
    return render(request, "cases/follow_up.html", context)
