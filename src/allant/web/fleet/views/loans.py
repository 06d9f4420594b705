"""Loans: booked from the case, handed over and returned with an inspection, prolonged, paid."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from allant.errors import InputError
from allant.web.accounts.access import access
from allant.web.cases.models import Case
from allant.web.cases.permissions import team_case
from allant.web.cases.presenters import case_tabs
from allant.web.documents import pdf
from allant.web.fleet import actions, permissions, presenters, queries
from allant.web.fleet.forms import DepositForm, InspectionForm, LoanForm, PaymentForm, RenewalForm, SignatureForm
from allant.web.fleet.models import Inspection, Loan, Payment


@access(team_case, reads="prêts de véhicule")
@require_http_methods(["GET", "POST"])
def case_loans(request: HttpRequest, case: Case) -> HttpResponse:
    """The vehicles lent to a person, and the booking of another."""
    form = LoanForm(request.POST or None, instance=Loan(case=case))
    if request.method == "POST" and form.is_valid():
        try:
            loan = actions.book(loan=form.save(commit=False), by=request.user)
        except InputError as error:
            form.add_error("vehicle", f"{error.rule} {error.remedy}")
        else:
            messages.success(request, _("Le véhicule est réservé."))
            return redirect("fleet:loan", loan_id=loan.pk)
    today = timezone.localdate()
    return render(
        request,
        "fleet/case.html",
        {
            "case": case,
            "case_tabs": case_tabs(case, current="fleet:case"),
            "crumbs": [(_("Dossiers"), reverse("cases:list")), (str(case), reverse("cases:case", args=[case.pk]))],
            "loans": [presenters.loan_row(each, today, case.organisation) for each in queries.loans_of(case)],
            "form": form,
        },
    )


@access(permissions.team_loan, reads="prêt de véhicule")
@require_GET
def loan(request: HttpRequest, loan: Loan) -> HttpResponse:
    return _loan_page(request, loan)


def _loan_page(request: HttpRequest, loan: Loan, **forms: object) -> HttpResponse:
    today = timezone.localdate()
    ready = {
        "renewal": RenewalForm(),
        "payment": PaymentForm(initial={"paid_on": today}),
        "deposit": DepositForm(instance=loan),
        "signature": SignatureForm(initial={"signed_on": today}),
    }
    return render(request, "fleet/loan.html", presenters.loan_page(loan, today) | ready | forms)


@access(permissions.team_loan)
@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, loan: Loan) -> HttpResponse:
    """Look the vehicle over with the person, then let it go."""
    return _handle(request, loan, actions.hand_over, _("Remettre le véhicule"))


@access(permissions.team_loan)
@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, loan: Loan) -> HttpResponse:
    """Look the vehicle over with the person when it comes back."""
    return _handle(request, loan, actions.take_back, _("Noter le retour"))


def _handle(request: HttpRequest, loan: Loan, do: Callable[..., Inspection], title: str) -> HttpResponse:
    form = InspectionForm(
        request.POST or None,
        request.FILES or None,
        instance=Inspection(loan=loan),
        kind=loan.vehicle.kind,
        initial={"agreed_by": str(loan.case.beneficiary), "odometer_km": loan.vehicle.odometer_km},
    )
    if request.method == "POST" and form.is_valid():
        try:
            kept = do(inspection=form.save(commit=False), photos=form.cleaned_data["photos"], by=request.user)
        except InputError as error:
            form.add_error(None, f"{error.rule} {error.remedy}")
        else:
            if kept.pk:
                messages.success(request, _("C’est noté."))
            else:
                messages.error(
                    request, _("Un défaut important : le véhicule est bloqué, il ne sort pas. Une tâche est créée.")
                )
            return redirect("fleet:loan", loan_id=loan.pk)
    back = (loan.vehicle.label, reverse("fleet:loan", args=[loan.pk]))
    return render(request, "fleet/inspection.html", {"form": form, "title": title, "crumbs": [back, (title, "")]})


@access(permissions.team_loan)
@require_POST
def cancel(request: HttpRequest, loan: Loan) -> HttpResponse:
    return _try(request, loan, lambda: actions.cancel(loan=loan, by=request.user), _("La réservation est annulée."))


@access(permissions.team_loan)
@require_POST
def renew(request: HttpRequest, loan: Loan) -> HttpResponse:
    form = RenewalForm(request.POST)
    if form.is_valid():
        try:
            actions.renew(loan=loan, by=request.user, **form.cleaned_data)
        except InputError as error:
            form.add_error("new_end_on", f"{error.rule} {error.remedy}")
        else:
            messages.success(request, _("Le prêt est prolongé."))
            return redirect("fleet:loan", loan_id=loan.pk)
    return _loan_page(request, loan, renewal=form)


@access(permissions.team_loan)
@require_POST
def pay(request: HttpRequest, loan: Loan) -> HttpResponse:
    form = PaymentForm(request.POST, instance=Payment(loan=loan))
    if not form.is_valid():
        return _loan_page(request, loan, payment=form)
    kept = form.save(commit=False)
    return _try(request, loan, lambda: actions.take_payment(payment=kept, by=request.user), _("Le paiement est noté."))


@access(permissions.team_loan)
@require_POST
def deposit(request: HttpRequest, loan: Loan) -> HttpResponse:
    form = DepositForm(request.POST, instance=loan)
    if not form.is_valid():
        return _loan_page(request, loan, deposit=form)
    kept = form.save(commit=False)
    return _try(request, loan, lambda: actions.change_deposit(loan=kept, by=request.user), _("La caution est notée."))


@access(permissions.team_loan)
@require_POST
def sign(request: HttpRequest, loan: Loan) -> HttpResponse:
    form = SignatureForm(request.POST)
    if not form.is_valid():
        return _loan_page(request, loan, signature=form)
    signed_on = form.cleaned_data["signed_on"]
    return _try(
        request,
        loan,
        lambda: actions.sign_contract(loan=loan, signed_on=signed_on, by=request.user),
        _("Le contrat est noté comme signé."),
    )


def _try(request: HttpRequest, loan: Loan, do: Callable[[], object], done: str) -> HttpResponse:
    try:
        do()
    except InputError as error:
        messages.error(request, f"{error.rule} {error.remedy}")
    else:
        messages.success(request, done)
    return redirect("fleet:loan", loan_id=loan.pk)


@access(permissions.team_loan, reads="contrat de prêt")
@require_GET
def contract(request: HttpRequest, loan: Loan) -> HttpResponse:
    """The contract to read and sign, as a page."""
    return render(request, "fleet/contract.html", _contract(loan) | {"layout": "ui/base.html"})


@access(permissions.team_loan, reads="contrat de prêt")
@require_GET
def contract_pdf(request: HttpRequest, loan: Loan) -> HttpResponse:
    """The same contract as a tagged PDF."""
    try:
        content = pdf.render("fleet/contract.html", _contract(loan))
    except pdf.PdfUnavailable as error:
        messages.error(request, str(error))
        return redirect("fleet:contract", loan_id=loan.pk)
    name = f"contrat-{loan.pk}.pdf"
    return HttpResponse(
        content, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _contract(loan: Loan) -> dict[str, object]:
    today = timezone.localdate()
    return {
        "loan": loan,
        "organisation": loan.vehicle.organisation,
        "person": loan.case.beneficiary,
        "vehicle": loan.vehicle,
        "facts": presenters.loan_facts(loan, None, None, today),
        "today": today,
    }
