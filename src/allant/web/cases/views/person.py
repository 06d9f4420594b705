"""The person: contacts, household, situation, guardian, and what a funder asks."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from allant.errors import InputError
from allant.web.accounts.access import access
from allant.web.accounts.models import Organisation
from allant.web.cases import permissions
from allant.web.cases.models import Case
from allant.web.cases.presenters.person import person_page
from allant.web.people import actions
from allant.web.people.forms import ContactForm, FseForm, GuardianForm, HouseholdForm, SituationForm
from allant.web.people.models import Contact, Household, LegalGuardian, Situation


@access(permissions.team_case, reads="la personne")
@require_GET
def person(request: HttpRequest, case: Case) -> HttpResponse:
    return render(request, "cases/person.html", person_page(case))


def _kept(
    request: HttpRequest, case: Case, name: str, form: forms.ModelForm, keep: Callable[[], object]
) -> HttpResponse:
    """Keep what a form says, or show the page again with what is to be mended."""
    if form.is_valid():
        try:
            keep()
        except InputError as error:
            form.add_error(None, f"{error.rule} {error.remedy}")
        else:
            messages.success(request, _("C’est enregistré."))
            return redirect("cases:person", case_id=case.pk)
    return render(request, "cases/person.html", person_page(case, **{name: form}))


@access(permissions.team_case)
@require_POST
def contact_add(request: HttpRequest, case: Case) -> HttpResponse:
    form = ContactForm(request.POST, prefix="contact", instance=Contact(person=case.beneficiary))
    return _kept(
        request, case, "contact", form, lambda: actions.add_contact(contact=form.save(commit=False), by=request.user)
    )


@access(permissions.team_case)
@require_POST
def contact_remove(request: HttpRequest, case: Case, contact_id: int) -> HttpResponse:
    actions.remove_contact(contact=get_object_or_404(case.beneficiary.contacts, pk=contact_id), by=request.user)
    messages.success(request, _("Ce contact est retiré."))
    return redirect("cases:person", case_id=case.pk)


@access(permissions.team_case)
@require_POST
def household_add(request: HttpRequest, case: Case) -> HttpResponse:
    form = HouseholdForm(request.POST, prefix="household", instance=Household(person=case.beneficiary))
    return _kept(
        request, case, "household", form, lambda: actions.add_dated(row=form.save(commit=False), by=request.user)
    )


@access(permissions.team_case)
@require_POST
def situation_add(request: HttpRequest, case: Case) -> HttpResponse:
    form = SituationForm(request.POST, prefix="situation", instance=Situation(person=case.beneficiary))
    return _kept(
        request, case, "situation", form, lambda: actions.add_dated(row=form.save(commit=False), by=request.user)
    )


@access(permissions.team_case)
@require_POST
def guardian_add(request: HttpRequest, case: Case) -> HttpResponse:
    form = GuardianForm(request.POST, prefix="guardian", instance=LegalGuardian(person=case.beneficiary))

    def keep() -> LegalGuardian:
        agrees = form.cleaned_data["agrees"]
        return actions.add_guardian(guardian=form.save(commit=False), agrees=agrees, by=request.user)

    return _kept(request, case, "guardian", form, keep)


@access(permissions.team_case)
@require_POST
def guardian_withdraw(request: HttpRequest, case: Case, guardian_id: int) -> HttpResponse:
    actions.withdraw_guardian(guardian=get_object_or_404(case.beneficiary.guardians, pk=guardian_id), by=request.user)
    messages.success(request, _("L’accord est retiré."))
    return redirect("cases:person", case_id=case.pk)


@access(permissions.team_case)
@require_POST
def fse_enter(request: HttpRequest, case: Case) -> HttpResponse:
    """Only where a funder asks for it."""
    organisation = case.organisation
    if not organisation.asks_fse:
        raise Http404
    is_correction = case.beneficiary.fse_entries.filter(organisation=organisation).exists()
    form = FseForm(request.POST, prefix="fse", is_correction=is_correction)
    return _kept(
        request,
        case,
        "fse",
        form,
        lambda: actions.enter_fse(
            person=case.beneficiary, organisation=organisation, by=request.user, **form.cleaned_data
        ),
    )


@access(permissions.manager)
@require_POST
def fse_asked(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """A manager says whether a funder asks for the fields of the FSE+."""
    organisation.asks_fse = request.POST.get("asks") == "yes"
    organisation.save(update_fields=["asks_fse"])
    messages.success(request, _("C’est enregistré."))
    return redirect("cases:platform")
