"""Turns the study of a territory into plain values for templates."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allant.parameters import parameter
from allant.routing.trips import Mode
from allant.web.accounts.models import Territory, User
from allant.web.reaching.backgrounds import background_layers
from allant.web.reaching.enums import Kind
from allant.web.reaching.grounds import Ground
from allant.web.territory.studies import Study
from allant.web.territory.zones import SHARES, Choice, Zones
from allant.web.ui.formatting import date as date_words
from allant.web.ui.formatting import number, percent
from allant.web.ui.maps import MapClass, MapLayer

LANGUAGE = "fr"
TENS, MANY = 10, 100
SHOWN_COMMUNES = 40
"""Beyond, the file has them all."""
MODES = {
    Mode.WALK: gettext_lazy("à pied"),
    Mode.BICYCLE: gettext_lazy("à vélo"),
    Mode.TRANSIT: gettext_lazy("sans voiture"),
    Mode.CAR: gettext_lazy("en voiture"),
}


def territories_of(user: User) -> list[Territory]:
    """Return the territories whose study somebody may read."""
    here = Q(organisations=user.organisation) | Q(organisations__network=user.organisation)
    return list(Territory.objects.filter(here).distinct().order_by("name"))


def none_page(territory: Territory, ground: Ground, running: Study | None) -> dict[str, Any]:
    """What to do where no study is there yet, or how far the one under way is."""
    done, parts = running.done if running else (0, 0)
    return {
        "territory": territory,
        "has_ground": ground.network is not None and ground.opportunities is not None,
        "running": running,
        "done": done,
        "parts": parts,
        "name": territory.epci_code or territory.name,
    }


def study_page(zones: Zones, running: Study | None) -> dict[str, Any]:
    """The figures in words, the map, the communes, the files, and what all of it rests on."""
    territory, choice = zones.ground.territory, zones.choice
    communes = zones.by_commune
    return {
        "territory": territory,
        "lead": _lead(zones),
        "headline": _headline(zones),
        "stats": _stats(zones),
        "choices": _choices(zones),
        "layers": _layers(zones),
        "map_label": _("Part de ce qu’une voiture atteint en %(minutes)s minutes") % {"minutes": f"{choice.minutes:g}"},
        "rows": [_row(row, zones) for row in communes.head(SHOWN_COMMUNES).iter_rows(named=True)],
        "more": max(0, len(communes) - SHOWN_COMMUNES),
        "has_people": zones.reach.people is not None,
        "has_timetable": zones.has_timetable,
        "files": [
            (kind, _address("territory:download", territory, choice, kind)) for kind in ("csv", "geojson", "parquet")
        ],
        "old": _old(zones),
        "estimated": _("Les habitants de chaque commune sont répartis le long de ses rues : c’est une estimation."),
        "partial": ""
        if zones.has_timetable
        else _("Sans horaires, rien n’est dit des transports en commun : « sans voiture » veut dire à pied."),
        "sources": _sources(zones),
        "running": running.done if running else None,
    }


def _lead(zones: Zones) -> str:
    return _("Ce que l’on atteint sans voiture, et où l’on n’atteint presque rien.")


def _headline(zones: Zones) -> str:
    """The white zones in one sentence: how many people, and what it means."""
    kind, minutes = _kind(zones.choice.kind), f"{zones.choice.minutes:g}"
    share = percent(parameter("reach/white_zone_share"), LANGUAGE)
    meaning = _(
        "sans voiture, on y atteint en %(minutes)s minutes moins de %(share)s de ce qu’une voiture atteint "
        "(%(kind)s)%(hour)s"
    ) % {"minutes": minutes, "share": share, "kind": kind, "hour": _hour_words(zones.choice.departure)}
    found = zones.reach
    if found.people is None or found.white_people is None:
        white, cells = int(found.is_white.sum()), len(found.share)
        return _("%(white)d secteurs sur %(cells)d sont en zone blanche : %(meaning)s.") % {
            "white": white,
            "cells": cells,
            "meaning": meaning,
        }
    return _("%(white)s personnes sur %(all)s vivent en zone blanche : %(meaning)s.") % {
        "white": _people(found.white_people),
        "all": _people(float(found.people.sum())),
        "meaning": meaning,
    }


def _stats(zones: Zones) -> list[dict[str, str]]:
    share = zones.reach.mean_share
    without = zones.mean(Mode.TRANSIT if zones.has_timetable else Mode.WALK)
    kind = _kind(zones.choice.kind)
    return [
        {
            "label": _("En moyenne, sans voiture"),
            "value": number(round(without or 0), LANGUAGE),
            "note": _("%(kind)s à %(minutes)s minutes") % {"kind": kind, "minutes": f"{zones.choice.minutes:g}"},
        },
        {
            "label": _("En moyenne, en voiture"),
            "value": number(round(zones.mean(Mode.CAR) or 0), LANGUAGE),
            "note": _("%(kind)s, du même endroit") % {"kind": kind},
        },
        {
            "label": _("Part atteinte sans voiture"),
            "value": _("inconnue") if share is None else percent(share, LANGUAGE),
            "note": _("chaque personne compte une fois")
            if zones.reach.people is not None
            else _("chaque secteur compte une fois"),
        },
    ]


def _choices(zones: Zones) -> list[dict[str, Any]]:
    """Kinds, minutes and hours as links, the current one marked."""
    territory, now, asked = zones.ground.territory, zones.choice, zones.study.asked

    def links(values: Sequence[tuple[str, Choice]]) -> list[dict[str, Any]]:
        return [
            {"label": label, "url": _address("territory:study", territory, choice), "current": choice == now}
            for label, choice in values
        ]

    groups = [
        (_("Quoi"), [(_kind(kind), Choice(kind, now.minutes, now.departure)) for kind in asked["kinds"]]),
        (
            _("En combien de temps"),
            [(f"{each:g} min", Choice(now.kind, each, now.departure)) for each in asked["minutes"]],
        ),
        (
            _("Départ à partir de"),
            [(_hour(each), Choice(now.kind, now.minutes, each)) for each in asked["departures"]],
        ),
    ]
    return [{"label": label, "links": links(values)} for label, values in groups if values]


def _layers(zones: Zones) -> list[MapLayer]:
    limits = (parameter("reach/white_zone_share"), *SHARES)
    words = [percent(each, LANGUAGE) for each in limits]
    classes = [
        MapClass("step-1", _("moins de %(share)s : zone blanche") % {"share": words[0]}, "step-1"),
        *(
            MapClass(
                f"step-{number + 2}",
                _("de %(low)s à %(high)s") % {"low": words[number], "high": words[number + 1]},
                f"step-{number + 2}",
            )
            for number in range(len(words) - 1)
        ),
        MapClass(f"step-{len(words) + 1}", _("%(share)s et plus") % {"share": words[-1]}, f"step-{len(words) + 1}"),
        MapClass("unknown", "", "neutral"),
    ]
    url = _address("territory:cells", zones.ground.territory, zones.choice)
    return [*background_layers(zones.ground.territory), MapLayer("areas", url=url, classes=classes)]


def _row(row: dict[str, Any], zones: Zones) -> dict[str, str]:
    without = row[str(Mode.TRANSIT)] if zones.has_timetable else row[str(Mode.WALK)]
    return {
        "commune": row["commune"],
        "people": _("habitants inconnus")
        if row["people"] is None
        else _("%(count)s habitants") % {"count": _people(row["people"])},
        "white": _people(row["white_people"]) if row["white_people"] is not None else _("inconnu"),
        "share": percent(row["share"], LANGUAGE),
        "without": number(round(without), LANGUAGE),
        "by_car": number(round(row[str(Mode.CAR)]), LANGUAGE),
    }


def _old(zones: Zones) -> str:
    if not zones.study.is_of(zones.ground):
        return _("Les rues, les horaires ou les lieux ont changé depuis cette étude : elle dit ce qui était.")
    days = zones.ground.network.manifest.days if zones.ground.network else None
    if days is not None and days[1] < timezone.localdate():
        return _("Les horaires se sont arrêtés le %(day)s.") % {"day": date_words(days[1], LANGUAGE)}
    return ""


def _sources(zones: Zones) -> str:
    asked = zones.study.asked
    files = ", ".join(each["name"] for each in asked["network_sources"])
    return _(
        "Réseau %(network)s (%(engine)s), fait de %(files)s ; lieux de %(places)s. Marche à %(speed)s km/h, médiane "
        "des départs sur %(window)s minutes, de %(count)s secteurs."
    ) % {
        "network": asked["network"],
        "engine": asked["engine"],
        "files": files,
        "places": asked["opportunities"]["file"],
        "speed": number(parameter("routing/walking_speed"), LANGUAGE),
        "window": asked["window_min"],
        "count": number(asked["origins_count"], LANGUAGE),
    }


def _address(route: str, territory: Territory, choice: Choice, *more: str) -> str:
    asked = {"sorte": choice.kind, "minutes": f"{choice.minutes:g}"}
    if choice.departure:
        asked["depart"] = choice.departure
    return f"{reverse(route, args=[territory.pk, *more])}?{urlencode(asked)}"


def _kind(kind: str) -> str:
    return str(dict(Kind.choices).get(kind, kind))


def _hour_words(departure: str) -> str:
    return _(", en partant à %(hour)s") % {"hour": _hour(departure)} if departure else ""


def _hour(departure: str) -> str:
    at = datetime.fromisoformat(departure)
    return f"{at.hour}\u00a0h" + (f"\u00a0{at.minute:02d}" if at.minute else "")


def _people(count: float) -> str:
    """People are an estimate: tens are all that is told."""
    return number(round(count / TENS) * TENS if count >= MANY else round(count), LANGUAGE)
