"""The map of what is within reach: the area of their means, a car's beside it, their places and the opportunities."""

from collections.abc import Iterable
from datetime import time
from typing import Any

import numpy as np
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from allant.trips import Mode
from allant.web.reaching.backgrounds import background_layers
from allant.web.reaching.possibilities import Possibilities
from allant.web.reaching.presenters.ways import kind_words
from allant.web.reaching.presenters.words import mode_words
from allant.web.ui.maps import MapClass, MapLayer

MOST_DOTS = 400
"""Opportunities drawn: the largest ones."""
LARGEST_DOT = 3


def layers(possible: Possibilities, *, limit: int, kind: int | None, shown: str) -> list[MapLayer]:
    """Return the layers of the map for a limit; `shown` is one mode, or empty for all of theirs."""
    theirs = {way.mode for way in possible.ways if way.is_theirs}
    asked = {Mode(shown)} if shown else theirs
    drawn = [*background_layers(possible.ground.territory), *_areas(possible, asked, limit, shown)]
    if Mode.CAR not in asked and not shown:
        label = _("une voiture, pour comparer")
        drawn.append(MapLayer("areas", label, "neutral", url=area_url(possible, [Mode.CAR], limit), dashed=True))
    if kind is not None:
        drawn.append(_opportunities(possible, kind))
    return [*drawn, _points(possible)]


def _areas(possible: Possibilities, asked: set[Mode], limit: int, shown: str) -> Iterable[MapLayer]:
    if not asked:
        return
    if possible.times.if_open is not None and Mode.TRANSIT in asked:
        label = _("si tous les arrêts inconnus sont accessibles")
        yield MapLayer("areas", label, "sun", url=area_url(possible, asked, limit, is_open=True), dashed=True)
    label = mode_words(Mode(shown)).lower() if shown else _("tous ses moyens")
    yield MapLayer("areas", label, "go", url=area_url(possible, asked, limit))


def area_url(
    possible: Possibilities, modes: Iterable[Mode], limit: int, *, is_open: bool = False, leaves_at: time | None = None
) -> str:
    """Where a map asks for the area that some modes get to; `leaves_at` is another hour than theirs."""
    asked: dict[str, Any] = {"minutes": limit, "avec": ",".join(sorted(mode.value for mode in modes))}
    if is_open:
        asked["ouvert"] = 1
    if leaves_at is not None:
        asked["heure"] = f"{leaves_at:%H:%M}"
    return f"{reverse('reaching:area', args=[possible.situation.case.pk])}?{urlencode(asked)}"


def _opportunities(possible: Possibilities, kind: int) -> MapLayer:
    counts, known = possible.counts[:, kind], possible.ground.opportunities
    ranked = [int(each) for each in np.argsort(-counts, kind="stable")[:MOST_DOTS] if counts[each] > 0]
    largest = counts.max(initial=1)
    features = []
    for each in ranked:
        name = known.names[each] if known else ""
        title = f"{name} : {counts[each]:.0f} {kind_words(possible.kinds[kind])}".removeprefix(" : ")
        features.append(
            point(
                known.places.lon[each],
                known.places.lat[each],
                title=title,
                size=1 + (LARGEST_DOT - 1) * float(np.sqrt(counts[each] / largest)),
            )
        )
    return MapLayer("places", kind_words(possible.kinds[kind]), "ink", data=collection(features), framed=False)


def _points(possible: Possibilities) -> MapLayer:
    door = possible.door
    points = [
        point(
            door.lon,
            door.lat,
            label=door.name,
            title=_("Départ : %(name)s") % {"name": door.name},
            emphasis=True,
            **{"class": "door"},
        )
    ]
    for place, best in zip(possible.situation.places, possible.best, strict=True):
        reached = best.way is not None
        points.append(
            point(
                place.lon,
                place.lat,
                label=place.name,
                title=place.name,
                **{"class": "reached" if reached else "missed"},
            )
        )
    classes = [
        MapClass("door", "", "ink"),
        MapClass("reached", _("lieu atteint"), "info"),
        MapClass("missed", _("lieu hors de portée"), "stop"),
    ]
    present = {point["properties"]["class"] for point in points}
    return MapLayer("places", data=collection(points), classes=[each for each in classes if each.code in present])


def point(lon: float, lat: float, **properties: Any) -> dict[str, Any]:
    """A point of GeoJSON."""
    geometry = {"type": "Point", "coordinates": [float(lon), float(lat)]}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def collection(features: list[dict[str, Any]]) -> dict[str, Any]:
    """Features as GeoJSON."""
    return {"type": "FeatureCollection", "features": features}
