"""What could change: today and each change side by side, and their way into the pathway."""

from datetime import time

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from allant.advice import Solution
from allant.parameters import parameter
from allant.reach import Change
from allant.web.accounts.access import access
from allant.web.cases.models import Case
from allant.web.cases.permissions import team_case
from allant.web.reaching import actions, permissions, presenters, queries
from allant.web.reaching.enums import Kind
from allant.web.reaching.forms import OtherHourForm
from allant.web.reaching.grounds import Ground, ground_of
from allant.web.reaching.possibilities import Possibilities, possibilities_of, possibilities_of_case, situation_of
from allant.web.reaching.presenters.changes import opened, step_label
from allant.web.reaching.presenters.what_if import TODAY, AskedIf, hour_typed, kind_number
from allant.web.reaching.scenarios import Scenario, is_open, most_opening, scenario, scenarios_of, steps_towards

READS = "et si : ce qui pourrait changer"


@access(team_case, reads=READS)
@require_GET
def what_if(request: HttpRequest, case: Case) -> HttpResponse:
    """Today and each change side by side; the address says which is chosen, of what, and at which other hour."""
    ground = ground_of(case.organisation.territory)
    today = possibilities_of(situation_of(case), ground, timezone.localdate())
    form = OtherHourForm(request.GET if "heure" in request.GET else None)
    at = form.cleaned_data["heure"] if form.is_bound and form.is_valid() else None
    scenarios = scenarios_of(today, at) if today else ()
    asked = AskedIf(request.GET.get("avec", ""), _kind(ground, request.GET.get("quoi", "")), hour_typed(at))
    chosen = _chosen(scenarios, asked) if scenarios else None
    context = presenters.what_if_page(
        case,
        ground,
        scenarios,
        chosen,
        asked,
        there=queries.steps_by_solution(case),
        added=list(case.steps.filter(pk__in=_numbers(request.GET.get("ajoutees", "")))),
        form=form,
    )
    return render(request, "reaching/what_if.html", context)


def _chosen(scenarios: tuple[Scenario, ...], asked: AskedIf) -> Scenario:
    named = next((each for each in scenarios if (each.change or TODAY) == asked.change), None)
    return named or most_opening(scenarios, kind_number(scenarios[0], asked.kind))


def _kind(ground: Ground, asked: str = "") -> str:
    kinds = ground.opportunities.kinds if ground.opportunities else ()
    usual = Kind.JOBS.value if Kind.JOBS in kinds else next(iter(kinds), "")
    return asked if asked in kinds else usual


def _numbers(text: str) -> list[int]:
    return [int(each) for each in text.split(",") if each.isdecimal()]


@access(permissions.open_case)
@require_POST
def what_if_step(request: HttpRequest, case: Case) -> HttpResponse:
    """Put a change into the pathway: a step for each thing that brings it, with what is expected of it."""
    today, code = possibilities_of_case(case, timezone.localdate()), request.POST.get("avec", "")
    change = Change(code) if code in set(Change) else None
    if today is None or change is None or not is_open(today, change):
        messages.error(
            request,
            _("« %(code)s » n’est pas, ou plus, un changement possible pour cette personne. Choisissez-en un autre.")
            % {"code": code},
        )
        return redirect("reaching:what-if", case_id=case.pk)
    form = OtherHourForm(request.POST)
    at = form.cleaned_data["heure"] if form.is_valid() else None
    added = actions.put_into_pathway(case=case, steps=_steps(today, change, at), by=request.user)
    if not added:
        messages.info(request, _("Le parcours le prévoit déjà : rien n’a été ajouté."))
    asked = {"avec": change.value, "heure": hour_typed(at), "ajoutees": ",".join(str(step.pk) for step in added)}
    return redirect(f"{reverse('reaching:what-if', args=[case.pk])}?{urlencode(asked)}#et-si")


def _steps(today: Possibilities, change: Change, at: time | None) -> list[tuple[Solution, str]]:
    before, after = Scenario(None, today), scenario(today, change, at)
    kind, limit = kind_number(before, _kind(today.ground)), int(parameter("reach/surroundings_limit"))
    gains = opened(before, after, kind, limit)
    return [(solution, step_label(solution, gains)) for solution in steps_towards(today, change)]


@access(permissions.open_case)
@require_POST
def what_if_undo(request: HttpRequest, case: Case) -> HttpResponse:
    """Take the steps that were just added out of the pathway."""
    count = actions.take_out_of_pathway(case=case, step_ids=_numbers(request.POST.get("etapes", "")), by=request.user)
    if count:
        messages.success(request, ngettext("L’étape est retirée.", "Les étapes sont retirées.", count))
    else:
        messages.info(
            request, _("Rien n’a été retiré : quelqu’un a déjà travaillé sur ces étapes, ou elles n’y sont plus.")
        )
    asked = urlencode({"avec": request.POST.get("avec", "")})
    return redirect(f"{reverse('reaching:what-if', args=[case.pk])}?{asked}#et-si")
