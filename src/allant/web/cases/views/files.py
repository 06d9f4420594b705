"""One case, and how a case is opened."""

from typing import Any

from django.contrib import messages
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
from allant.web.cases.queries import lists
from allant.web.people.forms import BeneficiaryForm
from allant.web.people.models import Beneficiary

MOST_PROPOSED = 10


@access(permissions.team)
@require_http_methods(["GET", "POST"])
def case_new(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    identity = BeneficiaryForm(request.POST or None, organisation=organisation)
    arrival = CaseForm(request.POST or None, organisation=organisation, initial={"source": Source.SPONTANEOUS})
    known: list[dict[str, Any]] = []
    if request.method == "POST" and identity.is_valid() and arrival.is_valid():
        person = identity.save(commit=False)
        known = _known(request, person)
        if not known:
            case = actions.open_case(
                beneficiary=person, organisation=organisation, by=request.user, **arrival.cleaned_data
            )
            messages.success(request, _("Le dossier est ouvert."))
            return redirect("cases:case", case_id=case.pk)
    return render(request, "cases/case_new.html", {"identity": identity, "arrival": arrival, "known": known})


def _known(request: HttpRequest, person: Beneficiary) -> list[dict[str, Any]]:
    """Return who may already be this person, unless one has just said that it is somebody else."""
    return [] if request.POST.get("is_new") == "yes" else presenters.known_people(person, request.user.organisation)


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
    known: list[dict[str, Any]] = []
    if request.method == "POST" and identity.is_valid():
        person = identity.save(commit=False)
        known = _known(request, person)
        if not known:
            case = actions.open_case_from_test(
                beneficiary=person, organisation=organisation, by=request.user, handover=handover
            )
            messages.success(request, _("Le dossier est ouvert, avec les réponses du test."))
            return redirect("cases:case", case_id=case.pk)
    search = request.GET.get("q", "").strip()
    narrowed = lists.Narrowed(search=search, whose=lists.EVERYBODY)
    return render(
        request,
        "cases/received_test.html",
        presenters.received_test(handover)
        | {
            "handover": handover,
            "identity": identity,
            "known": known,
            "search": search,
            "found": lists.cases_of_team(organisation, by=request.user, narrowed=narrowed).select_related(
                "beneficiary__commune"
            )[:MOST_PROPOSED]
            if search
            else [],
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
