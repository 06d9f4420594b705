"""The week and the day of an adviser, or of the whole team."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from allant.web.accounts.access import access
from allant.web.accounts.models import Organisation, User
from allant.web.agenda import permissions, presenters
from allant.web.agenda.forms.fields import people_of

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""Beyond, an address was mistyped, and the days around it may not exist."""


@access(permissions.team, reads="agenda")
@require_GET
def week(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    asked, who = _asked(request, organisation)
    page = presenters.week_page(asked, now=timezone.now())
    return render(request, "agenda/week.html", page | who | {"tabs": presenters.tabs("agenda:week")})


@access(permissions.team, reads="agenda")
@require_GET
def day(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    asked, who = _asked(request, organisation)
    page = presenters.day_page(asked, now=timezone.now())
    return render(request, "agenda/day.html", page | who | {"tabs": presenters.tabs("agenda:day")})


def _asked(request: HttpRequest, organisation: Organisation) -> tuple[presenters.Asked, dict[str, Any]]:
    """Read whose agenda and which day the address names; one's own and today without a name."""
    wanted = request.GET.get("qui", "")
    people = list(people_of(organisation))
    adviser = next((each for each in people if str(each.pk) == wanted), None)
    if adviser is None and wanted != "equipe":
        adviser = request.user
    asked = presenters.Asked(organisation, adviser, _day(request.GET.get("jour", "")))
    return asked, {"people": _choices(people, adviser), "is_team": adviser is None}


def _choices(people: list[User], adviser: User | None) -> list[tuple[int, str, bool]]:
    return [(each.pk, each.full_name, each == adviser) for each in people]


def _day(text: str) -> date:
    try:
        wanted = date.fromisoformat(text)
    except ValueError:
        return timezone.localdate()
    return wanted if FIRST_YEAR <= wanted.year <= LAST_YEAR else timezone.localdate()
