"""What was written to the person of a case."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from allant.web.accounts.access import access
from allant.web.cases import permissions
from allant.web.cases.models import Case
from allant.web.cases.presenters import case_tabs
from allant.web.messaging.presenters import message_rows
from allant.web.messaging.queries import messages_of

PAGE_LENGTH = 20


@access(permissions.team_case, reads="messages")
@require_GET
def case_messages(request: HttpRequest, case: Case) -> HttpResponse:
    found = messages_of(case.beneficiary, case.organisation)
    page = Paginator(found, PAGE_LENGTH).get_page(request.GET.get("page"))
    return render(
        request,
        "cases/messages.html",
        {
            "case": case,
            "case_tabs": case_tabs(case, current="cases:messages"),
            "crumbs": [(_("Dossiers"), reverse("cases:list")), (str(case), reverse("cases:case", args=[case.pk]))],
            "page": page,
            "rows": message_rows(page),
        },
    )
