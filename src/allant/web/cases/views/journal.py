"""Who read or changed what: one case, for its team; the whole platform, for its manager."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from allant.web.accounts.access import access
from allant.web.accounts.models import Organisation
from allant.web.cases import permissions, presenters, queries
from allant.web.cases.forms import JournalForm
from allant.web.cases.models import Case

PAGE_LENGTH = 100
"""Lines read at once; those of one sitting are told together."""


@access(permissions.team_case, reads="journal du dossier")
@require_GET
def case_journal(request: HttpRequest, case: Case) -> HttpResponse:
    page = Paginator(queries.journal_of_case(case), PAGE_LENGTH).get_page(request.GET.get("page"))
    return render(request, "cases/journal.html", {"case": case, "page": page, "lines": presenters.journal_lines(page)})


@access(permissions.manager, reads="journal de la plateforme")
@require_GET
def platform_journal(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """What the team read and changed: by person, by colleague, by day; unusual reads first."""
    form = JournalForm(request.GET or None, organisation=organisation)
    # Nothing asked for shows today: a journal of years is not counted to show its first lines.
    narrowed = (
        queries.JournalFilter(**form.narrowed) if request.GET else queries.JournalFilter(day=timezone.localdate())
    )
    entries = queries.journal_of_team(organisation, narrowed)
    return render(
        request,
        "cases/platform_journal.html",
        presenters.platform_journal(organisation, entries, narrowed, request.GET.get("page")) | {"form": form},
    )
