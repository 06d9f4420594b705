"""Turns comparisons of timetables into plain values for templates."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from allant.intervals import Estimate
from allant.web.accounts.models import Territory
from allant.web.reaching.backgrounds import background_layers
from allant.web.reaching.enums import Kind
from allant.web.reaching.grounds import Ground
from allant.web.territory.comparisons import GAINS, Comparison, Gains
from allant.web.territory.zones import Choice
from allant.web.ui.formatting import euros, number
from allant.web.ui.maps import MapClass, MapLayer

LANGUAGE = "fr"
HOUR_S, MINUTE_S = 3600, 60
TENS_FROM, HUNDREDS_FROM = 100, 1000


def list_page(territory: Territory, ground: Ground, found: Sequence[Comparison]) -> dict[str, Any]:
    """The comparisons that are there, and how one is made."""
    return {
        "territory": territory,
        "name": territory.epci_code or territory.name,
        "has_timetable": ground.has_timetable and ground.opportunities is not None,
        "rows": [
            {
                "name": each.asked["name"],
                "url": reverse("territory:comparison", args=[territory.pk, each.path.name]),
                "change": change_words(each),
                "state": _state(each, ground),
            }
            for each in found
        ],
    }


def _state(each: Comparison, ground: Ground) -> str:
    if not each.is_whole:
        done, parts = each.done
        return _("en cours : %(done)s parties sur %(parts)s") % {"done": done, "parts": parts}
    return _("à jour") if each.is_of(ground) else _("faite avec un réseau qui a changé")


def running_page(territory: Territory, each: Comparison) -> dict[str, Any]:
    """How far a comparison is."""
    done, parts = each.done
    return _titles(territory, each) | {"done": done, "parts": parts}


def comparison_page(gains: Gains) -> dict[str, Any]:
    """Who gains what, where, and at what cost."""
    territory, communes = gains.ground.territory, gains.by_commune
    return _titles(territory, gains.comparison) | {
        "headline": _headline(gains),
        "choices": _choices(gains),
        "layers": _layers(gains),
        "map_label": _("%(kind)s de plus à %(minutes)s minutes")
        % {"kind": _kind(gains.choice.kind).capitalize(), "minutes": f"{gains.choice.minutes:g}"},
        "rows": [_row(row, has_people=gains.people is not None) for row in communes.iter_rows(named=True)],
        "cost": _cost(gains),
        "loss": _loss(gains),
        "old": ""
        if gains.comparison.is_of(gains.ground)
        else _("Les rues ou les horaires ont changé depuis cette comparaison : elle dit ce qui était."),
        "estimated": _("Les habitants de chaque commune sont répartis le long de ses rues : c’est une estimation."),
        "sources": _sources(gains),
    }


def change_words(each: Comparison) -> str:
    """Say the change in one sentence."""
    change = each.asked["change"]
    if change["kind"] == "departure":
        return _("Un départ de plus sur la ligne %(line)s à %(hour)s.") % {
            "line": change["line"],
            "hour": _clock(change["at_s"]),
        }
    to = change["to"]
    return _("La ligne %(line)s prolongée jusqu’à %(stop)s, en %(minutes)s minutes.") % {
        "line": change["line"],
        "stop": to if isinstance(to, str) else to["name"],
        "minutes": number(change["minutes"], LANGUAGE),
    }


def _titles(territory: Territory, each: Comparison) -> dict[str, Any]:
    return {"territory": territory, "title": each.asked["name"], "lead": change_words(each)}


def _headline(gains: Gains) -> str:
    """Say who gains, and what, in one sentence."""
    people = gains.people
    said = {
        "what": _what(gains.choice.kind),
        "when": _("en %(minutes)s minutes, en partant à partir de %(hour)s")
        % {"minutes": f"{gains.choice.minutes:g}", "hour": _hour(gains.choice.departure)},
        "gain": number(round(gains.mean_gain), LANGUAGE),
        "people": _people(people or 0),
        "cells": number(gains.gaining_cells, LANGUAGE),
    }
    if not gains.gaining_cells:
        return _("Personne n’atteint plus de %(what)s %(when)s.") % said
    if people is None:
        return _("De %(cells)s secteurs, on atteint en moyenne %(gain)s %(what)s de plus %(when)s.") % said
    return _("Environ %(people)s personnes atteignent en moyenne %(gain)s %(what)s de plus %(when)s.") % said


def _what(kind: str) -> str:
    return _kind(kind) if kind == Kind.JOBS else _("lieux (%(kind)s)") % {"kind": _kind(kind)}


def _loss(gains: Gains) -> str:
    if not gains.losing_cells:
        return ""
    return _("Ailleurs, on atteint moins de lieux qu’aujourd’hui : c’est le cas de %(cells)s secteurs.") % {
        "cells": number(gains.losing_cells, LANGUAGE)
    }


def _cost(gains: Gains) -> dict[str, str]:
    found, hours = gains.cost, gains.comparison.asked["vehicle_hours_a_year"]
    low, middle, high = found.break_even
    return {
        "a_year": _about(found.a_year.central),
        "a_year_note": _("%(span)s, pour %(hours)s heures de car")
        % {"span": _span(found.a_year), "hours": number(round(hours), LANGUAGE)},
        "per_person": _about(found.per_person.central) if found.per_person else _("inconnu"),
        "per_person_note": _("%(span)s, chaque année") % {"span": _span(found.per_person)} if found.per_person else "",
        "licence": _about(found.licence.central),
        "licence_note": _("%(span)s, une fois, sans la voiture") % {"span": _span(found.licence)},
        "break_even": _(
            "Un an de ce service coûte autant qu’environ %(middle)s permis (entre %(low)s et %(high)s). S’il sert à "
            "plus de personnes que cela, il coûte moins, cette année-là, qu’un permis pour chacune. Un permis se "
            "paie une fois, mais demande aussi une voiture."
        )
        % {"low": number(low, LANGUAGE), "middle": number(middle, LANGUAGE), "high": number(high, LANGUAGE)},
    }


def _span(value: Estimate) -> str:
    return _("de %(low)s à %(high)s") % {"low": _about(value.low), "high": _about(value.high)}


def _about(value: float) -> str:
    """Euros are an estimate: beyond a thousand, hundreds are all that is told."""
    return euros(int(round(value, -2 if value >= HUNDREDS_FROM else 0)), LANGUAGE, 0)


def _choices(gains: Gains) -> list[dict[str, Any]]:
    """Kinds, minutes and hours as links, the current one marked."""
    now, question = gains.choice, gains.comparison.asked["question"]
    groups = [
        (_("Quoi"), [(_kind(each), Choice(each, now.minutes, now.departure)) for each in question["kinds"]]),
        (
            _("En combien de temps"),
            [(f"{each:g} min", Choice(now.kind, each, now.departure)) for each in question["minutes"]],
        ),
        (
            _("Départ à partir de"),
            [(_hour(each), Choice(now.kind, now.minutes, each)) for each in question["departures"]],
        ),
    ]
    return [
        {
            "label": label,
            "links": [
                {"label": said, "url": _address("territory:comparison", gains, choice), "current": choice == now}
                for said, choice in values
            ],
        }
        for label, values in groups
    ]


def _layers(gains: Gains) -> list[MapLayer]:
    limits = [number(each, LANGUAGE) for each in GAINS]
    classes = [
        MapClass("step-1", _("moins de %(high)s de plus") % {"high": limits[0]}, "step-1"),
        *(
            MapClass(
                f"step-{rank + 2}",
                _("de %(low)s à %(high)s de plus") % {"low": limits[rank], "high": limits[rank + 1]},
                f"step-{rank + 2}",
            )
            for rank in range(len(limits) - 1)
        ),
        MapClass(f"step-{len(limits) + 1}", _("%(low)s de plus ou davantage") % {"low": limits[-1]}, "step-5"),
        MapClass("none", _("rien de plus"), "neutral"),
    ]
    url = _address("territory:gains", gains, gains.choice)
    return [*background_layers(gains.ground.territory), MapLayer("areas", url=url, classes=classes)]


def _row(row: dict[str, Any], *, has_people: bool) -> dict[str, str]:
    return {
        "commune": row["commune"],
        "people": _people(row["people"]) if has_people else _("inconnu"),
        "gaining": _people(row["gaining"]) if has_people else _("inconnu"),
        "gain": number(round(row["mean_gain"]), LANGUAGE),
    }


def _sources(gains: Gains) -> str:
    asked = gains.comparison.asked
    return _(
        "Réseau %(network)s (%(engine)s), comparé à une copie dont seul cet horaire change. Médiane des départs sur "
        "%(window)s minutes, de %(count)s secteurs, à pied et en transport en commun."
    ) % {
        "network": asked["network"],
        "engine": asked["question"]["engine"],
        "window": asked["question"]["window_min"],
        "count": number(asked["question"]["origins_count"], LANGUAGE),
    }


def _address(route: str, gains: Gains, choice: Choice) -> str:
    asked = {"sorte": choice.kind, "minutes": f"{choice.minutes:g}", "depart": choice.departure}
    return f"{reverse(route, args=[gains.ground.territory.pk, gains.comparison.path.name])}?{urlencode(asked)}"


def _kind(kind: str) -> str:
    return str(dict(Kind.choices).get(kind, kind))


def _hour(departure: str) -> str:
    return _clock(
        sum(int(part) * size for part, size in zip(departure[11:16].split(":"), (HOUR_S, MINUTE_S), strict=True))
    )


def _clock(seconds: int) -> str:
    minutes = seconds % HOUR_S // MINUTE_S
    return f"{seconds // HOUR_S}\u00a0h" + (f"\u00a0{minutes:02d}" if minutes else "")


def _people(count: float) -> str:
    """People are an estimate: tens are all that is told."""
    return number(int(round(count, -1 if count >= TENS_FROM else 0)), LANGUAGE)
