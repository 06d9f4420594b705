"""The page that says what somebody gets to with what they have."""

from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from allant.web.cases.models import Case
from allant.web.cases.presenters import case_tabs
from allant.web.reaching.enums import Kind
from allant.web.reaching.grounds import Ground
from allant.web.reaching.possibilities import Possibilities, Situation
from allant.web.reaching.presenters import basis, drawing
from allant.web.reaching.presenters.headline import has_unknown_means, headline
from allant.web.reaching.presenters.places import places_one_by_one
from allant.web.reaching.presenters.sections import sections
from allant.web.reaching.presenters.ways import counted, kind_rows, kind_words, way_rows
from allant.web.reaching.presenters.words import TAB, crumbs, range_words
from allant.web.reaching.profiles import last_bilan
from allant.web.reaching.scenarios import Scenario
from allant.web.reaching.times import LIMITS_MIN

CREDIT = "© les contributeurs d’OpenStreetMap"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: within how many minutes, of what, by which mode (empty: all of theirs)."""

    limit: int
    kind: str
    mode: str

    def address(self, **changed: Any) -> str:
        """Return the address of the same page with something else asked."""
        other = replace(self, **changed)
        asked = {"minutes": other.limit, "quoi": other.kind, "avec": other.mode}
        return f"?{urlencode({name: value for name, value in asked.items() if value})}"


def reach_page(situation: Situation, ground: Ground, possible: Possibilities | None, asked: Asked) -> dict[str, Any]:
    """What somebody gets to, or what must be known first."""
    case = situation.case
    page = {
        "case": case,
        "case_tabs": case_tabs(case, current=TAB),
        "sections": sections(case, current="reaching:reach"),
        "crumbs": [*crumbs(case), (_("Se déplacer"), reverse(TAB, args=[case.pk]))],
        "may_change": not hasattr(case, "exit"),
        "needs": basis.needs_facts(situation.needs),
        "has_needs": situation.needs.pk is not None,
        "bilan_url": "" if situation.answers else _bilan_url(case),
        "command": basis.load_command(ground) if ground.is_estimated or ground.opportunities is None else "",
        "is_estimated": ground.is_estimated,
        "possible": None,
    }
    return page | ({"possible": _possible(possible, asked)} if possible else {})


def _bilan_url(case: Case) -> str:
    """Where the bilan that says nothing yet goes on, or where the first one begins."""
    link = last_bilan(case)
    if link is not None:
        return reverse("cases:bilan", args=[link.assessment_id])
    return reverse("cases:bilan-new", args=[case.pk])


def _possible(possible: Possibilities, asked: Asked) -> dict[str, Any]:
    found = counted(possible)
    kind = possible.kinds.index(asked.kind) if asked.kind in possible.kinds else None
    address = {mode: asked.address(mode=mode) for mode in ("", *(way.mode.value for way in possible.ways))}
    total = Scenario(None, possible).eur_per_month
    return {
        "headline": headline(possible, found, asked.limit, kind),
        "is_at_least": has_unknown_means(possible),
        "is_estimated": possible.ground.is_estimated,
        "limits": _limits(asked),
        "limit": asked.limit,
        "kinds": _kinds(possible, asked),
        "what": kind_words(asked.kind) if kind is not None else "",
        "has_kinds": bool(possible.kinds),
        "has_jobs": Kind.JOBS in possible.kinds,
        "ways": way_rows(possible, found, kind, asked.mode, address) if kind is not None else [],
        "limit_columns": [_("%(limit)d min") % {"limit": limit} for limit in LIMITS_MIN],
        "kind_rows": kind_rows(possible, found, asked.limit),
        "layers": drawing.layers(possible, limit=asked.limit, kind=kind, shown=asked.mode),
        "map_label": _map_label(possible, asked),
        "credit": "" if possible.ground.is_estimated or possible.ground.territory.is_fictional else CREDIT,
        "old": basis.old_words(possible),
        "partial": basis.partial_words(possible),
        "estimated": basis.estimated_words(possible),
        "places": places_one_by_one(possible),
        "total": range_words(total, "€") if total else "",
        "basis": basis.basis(possible),
    }


def _limits(asked: Asked) -> list[dict[str, Any]]:
    return [
        {
            "label": _("%(limit)d minutes") % {"limit": limit},
            "url": asked.address(limit=limit),
            "current": limit == asked.limit,
        }
        for limit in LIMITS_MIN
    ]


def _kinds(possible: Possibilities, asked: Asked) -> list[dict[str, Any]]:
    return [
        {"label": kind_words(kind).capitalize(), "url": asked.address(kind=kind), "current": kind == asked.kind}
        for kind in possible.kinds
    ]


def _map_label(possible: Possibilities, asked: Asked) -> str:
    words = {"name": possible.situation.case.beneficiary.first_name, "limit": asked.limit}
    return _("Jusqu’où %(name)s va en %(limit)d minutes") % words
