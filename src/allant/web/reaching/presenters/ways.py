"""How much is within reach by each means, and by all of theirs, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allant.reach import TravelWay, Within
from allant.trips import Mode
from allant.web.reaching.enums import Kind
from allant.web.reaching.possibilities import Possibilities
from allant.web.reaching.presenters.costs import budget_words, month_cost_words
from allant.web.reaching.presenters.obstacles import obstacles_words
from allant.web.reaching.presenters.words import ICONS, LANGUAGE, mode_words
from allant.web.reaching.times import LIMITS_MIN
from allant.web.ui.formatting import MISSING, number, percent

NO_TIMETABLE = gettext_lazy("Pas de données : aucun horaire n’est chargé.")
NO_SUCH_DAY = gettext_lazy("Pas de données : les horaires chargés ne couvrent aucun jour comme le sien.")


@dataclass(frozen=True, slots=True)
class Counted:
    """What is within reach of somebody, for each limit; `if_open` if all that nobody knows is open to a wheelchair."""

    within: Mapping[int, Within]
    if_open: Mapping[int, Within | None]

    def theirs(self, limit: int, kind: int) -> tuple[float, float]:
        """Return between how many and how many all of their ways reach."""
        low, open_too = self.within[limit].by_all[kind], self.if_open[limit]
        return float(low), float(low if open_too is None else open_too.by_all[kind])

    def by_car(self, limit: int, kind: int) -> float:
        """Return how many a car reaches from the same door."""
        found = self.within[limit].by_car
        return 0.0 if found is None else float(found[kind])

    def share(self, limit: int, kind: int) -> float | None:
        """Return what is theirs over what a car reaches; None where a car reaches nothing."""
        shares = self.within[limit].share_of_car
        return None if shares is None or np.isnan(shares[kind]) else float(shares[kind])


def counted(possible: Possibilities) -> Counted:
    """Count what is within reach, once for the whole page."""
    return Counted(
        {limit: possible.within(limit) for limit in LIMITS_MIN},
        {limit: possible.within_if_open(limit) for limit in LIMITS_MIN},
    )


def kind_words(kind: str) -> str:
    """Say what is counted; a kind that only this territory counts keeps its name."""
    return str(Kind(kind).label) if kind in Kind.values else kind


def count_words(low: float, high: float) -> str:
    """Write how many, between two bounds where nobody knows which."""
    if round(low) == round(high):
        return number(round(low), LANGUAGE)
    return _("%(low)s à %(high)s") % {"low": number(round(low), LANGUAGE), "high": number(round(high), LANGUAGE)}


def share_words(found: Counted, limit: int, kind: int) -> str:
    """Write the share of what a car reaches; at least that, where their own count lies between two bounds."""
    low, high = found.theirs(limit, kind)
    words = percent(found.share(limit, kind), LANGUAGE)
    return words if round(low) == round(high) else _("au moins %(share)s") % {"share": words}


def way_rows(possible: Possibilities, found: Counted, kind: int, shown: str, address: Mapping[str, str]) -> list[dict]:
    """One row a means: what it reaches within each limit, its cost, and whether it is theirs or why not."""
    rows = [_all_row(found, kind, shown, address[""])]
    rows += [_row(possible, found, way, kind, shown, address[way.mode]) for way in possible.ways]
    if Mode.TRANSIT not in possible.times.by_mode:
        told = NO_SUCH_DAY if possible.ground.has_timetable else NO_TIMETABLE
        rows.append(_plain_row(Mode.TRANSIT, [MISSING for _limit in LIMITS_MIN], str(told)))
    return [*rows, _share_row(found, kind)]


def kind_rows(possible: Possibilities, found: Counted, limit: int) -> list[dict[str, Any]]:
    """One row a kind: what they reach within the limit, what a car reaches, and the share."""
    return [
        {
            "label": kind_words(name).capitalize(),
            "theirs": count_words(*found.theirs(limit, kind)),
            "by_car": number(round(found.by_car(limit, kind)), LANGUAGE),
            "share": share_words(found, limit, kind),
        }
        for kind, name in enumerate(possible.kinds)
    ]


def _all_row(found: Counted, kind: int, shown: str, url: str) -> dict[str, Any]:
    return {
        "icon": "person",
        "label": _("Tous ses moyens"),
        "cells": _cells([count_words(*found.theirs(limit, kind)) for limit in LIMITS_MIN]),
        "cost": "",
        "told": "",
        "is_theirs": True,
        "is_main": True,
        "url": url,
        "is_shown": not shown,
    }


def _row(possible: Possibilities, found: Counted, way: TravelWay, kind: int, shown: str, url: str) -> dict[str, Any]:
    counts = [_by_mode(found, limit, way.mode, kind) for limit in LIMITS_MIN]
    row = _plain_row(way.mode, counts, obstacles_words(way.mode, way.obstacles, possible.moments))
    cost = possible.costs.get(way.mode)
    return row | {
        "cost": month_cost_words(cost) if cost else "",
        "budget": budget_words(way.budget) if way.is_theirs else "",
        "is_theirs": way.is_theirs,
        "url": url,
        "is_shown": shown == way.mode,
    }


def _by_mode(found: Counted, limit: int, mode: Mode, kind: int) -> str:
    low, open_too = found.within[limit].by_mode[mode][kind], found.if_open[limit]
    return count_words(low, low if open_too is None else open_too.by_mode[mode][kind])


def _plain_row(mode: Mode, counts: list[str], told: str) -> dict[str, Any]:
    return {
        "icon": ICONS.get(mode.value, "route"),
        "label": mode_words(mode),
        "cells": _cells(counts),
        "cost": "",
        "budget": "",
        "told": told,
        "is_theirs": False,
        "is_main": False,
        "url": "",
        "is_shown": False,
    }


def _share_row(found: Counted, kind: int) -> dict[str, Any]:
    shares = [share_words(found, limit, kind) for limit in LIMITS_MIN]
    return _plain_row(Mode.CAR, shares, "") | {
        "icon": "car",
        "label": _("Part de ce qu’une voiture atteint du même endroit"),
        "is_theirs": True,
        "is_main": True,
    }


def _cells(texts: list[str]) -> list[tuple[str, str]]:
    return [(text, _("En %(limit)d min") % {"limit": limit}) for text, limit in zip(texts, LIMITS_MIN, strict=True)]
