"""What a person agreed to: asked for, read again, withdrawn."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from allant.web.accounts.access import access
from allant.web.cases import permissions
from allant.web.cases.forms import ConsentForm
from allant.web.cases.models import Case
from allant.web.cases.presenters.consents import consents_page, recipient_of
from allant.web.people.actions import give_consent, withdraw_consent
from allant.web.people.wordings import wording_of


@access(permissions.team_case, reads="accords")
@require_GET
def consents(request: HttpRequest, case: Case) -> HttpResponse:
    return render(request, "cases/consents.html", consents_page(case, asked_in=request.GET.get("langue", "")))


@access(permissions.team_case)
@require_POST
def consent_give(request: HttpRequest, case: Case) -> HttpResponse:
    form = ConsentForm(request.POST, case=case)
    if form.is_valid():
        purpose = form.cleaned_data["purpose"]
        wording = wording_of(purpose, form.cleaned_data["language"])
        give_consent(
            person=case.beneficiary,
            purpose=purpose,
            recipient=recipient_of(case, purpose),
            wording=wording.text,
            language=wording.language,
            how=form.cleaned_data["how"],
            by=request.user,
        )
        messages.success(request, _("L’accord est enregistré."))
    else:
        messages.error(request, _("Cet accord n’existe pas. Rechargez la page, puis recommencez."))
    return redirect("cases:consents", case_id=case.pk)


@access(permissions.team_case)
@require_POST
def consent_withdraw(request: HttpRequest, case: Case, consent_id: int) -> HttpResponse:
    consent = get_object_or_404(case.beneficiary.consents, pk=consent_id)
    withdraw_consent(consent=consent, by=request.user)
    messages.success(request, _("L’accord est retiré. Ce retrait a son effet tout de suite."))
    return redirect("cases:consents", case_id=case.pk)
