"""The places to be one by one: the best way to each, or why not."""

from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from allant.reach import BestWay
from allant.trips import Mode
from allant.web.reaching.models import PlaceToBe
from allant.web.reaching.possibilities import Possibilities
from allant.web.reaching.presenters.costs import month_cost_words
from allant.web.reaching.presenters.needs import place_line
from allant.web.reaching.presenters.obstacles import obstacles_words
from allant.web.reaching.presenters.ways import NO_SUCH_DAY, NO_TIMETABLE
from allant.web.reaching.presenters.words import ICONS, LANGUAGE, mode_words
from allant.web.reaching.spending import Outing
from allant.web.reaching.spread import spread
from allant.web.reaching.times import LONGEST_MIN, Minutes
from allant.web.ui.formatting import hour


def places_one_by_one(possible: Possibilities) -> list[dict[str, Any]]:
    """What the page says of each place, in the order in which they were noted."""
    between = spread(possible)
    together = zip(possible.situation.places, possible.best, possible.going, strict=True)
    return [
        _place(possible, place, best, going, rank) | _spread(best, between, rank)
        for rank, (place, best, going) in enumerate(together)
    ]


def minutes_words(minutes: float) -> str:
    """Write how long it takes, in whole minutes; a minute at least."""
    if not np.isfinite(minutes):
        return _("plus de %(longest)d\u00a0min") % {"longest": LONGEST_MIN}
    return f"{max(1, round(minutes))}\u00a0min"


def _place(possible: Possibilities, place: PlaceToBe, best: BestWay, going: Outing, rank: int) -> dict[str, Any]:
    found = best.way is not None
    cost = possible.situation.purse.cost(best.way.mode, [going]) if best.way else None
    return place_line(place) | {
        "is_reached": found,
        "icon": ICONS.get(best.way.mode.value, "route") if best.way else "cross",
        "best": mode_words(best.way.mode)
        if best.way
        else _("Aucun de ses moyens n’y mène en %(longest)d minutes.") % {"longest": LONGEST_MIN},
        "minutes": minutes_words(best.minutes) if found else "",
        "back": _back(possible, best, rank),
        "cost": month_cost_words(cost) if cost else "",
        "others": _others(possible, best, rank),
    }


def _spread(best: BestWay, between: tuple[Minutes, Minutes] | None, rank: int) -> dict[str, str]:
    """Say how much the time depends on the departure, where it does."""
    if between is None or best.way is None or best.way.mode is not Mode.TRANSIT:
        return {"spread": ""}
    quick, slow = (minutes_words(each[rank]) for each in between)
    words = {"quick": quick, "slow": slow}
    return {"spread": _("%(quick)s à %(slow)s selon l’heure de départ") % words if quick != slow else ""}


def _back(possible: Possibilities, best: BestWay, rank: int) -> str:
    if best.way is None or best.way.mode is not Mode.TRANSIT or possible.times.back is None or not possible.moments:
        return ""
    return _("retour à partir de %(hour)s : %(minutes)s") % {
        "hour": hour(possible.moments.returns, LANGUAGE),
        "minutes": minutes_words(possible.times.back[rank]),
    }


def _others(possible: Possibilities, best: BestWay, rank: int) -> list[dict[str, str]]:
    """Why each other means is not the one: what stands in the way, or how long it takes."""
    index = len(possible.counts) - len(possible.going)
    lines = []
    for way in possible.ways:
        if best.way is way:
            continue
        told = obstacles_words(way.mode, best.obstacles.get(way.mode, ()), possible.moments)
        minutes = way.minutes[index + rank]
        lines.append(
            {
                "icon": ICONS.get(way.mode.value, "route"),
                "label": mode_words(way.mode),
                "minutes": minutes_words(minutes) if np.isfinite(minutes) else "",
                "told": told or _("C’est possible aussi, en plus de temps."),
            }
        )
    if Mode.TRANSIT not in possible.times.by_mode:
        told = NO_SUCH_DAY if possible.ground.has_timetable else NO_TIMETABLE
        lines.append({"icon": "bus", "label": mode_words(Mode.TRANSIT), "minutes": "", "told": str(told)})
    return lines
