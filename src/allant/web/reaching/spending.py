"""What it costs and emits to go to the places to be, by one mode or by the best way to each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from allant.energy import energy_of_trip
from allant.intervals import Estimate
from allant.parameters import parameter
from allant.routing.distance import distances_km
from allant.routing.places import Places
from allant.travel_cost import Mode, MonthCost, Terms, Travelled, Way, cost_of_month
from allant.web.reaching.models import PlaceToBe, TravelNeeds, UsualTrip

ABOARD = 2
"""In a lift or a carpool: the one who drives and the person, at least."""
SHARED = {Mode.CARPOOL, Mode.CAR_PASSENGER}


@dataclass(frozen=True, slots=True)
class Outing:
    """The trips to one place: km one way (estimated on the map), and one-way trips a month."""

    km: float
    one_way_trips: float

    def travelled(self, mode: Mode) -> Travelled:
        """Return what is travelled in a month by a mode."""
        km = self.km * self.one_way_trips
        return Travelled(self.one_way_trips, km, km / (ABOARD if mode in SHARED else 1))


def outings(door: Places, places: Sequence[PlaceToBe]) -> list[Outing]:
    """Return the trips to each place: as the crow flies, times the usual detour."""
    if not places:
        return []
    there = Places.at([place.lon for place in places], [place.lat for place in places])
    km = distances_km(door, there)[0] * parameter("routing/crow_fly_detour")
    weeks = parameter("trips/weeks_per_month")
    return [
        Outing(float(each), float(place.one_way_trips_per_week) * weeks) for each, place in zip(km, places, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Purse:
    """On which terms somebody travels: their own vehicle where the usual week tells it, and the prices they know."""

    ways: Mapping[Mode, Way]
    terms: Terms

    def cost(self, mode: Mode, outings_there: Iterable[Outing]) -> MonthCost:
        """Return what the trips cost a month by a mode."""
        month = sum((each.travelled(mode) for each in outings_there), Travelled())
        return cost_of_month(self.ways.get(mode, Way(mode)), month, self.terms)

    def kg_co2e(self, mode: Mode, outings_there: Iterable[Outing]) -> Estimate | None:
        """Return what the trips emit a month by a mode; None where nobody knows."""
        aboard = ABOARD if mode in SHARED else 1
        km = sum(each.km * each.one_way_trips for each in outings_there)
        energy = energy_of_trip(self.ways.get(mode, Way(mode)), km, aboard)
        return None if energy is None else energy.kg_co2e

    def subscribing(self, subscribes: bool) -> "Purse":
        """Return the same purse with a pass, or with tickets."""
        return replace(self, terms=replace(self.terms, subscribes=subscribes))


def purse_of(answers: Mapping[str, str], needs: TravelNeeds, week: Sequence[UsualTrip]) -> Purse:
    """Return what is known of the terms on which somebody travels."""
    passes = {"pass_held": True, "tickets": False, "none": False}
    price = needs.pass_eur_per_month
    trips = [trip.as_trip() for trip in week]
    return Purse(
        {trip.mode: trip.way for trip in reversed(trips)},
        Terms(
            subscribes=passes.get(answers.get("transport_pass", "")),
            pass_eur_per_month=float(price) if price is not None else None,
        ),
    )


def by_mode_used(modes: Sequence[Mode | None], going: Sequence[Outing]) -> dict[Mode, list[Outing]]:
    """Group the outings by the mode that each is made by; one that is not made is left out."""
    found: dict[Mode, list[Outing]] = defaultdict(list)
    for mode, outing in zip(modes, going, strict=True):
        if mode is not None:
            found[mode].append(outing)
    return dict(found)
