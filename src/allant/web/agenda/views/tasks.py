"""What the team has to do."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from allant.web.accounts.access import access
from allant.web.accounts.models import Organisation
from allant.web.agenda import actions, permissions, presenters, queries
from allant.web.agenda.enums import TaskKind
from allant.web.agenda.forms import PostponeForm, TaskForm
from allant.web.agenda.models import Task

PAGE_LENGTH = 25
JUST_DONE = 5


@access(permissions.team, reads="liste des tâches")
@require_GET
def task_list(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    narrowed = queries.TaskFilter(whose=request.GET.get("qui", "mine"), when=request.GET.get("quand", "week"))
    today = timezone.localdate()
    tasks = queries.tasks_listed(organisation, by=request.user, narrowed=narrowed, today=today)
    page = Paginator(tasks, PAGE_LENGTH).get_page(request.GET.get("page"))
    done = list(queries.last_done(organisation, by=request.user, since=_midnight(), at_most=JUST_DONE))
    cases = queries.case_numbers(organisation, [task.person_id for task in [*page, *done]])
    return render(
        request,
        "agenda/tasks.html",
        {
            "tabs": presenters.tabs("agenda:tasks"),
            "filters": presenters.filters(narrowed),
            "page": page,
            "rows": presenters.task_rows(page, today, cases),
            "done": done,
            "count": page.paginator.count,
        },
    )


@access(permissions.team)
@require_http_methods(["GET", "POST"])
def task_new(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    form = TaskForm(request.POST or None, organisation=organisation, initial={"assignee": request.user.pk})
    if request.method == "POST" and form.is_valid():
        actions.raise_task(organisation=organisation, kind=TaskKind.OTHER, by=request.user, **form.cleaned_data)
        messages.success(request, _("La tâche est notée."))
        return redirect("agenda:tasks")
    return render(request, "agenda/task_new.html", {"form": form})


@access(permissions.team_task, reads="tâche")
@require_http_methods(["GET", "POST"])
def task_page(request: HttpRequest, task: Task) -> HttpResponse:
    """One task, and another day for it."""
    form = PostponeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.postpone_task(task=task, **form.cleaned_data)
        messages.success(request, _("La tâche est reportée."))
        return redirect("agenda:tasks")
    cases = queries.case_numbers(task.organisation, [task.person_id])
    row = presenters.task_row(task, timezone.localdate(), cases)
    return render(request, "agenda/task.html", {"row": row, "task": task, "form": form})


@access(permissions.team)
@require_POST
def tasks_done(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Note the ticked tasks as done, or the only one whose button was pressed."""
    done = actions.settle_tasks(organisation=organisation, ids=_ids(request), by=request.user)
    if not done:
        messages.warning(request, _("Aucune tâche cochée. Cochez au moins une ligne."))
    else:
        messages.success(
            request, ngettext("%(n)d tâche est faite.", "%(n)d tâches sont faites.", len(done)) % {"n": len(done)}
        )
    return redirect(_back(request))


@access(permissions.team)
@require_POST
def tasks_undone(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    actions.reopen_tasks(organisation=organisation, ids=_ids(request))
    messages.success(request, _("C’est annulé : la tâche est de nouveau à faire."))
    return redirect(_back(request))


def _ids(request: HttpRequest) -> list[int]:
    only = request.POST.get("only")
    return [int(each) for each in ([only] if only else request.POST.getlist("task")) if each.isdecimal()]


def _back(request: HttpRequest) -> str:
    """Return the page that the form was on, when it is one of ours."""
    wanted = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if wanted and is_ours else reverse("agenda:tasks")


def _midnight() -> Any:
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
