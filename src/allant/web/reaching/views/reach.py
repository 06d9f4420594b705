"""What somebody gets to: the page, and the areas that its map draws."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_time
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from allant.trips import Mode
from allant.web.accounts.access import access
from allant.web.cases.models import Case
from allant.web.cases.permissions import team_case
from allant.web.reaching import presenters
from allant.web.reaching.areas import DRAWN, area_of
from allant.web.reaching.enums import Kind
from allant.web.reaching.grounds import Ground, ground_of
from allant.web.reaching.possibilities import possibilities_of, situation_of
from allant.web.reaching.presenters.reach import Asked
from allant.web.reaching.presenters.words import mode_words
from allant.web.reaching.times import LIMITS_MIN

READS = "ce qui est à sa portée"
GEOJSON = "application/geo+json"
USUAL_LIMIT_MIN = 45
LIMITS = [str(each) for each in LIMITS_MIN]
MODES = {mode.value for mode in DRAWN}


@access(team_case, reads=READS)
@require_GET
def reach(request: HttpRequest, case: Case) -> HttpResponse:
    """What somebody gets to with what they have; the address says within how long, of what, by what."""
    situation, ground = situation_of(case), ground_of(case.organisation.territory)
    possible = possibilities_of(situation, ground, timezone.localdate())
    context = presenters.reach_page(situation, ground, possible, _asked(request, ground))
    return render(request, "reaching/reach.html", context)


@access(team_case, reads=READS)
@require_GET
def reach_area(request: HttpRequest, case: Case) -> HttpResponse:
    """The area within reach of the door by some modes, for the map."""
    limit, codes = request.GET.get("minutes", ""), request.GET.get("avec", "").split(",")
    if limit not in LIMITS or not MODES.issuperset(codes):
        told = _("minutes=%(limit)s, avec=%(codes)s : une carte montre %(limits)s minutes, par des moyens connus.")
        words = {"limit": limit, "codes": ",".join(codes), "limits": ", ".join(LIMITS)}
        return HttpResponseBadRequest(told % words, content_type="text/plain; charset=utf-8")
    modes, situation = [Mode(code) for code in codes], situation_of(case)
    ground, today = ground_of(case.organisation.territory), timezone.localdate()
    hour = parse_time(request.GET.get("heure", ""))
    geometry = area_of(situation, ground, modes, int(limit), today, if_open="ouvert" in request.GET, leaves_at=hour)
    how = ", ".join(mode_words(mode).lower() for mode in modes)
    title = _("En %(limit)s min : %(how)s") % {"limit": limit, "how": how}
    feature = {"type": "Feature", "geometry": geometry, "properties": {"title": title}}
    features = [feature] if geometry else []
    return JsonResponse({"type": "FeatureCollection", "features": features}, content_type=GEOJSON)


def _asked(request: HttpRequest, ground: Ground) -> Asked:
    limit, kind, mode = (request.GET.get(name, "") for name in ("minutes", "quoi", "avec"))
    kinds = ground.opportunities.kinds if ground.opportunities else ()
    usual_kind = Kind.JOBS.value if Kind.JOBS in kinds else next(iter(kinds), "")
    return Asked(
        int(limit) if limit in LIMITS else USUAL_LIMIT_MIN,
        kind if kind in kinds else usual_kind,
        mode if mode in MODES else "",
    )
