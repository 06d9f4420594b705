"""The page « Et si… »: today and each change side by side, one of them chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from allant.parameters import parameter
from allant.reach import Budget
from allant.travel_cost import MonthBudget
from allant.web.assessments.queries import latest_score
from allant.web.cases.models import Case, Step
from allant.web.cases.presenters import case_tabs
from allant.web.cases.presenters.words import index_cell
from allant.web.reaching.forms import OtherHourForm
from allant.web.reaching.grounds import Ground
from allant.web.reaching.presenters import basis
from allant.web.reaching.presenters.changes import (
    brought,
    change_words,
    delay_words,
    not_brought,
    over_budget_words,
    with_words,
)
from allant.web.reaching.presenters.headline import NOUNS
from allant.web.reaching.presenters.places import minutes_words
from allant.web.reaching.presenters.reach import CREDIT
from allant.web.reaching.presenters.sections import sections
from allant.web.reaching.presenters.ways import count_words, kind_words
from allant.web.reaching.presenters.what_if_map import what_if_layers
from allant.web.reaching.presenters.words import ICONS, LANGUAGE, TAB, crumbs, mode_words, range_words
from allant.web.reaching.profiles import last_bilan
from allant.web.reaching.scenarios import OPENS, Scenario, steps_towards
from allant.web.ui.formatting import euros, signed, signed_points

TODAY = "aujourd-hui"
"""What the address says where no change is chosen on purpose."""


@dataclass(frozen=True, slots=True)
class AskedIf:
    """What the address asks for: which change (a code, or today), of what, at which other hour."""

    change: str
    kind: str
    hour: str = ""

    def address(self, **changed: Any) -> str:
        """Return the address of the same page with something else asked."""
        other = replace(self, **changed)
        asked = {"avec": other.change, "quoi": other.kind, "heure": other.hour}
        return f"?{urlencode({name: value for name, value in asked.items() if value})}"


def what_if_page(
    case: Case,
    ground: Ground,
    scenarios: Sequence[Scenario],
    chosen: Scenario | None,
    asked: AskedIf,
    *,
    there: Mapping[str, Step],
    added: Sequence[Step],
    form: OtherHourForm,
) -> dict[str, Any]:
    """Today and each change; without a scenario, what must be known first."""
    page = {
        "case": case,
        "case_tabs": case_tabs(case, current=TAB),
        "sections": sections(case, current="reaching:what-if"),
        "crumbs": [*crumbs(case), (_("Se déplacer"), reverse(TAB, args=[case.pk]))],
        "may_change": not hasattr(case, "exit"),
        "command": basis.load_command(ground) if ground.is_estimated or ground.opportunities is None else "",
        "is_estimated": ground.is_estimated,
        "added": {"labels": [step.label for step in added], "ids": ",".join(str(step.pk) for step in added)},
        "possible": None,
    }
    if chosen is None:
        return page
    return page | {"possible": _possible(case, scenarios, chosen, asked, there), "form": form}


def kind_number(scenario: Scenario, kind: str) -> int | None:
    """Return which of the kinds that are counted an address asks for."""
    kinds = scenario.possible.kinds
    return kinds.index(kind) if kind in kinds else None


def _possible(
    case: Case, scenarios: Sequence[Scenario], chosen: Scenario, asked: AskedIf, there: Mapping[str, Step]
) -> dict[str, Any]:
    today, kind = scenarios[0], kind_number(scenarios[0], asked.kind)
    limit = int(parameter("reach/surroundings_limit"))
    return {
        "headline": _headline(today, chosen, kind, limit),
        "rows": [_row(today, each, chosen, kind, asked, there) for each in scenarios],
        "kinds": _kinds(today, asked),
        "what": kind_words(asked.kind).capitalize() if kind is not None else "",
        "limit": limit,
        "place": today.possible.situation.places[0].name if len(today.modes) == 1 else "",
        "has_places": bool(today.modes),
        "chosen": _chosen(today, chosen, kind, limit, there),
        "layers": what_if_layers(today, chosen, limit),
        "map_label": _map_label(case, chosen, limit),
        "credit": "" if today.possible.ground.is_estimated or today.possible.ground.territory.is_fictional else CREDIT,
        "old": basis.old_words(today.possible),
        "partial": basis.partial_words(today.possible),
        "estimated": basis.estimated_words(today.possible),
        "basis": basis.basis(today.possible),
    }


def _headline(today: Scenario, chosen: Scenario, kind: int | None, limit: int) -> str:
    words = {
        "name": today.possible.situation.case.beneficiary.first_name,
        "limit": limit,
        "before": _count(today, kind) if kind is not None else today.places_reached,
        "after": _count(chosen, kind) if kind is not None else chosen.places_reached,
        "what": _noun(today, kind),
        "with": with_words(chosen) if chosen.change is not None else "",
    }
    if chosen.change is None:
        return _("Aujourd’hui, %(name)s atteint %(before)s %(what)s en %(limit)d minutes.") % words
    if words["before"] == words["after"]:
        return _("%(with)s, %(name)s atteindrait %(after)s %(what)s en %(limit)d minutes, comme aujourd’hui.") % words
    return _("%(with)s, %(name)s atteindrait %(after)s %(what)s en %(limit)d minutes, au lieu de %(before)s.") % words


def _noun(today: Scenario, kind: int | None) -> str:
    if kind is None:
        return _("de ses lieux")
    code = today.possible.kinds[kind]
    return str(NOUNS.get(code, code))  # type: ignore[call-overload]


def _count(each: Scenario, kind: int) -> str:
    low, open_too = each.reached[kind], each.reached_if_open
    return count_words(low, low if open_too is None else open_too[kind])


def _row(
    today: Scenario, each: Scenario, chosen: Scenario, kind: int | None, asked: AskedIf, there: Mapping[str, Step]
) -> dict[str, Any]:
    is_today = each.change is None
    solutions = () if is_today else steps_towards(today.possible, each.change)
    gained = 0 if is_today or kind is None else round(float(each.reached[kind] - today.reached[kind]))
    return {
        "code": each.change or TODAY,
        "label": change_words(each),
        "icon": "person" if is_today else ICONS[OPENS[each.change]],
        "url": asked.address(change=each.change or TODAY),
        "is_chosen": each is chosen,
        "is_today": is_today,
        "delay": delay_words(solutions) if solutions else "",
        "is_there": bool(solutions) and all(one.code in there for one in solutions),
        "count": _count(each, kind) if kind is not None else "",
        "gained": signed(gained, LANGUAGE) if gained else "",
        "places": _places(each),
        "cost": _cost(each.month),
        "over": over_budget_words(each) if not is_today or each.budget is not Budget.UNKNOWN else "",
        "kg": _kg(each),
        "index": _index(each),
    }


def _places(each: Scenario) -> list[dict[str, Any]]:
    together = zip(each.possible.situation.places, each.possible.best, strict=True)
    return [
        {
            "name": place.name,
            "minutes": minutes_words(best.minutes) if best.way else _("hors de portée"),
            "how": mode_words(best.way.mode).lower() if best.way else "",
        }
        for place, best in together
    ]


def _cost(month: MonthBudget) -> str:
    if not month.costs:
        return "–"
    total = month.total
    if month.unknown and not total.high:
        return _("inconnu")
    words = range_words(total, "€") if total.high else euros(0, LANGUAGE)
    return _("au moins %(cost)s") % {"cost": words} if month.unknown else words


def _kg(each: Scenario) -> str:
    if not each.month.costs:
        return "–"
    kg = each.kg_co2e_per_month
    return _("inconnu") if kg is None else range_words(kg, "kg")


def _index(each: Scenario) -> str:
    if each.change is None:
        link = last_bilan(each.possible.situation.case)
        return index_cell(latest_score(link.assessment) if link else None)
    return _("inconnu") if each.index_gain is None else signed_points(each.index_gain, LANGUAGE, 0)


def _chosen(
    today: Scenario, chosen: Scenario, kind: int | None, limit: int, there: Mapping[str, Step]
) -> dict[str, Any]:
    is_today = chosen.change is None
    solutions = () if is_today else steps_towards(today.possible, chosen.change)
    return {
        "code": chosen.change or TODAY,
        "is_today": is_today,
        "label": change_words(chosen),
        "hour": f"{chosen.leaves_at:%H:%M}" if chosen.leaves_at else "",
        "brings": [] if is_today else brought(today, chosen, kind, limit),
        "lacks": not_brought(today, chosen, kind, limit),
        "solutions": [each.label.in_language(LANGUAGE) for each in solutions if each.code not in there],
        "steps": [
            {"label": there[each.code].label, "url": reverse("cases:step", args=[there[each.code].pk])}
            for each in solutions
            if each.code in there
        ],
    }


def _kinds(today: Scenario, asked: AskedIf) -> list[dict[str, Any]]:
    return [
        {"label": kind_words(kind).capitalize(), "url": asked.address(kind=kind), "current": kind == asked.kind}
        for kind in today.possible.kinds
    ]


def _map_label(case: Case, chosen: Scenario, limit: int) -> str:
    words = {"name": case.beneficiary.first_name, "limit": limit}
    if chosen.change is None:
        return _("Jusqu’où %(name)s va en %(limit)d minutes aujourd’hui") % words
    with_what = with_words(chosen)
    words["with"] = with_what[:1].lower() + with_what[1:]
    return _("Jusqu’où %(name)s va en %(limit)d minutes, aujourd’hui et %(with)s") % words


def hour_typed(at: time | None) -> str:
    """Return an hour as an address says it."""
    return f"{at:%H:%M}" if at else ""
