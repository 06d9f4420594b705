"""The caseload: one list, narrowed as one likes, and what is done to many cases at once."""

import csv
from urllib.parse import parse_qs

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from allant.web.accounts.access import access
from allant.web.accounts.models import Organisation, User
from allant.web.cases import actions, permissions, presenters
from allant.web.cases.forms import BulkForm, CaseloadForm, SavedViewForm
from allant.web.cases.models import Case, Reassignment, SavedView
from allant.web.cases.queries import lists
from allant.web.journal.actions import record_many
from allant.web.journal.models import Action
from allant.web.ui.paging import MOST_COUNTED, LongPaginator

PAGE_LENGTH = 20
BYTE_ORDER_MARK = "\ufeff"
"""Without it, spreadsheets of French offices misread accents."""


@access(permissions.team, reads="liste des dossiers")
@require_GET
def case_list(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    form = CaseloadForm(request.GET, user=request.user)
    cases = lists.cases_of_team(organisation, by=request.user, narrowed=form.narrowed())
    page = LongPaginator(cases.values_list("pk", flat=True), PAGE_LENGTH).get_page(request.GET.get("page"))
    return render(
        request,
        "cases/case_list.html",
        presenters.caseload_page(
            form=form, page=page, rows=lists.shown(page), views=lists.views_of(request.user), user=request.user
        )
        | {
            "team": organisation.people.filter(is_active=True),
            "new_view": SavedViewForm(),
            "bulk": BulkForm(organisation=organisation),
            "assigned": lists.undoable_reassignment(request.user, request.GET.get("confie", "")),
        },
    )


@access(permissions.team)
@require_POST
def bulk(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Do one thing to the ticked cases, or to all that the list holds."""
    form = BulkForm(request.POST, organisation=organisation)
    listed = CaseloadForm(QueryDict(request.POST.get("query", "")), user=request.user)
    if not form.is_valid():
        refused = [error for name in ("title",) for error in form.errors.get(name, []) if "sécurité sociale" in error]
        messages.error(request, " ".join(refused) or _("Cette action n’est pas possible. Vérifiez ce qui est écrit."))
        return redirect(_list(listed.address()))
    cases = _meant(form, listed, request)
    if not cases:
        messages.error(request, _("Aucun dossier n’est coché. Cochez au moins une ligne, puis recommencez."))
        return redirect(_list(listed.address()))
    if form.cleaned_data["action"] == BulkForm.ASSIGN:
        return _assign(request, cases, form.cleaned_data["adviser"], listed)
    if form.cleaned_data["action"] == BulkForm.TASK:
        return _raise_tasks(request, cases, form, listed)
    record_many(by=request.user, action=Action.READ, model=Case, subjects=cases, detail=form.reads)
    if form.cleaned_data["action"] == BulkForm.EXPORT:
        return _spreadsheet(cases)
    return render(request, "cases/case_print.html", {"rows": presenters.printed_rows(lists.shown(cases))})


def _meant(form: BulkForm, listed: CaseloadForm, request: HttpRequest) -> list[int]:
    """Return the numbers of the cases that are meant, in the order of the list; a stranger's is left out."""
    user = request.user
    if form.cleaned_data["scope"] == BulkForm.ALL:
        cases = lists.cases_of_team(user.organisation, by=user, narrowed=listed.narrowed())
        return list(cases.values_list("pk", flat=True)[:MOST_COUNTED])
    ticked = [int(number) for number in request.POST.getlist("case") if number.isdecimal()][:MOST_COUNTED]
    cases = Case.objects.filter(pk__in=ticked, organisation=user.organisation)
    return list(cases.order_by(*lists.SORTS[listed.narrowed().sort]).values_list("pk", flat=True))


def _assign(request: HttpRequest, cases: list[int], adviser: User | None, listed: CaseloadForm) -> HttpResponse:
    if adviser is None:
        messages.error(request, _("Choisissez à qui confier ces dossiers, puis recommencez."))
        return redirect(_list(listed.address()))
    done = actions.assign(cases=cases, adviser=adviser, by=request.user)
    if done is None:
        messages.info(request, _("%(name)s suit déjà ces dossiers.") % {"name": adviser.full_name})
        return redirect(_list(listed.address()))
    return redirect(_list(listed.address(confie=str(done.pk))))


def _raise_tasks(request: HttpRequest, cases: list[int], form: BulkForm, listed: CaseloadForm) -> HttpResponse:
    title, due_on = form.cleaned_data["title"], form.cleaned_data["due_on"]
    if not title or due_on is None:
        messages.error(request, _("Dites ce qu’il y a à faire, et pour quel jour, puis recommencez."))
        return redirect(_list(listed.address()))
    count = actions.raise_tasks(cases=cases, title=title, due_on=due_on, by=request.user)
    words = ngettext("%(count)d tâche est notée.", "%(count)d tâches sont notées.", count)
    messages.success(request, words % {"count": count})
    return redirect(_list(listed.address()))


def _spreadsheet(cases: list[int]) -> HttpResponse:
    answer = HttpResponse(BYTE_ORDER_MARK, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="file-active-{timezone.localdate():%Y-%m-%d}.csv"'
    csv.writer(answer, delimiter=";").writerows(presenters.exported_rows(lists.shown(cases)))
    return answer


@access(permissions.own_reassignment)
@require_POST
def assignment_undo(request: HttpRequest, reassignment: Reassignment) -> HttpResponse:
    back, kept = actions.undo_assignment(reassignment=reassignment, by=request.user)
    messages.success(
        request,
        ngettext("%(count)d dossier est rendu.", "%(count)d dossiers sont rendus.", back) % {"count": back},
    )
    if kept:
        words = ngettext(
            "%(count)d dossier a changé de main entre-temps : il reste où il est.",
            "%(count)d dossiers ont changé de main entre-temps : ils restent où ils sont.",
            kept,
        )
        messages.info(request, words % {"count": kept})
    return redirect(_list(request.POST.get("query", "")))


@access(permissions.team)
@require_POST
def view_save(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    listed = CaseloadForm(QueryDict(request.POST.get("query", "")), user=request.user)
    form = SavedViewForm(request.POST)
    if form.is_valid():
        actions.save_view(owner=request.user, query=listed.address(), **form.cleaned_data)
        messages.success(request, _("La vue « %(name)s » est gardée.") % {"name": form.cleaned_data["name"]})
    else:
        messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
    return redirect(_list(listed.address()))


@access(permissions.own_view)
@require_POST
def view_drop(request: HttpRequest, view: SavedView) -> HttpResponse:
    actions.drop_view(view=view)
    messages.success(request, _("La vue « %(name)s » est oubliée.") % {"name": view.name})
    return redirect("cases:list")


def _list(query: str) -> str:
    """Return the address of the list; what is no filter of it leaves the address."""
    known = {name: values for name, values in parse_qs(query).items() if name in {*CaseloadForm.base_fields, "confie"}}
    kept = QueryDict(mutable=True)
    kept.update({name: values[0] for name, values in known.items()})
    return f"{reverse('cases:list')}?{kept.urlencode()}" if kept else reverse("cases:list")
