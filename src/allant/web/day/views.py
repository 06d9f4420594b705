"""The today page, the search, and whether the keyboard's shortcuts are on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from allant.web.accounts import actions as accounts
from allant.web.accounts.access import access
from allant.web.accounts.enums import Role
from allant.web.accounts.models import Organisation
from allant.web.cases import permissions
from allant.web.day import presenters, queries

SUGGESTED, FOUND = 8, 40
"""People proposed while one types, and on the page of results."""


@access(permissions.team, reads="aujourd’hui")
@require_GET
def today(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """What awaits somebody; a manager first sees the whole team."""
    is_manager = request.user.role == Role.MANAGER
    whose = request.GET.get("qui", "equipe" if is_manager else "moi")
    adviser = None if is_manager and whose != "moi" else request.user
    page = presenters.today_page(organisation, adviser, user=request.user, now=timezone.localtime())
    return render(request, "day/today.html", page)


@access(permissions.team, reads="recherche")
@require_GET
@vary_on_headers("HX-Request")
def search(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Whom a search finds: a page, or the suggestions under the field while one types."""
    typed = request.GET.get("cherche", "").strip()
    most = SUGGESTED if request.htmx else FOUND
    found = queries.found_cases(organisation, typed, most=most + 1) if typed else []
    page = presenters.search_page(typed, found, most=most)
    if request.htmx:
        return render(request, "day/parts/suggestions.html", page)
    return render(request, "day/search.html", page | {"groups": presenters.found_things(request.user, typed)})


@access(permissions.team)
@require_POST
def shortcuts(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    accounts.use_shortcuts(user=request.user, are_on=request.POST.get("on") == "yes")
    back = request.POST.get("back", "")
    return redirect(back if back and url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "day:today")
