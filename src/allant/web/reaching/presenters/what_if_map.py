"""The map of what could change: today's area, the one that a change would make, and the places of somebody."""

from typing import Any

from django.utils.translation import gettext as _

from allant.web.reaching.backgrounds import background_layers
from allant.web.reaching.presenters.drawing import area_url, collection, point
from allant.web.reaching.scenarios import Scenario
from allant.web.ui.maps import MapClass, MapLayer


def what_if_layers(today: Scenario, chosen: Scenario, limit: int) -> list[MapLayer]:
    """Return the layers: what the chosen change opens is dashed, under what they get to today."""
    drawn = background_layers(today.possible.ground.territory)
    if chosen.change is not None:
        drawn += _area(chosen, limit, _("avec ce changement"), "sun", dashed=True)
    return [*drawn, *_area(today, limit, _("aujourd’hui"), "go", dashed=False), _points(today, chosen)]


def _area(each: Scenario, limit: int, label: str, tone: str, *, dashed: bool) -> list[MapLayer]:
    theirs = {way.mode for way in each.possible.ways if way.is_theirs}
    if not theirs:
        return []
    url = area_url(each.possible, theirs, limit, leaves_at=each.leaves_at)
    return [MapLayer("areas", label, tone, url=url, dashed=dashed)]


def _points(today: Scenario, chosen: Scenario) -> MapLayer:
    door = today.possible.door
    title = _("Départ : %(name)s") % {"name": door.name}
    points = [point(door.lon, door.lat, label=door.name, title=title, emphasis=True, **{"class": "door"})]
    for place, before, after in zip(today.possible.situation.places, today.modes, chosen.modes, strict=True):
        code = "missed" if after is None else "reached" if before is not None else "gained"
        points.append(point(place.lon, place.lat, label=place.name, title=place.name, **{"class": code}))
    classes = [
        MapClass("door", "", "ink"),
        MapClass("reached", _("lieu atteint"), "info"),
        MapClass("gained", _("lieu gagné"), "sun"),
        MapClass("missed", _("lieu hors de portée"), "stop"),
    ]
    present: set[Any] = {each["properties"]["class"] for each in points}
    return MapLayer("places", data=collection(points), classes=[each for each in classes if each.code in present])
