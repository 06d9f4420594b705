"""The employer's question by name: the lines of the page, and those of the file for a spreadsheet."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from allant.web.cases.models import Case
from allant.web.cases.presenters import harmless
from allant.web.reaching.caseload import Traveller
from allant.web.reaching.coming import Coming, Reply, Verdict
from allant.web.reaching.presenters.shift_words import (
    ASKED,
    MISSING,
    ONE_VERDICT,
    brought_words,
    change_words,
    coming_words,
    cost_words,
    sets_off_at,
    why_not_words,
)
from allant.web.reaching.presenters.words import LANGUAGE, mode_words
from allant.web.reaching.shifts import Shift
from allant.web.ui.formatting import hour


def person_line(case: Case, traveller: Traveller, reply: Reply, shift: Shift) -> dict[str, Any]:
    """One person: where from, by what or with what, for how much, what stands in the way, what to ask."""
    return {
        "name": str(case),
        "url": reverse("cases:case", args=[case.pk]),
        "place": _place_words(traveller),
        "how": coming_words(shift, reply.coming) if reply.coming else "",
        "cost": cost_words(reply.coming.eur_per_month) if reply.coming else "",
        "changes": [(change_words(change, reply.obstacles), brought_words(one)) for change, one in reply.futures],
        "why_not": why_not_words(reply.obstacles) if reply.verdict in {Verdict.COULD, Verdict.CANNOT} else [],
        "missing": str(MISSING[reply.missing]) if reply.missing else "",
        "to_ask": [str(ASKED[mode]) for mode in reply.to_check],
        "hours": _hours_words(traveller, reply, shift),
    }


def in_order(replies: Mapping[int, Reply], verdict: Verdict) -> list[int]:
    """Return the numbers of the cases of one answer: the quickest, or the cheapest change, first."""

    def rank(case: int) -> tuple[float, float]:
        reply = replies[case]
        if reply.coming is not None:
            return reply.coming.minutes, 0
        if reply.futures:
            one = reply.futures[0][1]
            return (one.eur_per_month.central if one.eur_per_month else float("inf")), one.minutes
        return 0, 0

    return sorted((case for case, reply in replies.items() if reply.verdict is verdict), key=rank)


def named_rows(
    cases: Iterable[Case], travellers: Mapping[int, Traveller], replies: Mapping[int, Reply], shift: Shift
) -> list[list[str]]:
    """A file for a spreadsheet: who, the answer, how, minutes, euros a month, what would bring them, why not today."""
    rows = [
        [
            _("Dossier"),
            _("Prénom"),
            _("Nom"),
            _("Départ de"),
            _("Réponse"),
            _("Avec"),
            _("Comment"),
            _("Minutes"),
            _("Départ à"),
            _("Euros par mois, bas"),
            _("Euros par mois, haut"),
            _("Pourquoi pas aujourd’hui"),
        ]
    ]
    for case in cases:
        reply = replies[case.pk]
        who = [str(case.pk), case.beneficiary.first_name, case.beneficiary.last_name]
        who += [_place_words(travellers[case.pk]), str(ONE_VERDICT[reply.verdict])]
        ways = (
            [("", reply.coming)]
            if reply.coming
            else [(change_words(c, reply.obstacles), one) for c, one in reply.futures]
        )
        why = " ; ".join(_why(reply))
        rows += [[*who, change, *_cells(shift, one), why] for change, one in ways or [("", None)]]
    return [[harmless(cell) for cell in row] for row in rows]


def _cells(shift: Shift, one: Coming | None) -> list[str]:
    if one is None:
        return [""] * 5
    cost = one.eur_per_month
    euros = [str(round(cost.low)), str(round(cost.high))] if cost else ["", ""]
    return [mode_words(one.mode), str(round(one.minutes)), f"{sets_off_at(shift, one):%H:%M}", *euros]


def _why(reply: Reply) -> list[str]:
    if reply.verdict is Verdict.COMES:
        return []
    missing = [str(MISSING[reply.missing])] if reply.missing else []
    return [*missing, *(str(ASKED[mode]) for mode in reply.to_check), *why_not_words(reply.obstacles)]


def _place_words(traveller: Traveller) -> str:
    door = traveller.door
    if door is None:
        return _("commune inconnue")
    return _("près de : %(place)s") % {"place": door.name} if door.is_near else door.name


def _hours_words(traveller: Traveller, reply: Reply, shift: Shift) -> str:
    noted = traveller.situation.needs.leaves_at
    ways = [reply.coming] if reply.coming else [one for _change, one in reply.futures]
    if noted is None or not ways or all(sets_off_at(shift, one) >= noted for one in ways):
        return ""
    return _("À vérifier : dans ses besoins, départ à partir de %(hour)s.") % {"hour": hour(noted, LANGUAGE)}
