"""The ways that a person learns: the practice sheet of each place where they have to be, in the page's language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from allant.web.cases.models import Case
from allant.web.journal.actions import record
from allant.web.journal.models import Action
from allant.web.messaging.models import PersonalLink
from allant.web.personal import presenters
from allant.web.personal.views.person import own_page
from allant.web.reaching.presenters import sheet_values
from allant.web.reaching.queries import places_of
from allant.web.reaching.sheets import Asked, sheet_of


@own_page
@require_safe
def sheets(request: HttpRequest, link: PersonalLink, case: Case) -> HttpResponse:
    """The places where the person has to be, each with the way to it."""
    page = presenters.frame(link, case, "sheets") | {"places": places_of(case)}
    return render(request, "personal/sheets.html", page)


@own_page
@require_safe
def sheet(request: HttpRequest, link: PersonalLink, case: Case, place_id: int) -> HttpResponse:
    """The way to one place and back, at the person's usual hours."""
    place = get_object_or_404(places_of(case), pk=place_id)
    record(by=None, action=Action.READ, subject=case, detail="fiche de trajet", right="la personne elle-même")
    made = sheet_of(place, Asked(), timezone.localdate())
    values = sheet_values(made, case.organisation) if made else None
    return render(
        request, "personal/sheet.html", presenters.frame(link, case, "sheets") | {"sheet": values, "place": place}
    )
