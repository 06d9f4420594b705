"""What somebody needs in order to travel: noted once, corrected by the team."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from allant.errors import InputError
from allant.web.accounts.access import access
from allant.web.cases.models import Case
from allant.web.cases.permissions import team_case
from allant.web.reaching import actions, permissions, presenters
from allant.web.reaching.doors import known_places
from allant.web.reaching.forms import TravelNeedsForm
from allant.web.reaching.grounds import ground_of
from allant.web.reaching.naming import alike
from allant.web.reaching.profiles import needs_of

READS = "besoins de déplacement"
OFFERED = 20
"""Names proposed while one types."""
ASKED_BY = ("home_name", "name")


@access(permissions.open_case, reads=READS)
@require_http_methods(["GET", "POST"])
def needs(request: HttpRequest, case: Case) -> HttpResponse:
    """Note or correct what somebody needs in order to travel."""
    form = TravelNeedsForm(
        request.POST or None,
        instance=needs_of(case),
        known=known_places(ground_of(case.organisation.territory)),
        look_up_url=reverse("reaching:known-places", args=[case.pk]),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_needs(needs=form.save(commit=False), by=request.user)
        except InputError as error:
            form.add_error(None, f"{error.rule} {error.remedy}")
        else:
            messages.success(request, _("Les besoins de déplacement sont notés."))
            return redirect("reaching:reach", case_id=case.pk)
    return render(request, "reaching/needs.html", presenters.needs_page(case, form))


@access(team_case)
@require_GET
def known_places_named(request: HttpRequest, case: Case) -> HttpResponse:
    """What a field of a place proposes for the letters that were typed."""
    typed = next((request.GET[name] for name in ASKED_BY if name in request.GET), "")
    known = known_places(ground_of(case.organisation.territory))
    return render(request, "reaching/parts/known_places.html", {"names": alike(known, typed, OFFERED)})
