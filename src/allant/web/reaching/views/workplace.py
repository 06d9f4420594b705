"""The employer's question, reversed: this workplace, this shift, who can come? Kept in the address, never stored."""

import csv

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from allant.web.accounts.access import access
from allant.web.accounts.models import Organisation
from allant.web.cases.models import Case
from allant.web.journal.actions import record_many
from allant.web.journal.models import Action
from allant.web.reaching import permissions
from allant.web.reaching.caseload import Traveller, travellers_of
from allant.web.reaching.coming import Answered, Verdict, who_comes
from allant.web.reaching.doors import known_places
from allant.web.reaching.forms import ShiftForm
from allant.web.reaching.grounds import Ground, ground_of
from allant.web.reaching.naming import alike
from allant.web.reaching.presenters import workplace as presenters
from allant.web.reaching.presenters.workplace_counts import counted_rows, figures
from allant.web.reaching.presenters.workplace_people import in_order, named_rows
from allant.web.reaching.scopes import MOST_PEOPLE, Scope, scopes_of

READS = "lieu de travail : qui peut venir"
PEOPLE_A_PAGE = 20
OFFERED = 20
"""Names proposed while one types."""
BYTE_ORDER_MARK = "\ufeff"


@access(permissions.workplace_asker, reads=READS)
@require_GET
def workplace(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """The question, and its answer once the address holds one."""
    scope, ground, form = _question(request)
    context = presenters.workplace_page(form, scope, ground)
    if scope is not None and ground is not None and form.is_bound and form.is_valid():
        travellers, answered = _answered(scope, ground, form)
        context["answer"] = _answer(request, scope, travellers, answered)
    return render(request, "reaching/workplace.html", context)


@access(permissions.workplace_asker, reads=READS)
@require_GET
def workplace_export(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """The answer as a file for a spreadsheet: names for the team, counts for the others."""
    scope, ground, form = _question(request)
    if scope is None or ground is None or not form.is_valid():
        raise Http404
    travellers, answered = _answered(scope, ground, form)
    if scope.shows_names:
        numbers = [case for verdict in Verdict for case in in_order(answered.replies, verdict)]
        record_many(by=request.user, action=Action.READ, model=Case, subjects=numbers, detail=READS)
        rows = named_rows(_named(numbers), travellers, answered.replies, answered.shift)
    else:
        rows = counted_rows(figures(answered, shows_names=False))
    answer = HttpResponse(BYTE_ORDER_MARK, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="qui-peut-venir-{timezone.localdate():%Y-%m-%d}.csv"'
    csv.writer(answer, delimiter=";").writerows(rows)
    return answer


@access(permissions.workplace_asker)
@require_GET
def workplace_places(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """The known places whose names hold what is being typed."""
    _scope, ground = _ground(request)
    typed = request.GET.get("lieu", "").strip()
    names = alike(known_places(ground), typed, OFFERED) if ground is not None else []
    return render(request, "reaching/parts/known_places.html", {"names": names})


def _ground(request: HttpRequest) -> tuple[Scope | None, Ground | None]:
    scopes = scopes_of(request.user)
    asked = request.GET.get("qui", "")
    scope = next((each for each in scopes if each.code == asked), scopes[0] if scopes else None)
    return scope, ground_of(scope.territory) if scope else None


def _question(request: HttpRequest) -> tuple[Scope | None, Ground | None, ShiftForm]:
    scope, ground = _ground(request)
    begun = {"lieu": request.GET["lieu"]} if set(request.GET) == {"lieu"} else {}
    form = ShiftForm(
        request.GET if "debut" in request.GET else None,
        known=known_places(ground) if ground else {},
        look_up_url=reverse("reaching:workplace-places"),
        scopes=scopes_of(request.user),
        initial=ShiftForm.beginning() | begun,
    )
    return scope, ground, form


def _answered(scope: Scope, ground: Ground, form: ShiftForm) -> tuple[dict[int, Traveller], Answered]:
    travellers = travellers_of(scope.cases()[:MOST_PEOPLE])
    answered = who_comes(travellers, ground, form.shift, timezone.localdate())
    return {each.case: each for each in travellers}, answered


def _answer(
    request: HttpRequest, scope: Scope, travellers: dict[int, Traveller], answered: Answered
) -> dict[str, object]:
    asked = request.GET.get(presenters.GROUP, "")
    shown = Verdict(asked) if asked in set(Verdict) else Verdict.COMES
    if not scope.shows_names:
        return presenters.answer_part(answered, scope, request.GET, shown, None, [])
    page = Paginator(in_order(answered.replies, shown), PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    lines = presenters.people_lines(_named(list(page)), travellers, answered)
    return presenters.answer_part(answered, scope, request.GET, shown, page, lines)


def _named(numbers: list[int]) -> list[Case]:
    """Return cases with the names of their people, in the order of their numbers."""
    found = Case.objects.select_related("beneficiary").in_bulk(numbers)
    return [found[number] for number in numbers if number in found]
