"""Places that the usual week names and that nobody has placed yet: nothing is typed twice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from allant.web.people.names import plain_words
from allant.web.reaching.doors import KnownPlace
from allant.web.reaching.models import PlaceToBe, UsualTrip
from allant.web.reaching.naming import alike, named

OFFERED = 3
"""Known places offered for words that name none exactly."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A trip whose place is not placed yet, and the known places that its words may mean, the exact one alone."""

    trip: UsualTrip
    names: tuple[str, ...]
    is_exact: bool


def proposals(
    week: Iterable[UsualTrip], places: Iterable[PlaceToBe], known: Mapping[str, KnownPlace]
) -> list[Proposal]:
    """Return one proposal for each place and purpose of the week that is not noted yet."""
    noted = {(plain_words(each.name), each.purpose) for each in places}
    found: dict[tuple[str, str], Proposal] = {}
    for trip in week:
        proposal = _proposal(trip, known)
        said = {plain_words(trip.place), *(plain_words(name) for name in proposal.names)}
        if trip.place and not any((words, trip.purpose) in noted for words in said):
            found.setdefault((plain_words(trip.place), trip.purpose), proposal)
    return list(found.values())


def _proposal(trip: UsualTrip, known: Mapping[str, KnownPlace]) -> Proposal:
    exact = named(known, trip.place)
    if exact is not None:
        return Proposal(trip, (exact.name,), is_exact=True)
    return Proposal(trip, tuple(alike(known, trip.place, OFFERED)), is_exact=False)
