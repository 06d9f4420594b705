"""Where somebody sets off from, and the places of a territory that are known by a name."""

from dataclasses import dataclass

from allant.routing.places import Places
from allant.web.accounts.models import Commune, Territory
from allant.web.cases.models import Case
from allant.web.reaching.grounds import Ground
from allant.web.reaching.models import TravelNeeds


@dataclass(frozen=True, slots=True)
class Door:
    """The point that trips start from; `is_near` where it is a place near the home, not the centre of the commune."""

    name: str
    lon: float
    lat: float
    is_near: bool

    @property
    def places(self) -> Places:
        """The point, as engines take it."""
        return Places.one(self.lon, self.lat)


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place that can be chosen by its name."""

    name: str
    lon: float
    lat: float


def door_of(case: Case, needs: TravelNeeds) -> Door | None:
    """Return where somebody sets off from; None where neither a place nor a commune with a position is known."""
    if needs.home_name and needs.home_lon is not None and needs.home_lat is not None:
        return Door(needs.home_name, needs.home_lon, needs.home_lat, is_near=True)
    commune = case.beneficiary.commune
    if commune is None or commune.lon is None or commune.lat is None:
        return None
    return Door(commune.name, commune.lon, commune.lat, is_near=False)


def known_places(ground: Ground) -> dict[str, KnownPlace]:
    """Return the places of a territory by name: opportunities that have one, then communes; of two, the first."""
    found: dict[str, KnownPlace] = {}
    if ground.opportunities is not None:
        places = ground.opportunities.places
        for name, lon, lat in zip(ground.opportunities.names, places.lon, places.lat, strict=True):
            if name:
                found.setdefault(name, KnownPlace(name, float(lon), float(lat)))
    for name, lon, lat in _communes(ground.territory):
        found.setdefault(name, KnownPlace(name, lon, lat))
    return found


def _communes(territory: Territory) -> list[tuple[str, float, float]]:
    located = Commune.objects.filter(territory=territory, lon__isnull=False)
    return list(located.order_by("name").values_list("name", "lon", "lat"))
