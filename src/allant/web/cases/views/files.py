"""The list of cases, one case, and how a case is opened."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from allant.web.accounts.access import access
from allant.web.accounts.models import Organisation
from allant.web.assessments.models import Handover
from allant.web.cases import actions, permissions, presenters, queries
from allant.web.cases.enums import Source
from allant.web.cases.forms import CaseForm, NewStepForm, NoteForm
from allant.web.cases.models import Case
from allant.web.people.forms import BeneficiaryForm

PAGE_LENGTH = 20


@access(permissions.team, reads="liste des dossiers")
@require_GET
def case_list(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    narrowed = queries.CaseFilter(
        search=request.GET.get("q", "").strip(),
        whose=request.GET.get("qui", "mine"),
        state=request.GET.get("etat", "open"),
    )
    cases = queries.cases_of_team(organisation, by=request.user, narrowed=narrowed)
    page = Paginator(cases, PAGE_LENGTH).get_page(request.GET.get("page"))
    return render(
        request,
        "cases/case_list.html",
        {
            "page": page,
            "rows": [presenters.case_row(case) for case in page],
            "narrowed": narrowed,
            "summary": presenters.cases_found(page.paginator.count),
        },
    )


@access(permissions.team)
@require_http_methods(["GET", "POST"])
def case_new(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    identity = BeneficiaryForm(request.POST or None, organisation=organisation)
    arrival = CaseForm(request.POST or None, organisation=organisation, initial={"source": Source.SPONTANEOUS})
    if request.method == "POST" and identity.is_valid() and arrival.is_valid():
        case = actions.open_case(
            beneficiary=identity.save(commit=False), organisation=organisation, by=request.user, **arrival.cleaned_data
        )
        messages.success(request, _("Le dossier est ouvert."))
        return redirect("cases:case", case_id=case.pk)
    return render(request, "cases/case_new.html", {"identity": identity, "arrival": arrival})


def show_case(
    request: HttpRequest,
    case: Case,
    *,
    new_step: NewStepForm | None = None,
    note: NoteForm | None = None,
) -> HttpResponse:
    """Answer with the page of a case; a form that was refused comes back as it was typed."""
    return render(
        request,
        "cases/case.html",
        presenters.case_page(case, queries.bilans_of_case(case))
        | presenters.note_part(case, request.user, note)
        | {"new_step": new_step or NewStepForm()},
    )


@access(permissions.team_case, reads="dossier")
@require_GET
def case_page(request: HttpRequest, case: Case) -> HttpResponse:
    return show_case(request, case)


@access(permissions.team_case, reads="identité et contacts")
@require_http_methods(["GET", "POST"])
def case_edit(request: HttpRequest, case: Case) -> HttpResponse:
    name = str(case)
    form = BeneficiaryForm(request.POST or None, instance=case.beneficiary, organisation=case.organisation)
    arrival = CaseForm(request.POST or None, instance=case, organisation=case.organisation)
    if request.method == "POST" and form.is_valid() and arrival.is_valid():
        actions.change_identity(
            case=arrival.save(commit=False),
            beneficiary=form.save(commit=False),
            by=request.user,
            prescriber_may_be_informed=arrival.cleaned_data["prescriber_may_be_informed"],
        )
        messages.success(request, _("C’est enregistré."))
        return redirect("cases:case", case_id=case.pk)
    return render(request, "cases/case_edit.html", {"case": case, "name": name, "form": form, "arrival": arrival})


@access(permissions.received_test, reads="test mobilité reçu")
@require_http_methods(["GET", "POST"])
def received_test(request: HttpRequest, handover: Handover) -> HttpResponse:
    """Say whose answers these are: a new person, or one already followed."""
    attached = queries.case_of_test(handover)
    if attached is not None:
        return redirect("cases:case", case_id=attached.pk)
    organisation = request.user.organisation
    identity = BeneficiaryForm(request.POST or None, organisation=organisation)
    if request.method == "POST" and identity.is_valid():
        case = actions.open_case_from_test(
            beneficiary=identity.save(commit=False), organisation=organisation, by=request.user, handover=handover
        )
        messages.success(request, _("Le dossier est ouvert, avec les réponses du test."))
        return redirect("cases:case", case_id=case.pk)
    search = request.GET.get("q", "").strip()
    found = queries.CaseFilter(search=search, whose="all", state="open")
    return render(
        request,
        "cases/received_test.html",
        presenters.received_test(handover)
        | {
            "handover": handover,
            "identity": identity,
            "search": search,
            "found": queries.cases_of_team(organisation, by=request.user, narrowed=found)[:10] if search else [],
        },
    )


@access(permissions.received_test)
@require_POST
def attach_test(request: HttpRequest, handover: Handover, case_id: int) -> HttpResponse:
    attached = queries.case_of_test(handover)
    if attached is not None:
        return redirect("cases:case", case_id=attached.pk)
    case = permissions.team_case(request.user, case_id)
    actions.attach_test(handover=handover, case=case, by=request.user)
    messages.success(request, _("Les réponses du test sont dans le dossier."))
    return redirect("cases:case", case_id=case.pk)
