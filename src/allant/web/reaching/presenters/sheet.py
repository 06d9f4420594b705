"""The practice sheet in the words of the person, in the language that is active: one step a line, large."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from math import ceil
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from allant.routing.itinerary import Itinerary, Leg
from allant.routing.trips import Mode
from allant.web.accounts.models import Organisation
from allant.web.reaching.lines import ICONS, badge, vehicle
from allant.web.reaching.sheets import NoWay, Sheet, Way
from allant.web.ui import formatting

AHEAD = timedelta(minutes=3)
"""How long before a line goes one is to stand at its stop."""
LATE = timedelta(minutes=10)
"""Where no hour of arrival was asked for, so much later is late."""
MINUTE_S, KM_M, ROUND_M = 60, 1000, 50
FEW_STOPS = 2
"""With fewer stops, the one before the last is where one gets on."""


def sheet_values(sheet: Sheet, organisation: Organisation) -> dict[str, Any]:
    """Return what the sheet says, both ways."""
    day = formatting.weekday_and_day(sheet.day, _language()) if sheet.day and sheet.mode is Mode.TRANSIT else ""
    return {
        "title": sheet.place.name,
        "how": _how(sheet.mode),
        "icon": _icon(sheet.mode),
        "notes": list(_notes(sheet, day)),
        "ways": [
            _way(sheet, sheet.there, sheet.door.name, sheet.place.name, is_back=False),
            _way(sheet, sheet.back, sheet.place.name, sheet.door.name, is_back=True),
        ],
        "help": organisation.name,
        "phone": formatting.phone(organisation.phone) if organisation.phone else "",
    }


def _language() -> str:
    return get_language() or "fr"


def _how(mode: Mode) -> str:
    return {
        Mode.TRANSIT: _("En transports en commun"),
        Mode.WALK: _("À pied"),
        Mode.WHEELCHAIR: _("En fauteuil roulant"),
        Mode.BICYCLE: _("À vélo"),
        Mode.E_BIKE: _("À vélo électrique"),
        Mode.CAR: _("En voiture"),
    }[mode]


def _icon(mode: Mode) -> str:
    return {Mode.TRANSIT: "bus", Mode.BICYCLE: "bike", Mode.E_BIKE: "bike", Mode.CAR: "car"}.get(mode, "walk")


def _notes(sheet: Sheet, day: str) -> Iterator[str]:
    """What makes the sheet less than sure, or other than expected."""
    if sheet.without_transit:
        yield _why_no_line(sheet.without_transit)
    if sheet.is_past:
        yield _("Ces horaires sont anciens. Demandez les nouveaux avant de partir.")
    elif day:
        yield _("Horaires du %(day)s. Ils peuvent changer : vérifiez avant de partir.") % {"day": day}
    if sheet.mode is not Mode.TRANSIT and sheet.ground.is_estimated:
        yield _("Temps et distance estimés, à vol d’oiseau : nous n’avons pas le plan des rues.")


def _why_no_line(why: NoWay) -> str:
    return {
        NoWay.NO_TIMETABLE: _("Nous n’avons pas les horaires des bus et des trains d’ici."),
        NoWay.NOT_THAT_DAY: _("Nous n’avons pas les horaires des bus et des trains de ce jour-là."),
        NoWay.NONE_THEN: _("À cette heure, aucun bus ni train n’y va."),
        NoWay.TOO_FAR: _("C’est trop loin : plus de deux heures."),
    }[why]


def _way(sheet: Sheet, way: Way, start: str, end: str, *, is_back: bool) -> dict[str, Any]:
    heading = _("Pour revenir") if is_back else _("Pour y aller")
    found = way.itinerary
    if found is None:
        return {"heading": heading, "end": end, "why_none": _why_no_line(way.why_none), "figures": [], "steps": []}
    by = None if is_back else sheet.by
    leaves, arrives = hours(found, by)
    due = None if is_back else by or (arrives and arrives + LATE)
    return {
        "heading": heading,
        "end": end,
        "why_none": "",
        "figures": list(_figures(found, leaves, arrives)),
        "steps": [*_start(start, leaves), *_steps(found, way, end, due, arrives)],
        "last": _last(way) if is_back else "",
    }


def hours(found: Itinerary, by: datetime | None) -> tuple[datetime | None, datetime | None]:
    """Return when to leave, ahead of the first line, and when one is there, to the minute; unknown on streets."""
    if found.leaves_at is None or found.arrives_at is None:
        return (by - _ceiled(found.total_s) - AHEAD if by else None), by
    ahead = AHEAD if found.rides else timedelta(0)
    return _floor(found.leaves_at - ahead), _ceiling(found.arrives_at)


def _floor(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _ceiling(moment: datetime) -> datetime:
    return _floor(moment + timedelta(seconds=MINUTE_S - 1))


def _ceiled(seconds: float) -> timedelta:
    return timedelta(minutes=ceil(seconds / MINUTE_S))


def _figures(found: Itinerary, leaves: datetime | None, arrives: datetime | None) -> Iterator[dict[str, str]]:
    if leaves:
        yield {"label": _("Départ"), "value": _hour(leaves)}
    if arrives:
        yield {"label": _("Arrivée"), "value": _hour(arrives)}
    lasts = arrives - leaves if leaves and arrives else _ceiled(found.total_s)
    yield {"label": _("Durée"), "value": formatting.duration(int(lasts.total_seconds() // MINUTE_S), _language())}
    metres = found.legs[0].metres if len(found.legs) == 1 else None
    if metres:
        yield {"label": _("Distance"), "value": distance(metres)}


def _start(start: str, leaves: datetime | None) -> Iterator[dict[str, Any]]:
    yield {"kind": "start", "icon": "home", "action": _("Partez de"), "place": start, "hour": _hour(leaves)}


def _steps(
    found: Itinerary, way: Way, end: str, due: datetime | None, arrives: datetime | None
) -> Iterator[dict[str, Any]]:
    following = dict(zip((leg.departs_at for leg in found.rides), way.if_missed, strict=True))
    arrived_at = None
    for leg, after in pairwise([*found.legs, None]):
        if leg.ride:
            if arrived_at and leg.departs_at - arrived_at >= timedelta(minutes=1):
                yield _wait(leg, leg.departs_at - arrived_at)
            yield _ride(leg, following[leg.departs_at], due)
        elif leg.lasts_s > MINUTE_S or not found.rides:
            yield _move(leg, after.ride.board.name if after and after.ride else end, is_stop=after is not None)
        if arrived_at or leg.ride:
            arrived_at = leg.arrives_at
    yield {"kind": "end", "icon": "pin", "action": _("C’est ici"), "place": end, "hour": _hour(arrives)}


def _move(leg: Leg, to: str, *, is_stop: bool) -> dict[str, Any]:
    minutes = ceil(leg.lasts_s / MINUTE_S)
    words = {
        Mode.WALK: ngettext("Marchez %(count)d minute", "Marchez %(count)d minutes", minutes),
        Mode.WHEELCHAIR: ngettext("Avancez %(count)d minute", "Avancez %(count)d minutes", minutes),
    }.get(leg.mode) or ngettext("Roulez %(count)d minute", "Roulez %(count)d minutes", minutes)
    return {
        "kind": "move",
        "icon": _icon(leg.mode),
        "action": words % {"count": minutes},
        "distance": distance(leg.metres) if leg.metres else "",
        "to": _("jusqu’à l’arrêt") if is_stop else _("jusqu’à"),
        "place": to,
        "hour": "",
    }


def _wait(leg: Leg, gap: timedelta) -> dict[str, Any]:
    minutes = int(gap.total_seconds() // MINUTE_S)
    words = ngettext("Attendez %(count)d minute", "Attendez %(count)d minutes", minutes) % {"count": minutes}
    return {
        "kind": "wait",
        "icon": "clock",
        "action": words,
        "distance": "",
        "to": _("à l’arrêt"),
        "place": leg.ride.board.name,
        "hour": "",
    }


def _ride(leg: Leg, following: Itinerary | None, due: datetime | None) -> dict[str, Any]:
    ride, minutes = leg.ride, round(leg.lasts_s / MINUTE_S)
    stops = len(ride.stops) - 1
    kind = vehicle(ride.line)
    return {
        "kind": "ride",
        "icon": ICONS[kind],
        "action": _take(kind),
        "line": badge(ride.line),
        "headsign": ride.headsign,
        "board": ride.board.name,
        "hour": _hour(leg.departs_at),
        "on_board": ngettext("%(count)d arrêt", "%(count)d arrêts", stops) % {"count": stops},
        "minutes": ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes},
        "before": ride.stops[-2].name if stops > FEW_STOPS else "",
        "alight": ride.alight.name,
        "alight_hour": _hour(leg.arrives_at),
        "is_access_unknown": leg.ride.wheelchair is None,
        "missed": _missed(leg, following, due),
    }


def _take(kind: str) -> str:
    return {
        "tram": _("Prenez le tram"),
        "metro": _("Prenez le métro"),
        "train": _("Prenez le train"),
        "bus": _("Prenez le bus"),
        "coach": _("Prenez le car"),
        "boat": _("Prenez le bateau"),
        "line": _("Prenez la ligne"),
    }[kind]


def _missed(leg: Leg, following: Itinerary | None, due: datetime | None) -> dict[str, Any]:
    """What to do if it has just gone: the next one, and whether one is late with it."""
    if following is None:
        return {"text": _("Aucun autre n’y va ce jour-là. Appelez."), "line": None, "is_late": False}
    arrives = {"arrives": _hour(_ceiling(following.arrives_at))}
    is_late = due is not None and following.arrives_at > due
    if not following.rides:
        return {"text": _("Allez-y à pied : vous arriverez à %(arrives)s.") % arrives, "line": None, "is_late": is_late}
    first = following.rides[0]
    when = {"leaves": _hour(first.departs_at)} | arrives
    is_same = (first.ride.line, first.ride.headsign, first.ride.board) == (
        leg.ride.line,
        leg.ride.headsign,
        leg.ride.board,
    )
    return {
        "text": _("Prenez celui de %(leaves)s. Vous arriverez à %(arrives)s.") % when,
        "line": None if is_same else badge(first.ride.line),
        "headsign": first.ride.headsign,
        "stop": first.ride.board.name,
        "is_late": is_late,
    }


def _last(way: Way) -> str:
    if way.last is None or not way.last.rides:
        return ""
    hour = {"hour": _hour(way.last.rides[0].departs_at)}
    return _("Dernier départ pour rentrer : %(hour)s. Après, il n’y a plus rien.") % hour


def _hour(moment: datetime | None) -> str:
    return formatting.hour(moment, _language()) if moment else ""


def distance(metres: float) -> str:
    """Write metres to the nearest fifty, kilometres with one decimal."""
    if metres < KM_M:
        rounded, unit = max(ROUND_M, ROUND_M * round(metres / ROUND_M)), _("m")
        return f"{formatting.number(rounded, _language())}\u00a0{unit}"
    unit = _("km")
    return f"{formatting.number(metres / KM_M, _language(), 1)}\u00a0{unit}"
