"""The environment component of the index, computed on the ground of the platform: given to bilans as they are finished.

Always asked in the same way — a weekday, the usual hour, the usual pace — so that it tells of the place and of its
network: hours and budget raise other components. A later bilan is asked as the entry was, or else they could not be
compared.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils import timezone

from allant.parameters import parameter
from allant.reach import surroundings
from allant.routing.trips import Mode, Trip
from allant.web.assessments.enums import EnvironmentSource
from allant.web.assessments.models import Assessment, Score
from allant.web.assessments.queries import latest_score
from allant.web.assessments.surroundings import DECLARED, Surroundings
from allant.web.cases.enums import Moment
from allant.web.cases.models import Case, CaseAssessment
from allant.web.reaching.doors import Door, door_of
from allant.web.reaching.enums import Day
from allant.web.reaching.grounds import Ground, ground_of
from allant.web.reaching.models import TravelNeeds
from allant.web.reaching.moments import Moments, moments_of
from allant.web.reaching.profiles import needs_of
from allant.web.reaching.times import Footing, minutes_to, transit_trip


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Where the surroundings of somebody are looked at from."""

    door: Door
    uses_wheelchair: bool

    def told(self, moments: Moments) -> dict[str, Any]:
        """Return what is kept beside the value, so that it can be computed again on another network."""
        return {
            "door": self.door.name,
            "lon": self.door.lon,
            "lat": self.door.lat,
            "is_near": self.door.is_near,
            "uses_wheelchair": self.uses_wheelchair,
            "day": f"{moments.leaves:%Y-%m-%d}",
            "hour": f"{moments.leaves:%H:%M}",
        }

    @classmethod
    def of_score(cls, score: Score) -> "Standpoint":
        """Return where a stored value was computed from."""
        told = score.environment_told
        return cls(Door(told["door"], told["lon"], told["lat"], told["is_near"]), told["uses_wheelchair"])


def surroundings_of_bilan(assessment: Assessment) -> Surroundings:
    """Return the surroundings of the person of a bilan; declared for a test, and wherever nobody can compute them."""
    link = CaseAssessment.objects.filter(assessment=assessment).select_related("case__organisation__territory").first()
    if link is None or link.moment == Moment.TEST:
        return DECLARED
    entry = None if link.moment == Moment.ENTRY else _entry_score(link.case)
    if entry is not None and entry.environment is None:
        return DECLARED
    standpoint = _standpoint(link.case, near=entry is None or entry.environment_source == EnvironmentSource.COMPUTED)
    return DECLARED if standpoint is None else _computed(ground_of(link.case.organisation.territory), standpoint, entry)


def value_from(ground: Ground, standpoint: Standpoint) -> tuple[float, Moments] | None:
    """Return the value of the component from a standpoint, 0-1, and when; None where a timetable or places lack."""
    known, usual = ground.opportunities, TravelNeeds(day=Day.WEEKDAY)
    moments = moments_of(ground.network, usual, timezone.localdate())
    if known is None or moments is None:
        return None
    footing = Footing(uses_wheelchair=standpoint.uses_wheelchair)
    limit = parameter("reach/surroundings_limit")
    on_foot = Trip(Mode.WHEELCHAIR if standpoint.uses_wheelchair else Mode.WALK, limit)
    asked = (transit_trip(moments.leaves, footing), on_foot, Trip(Mode.CAR, limit))
    bus, walk, car = (minutes_to(ground, standpoint.door.places, known.places, trip) for trip in asked)
    value = surroundings(np.minimum(bus, walk), car, known.counts, limit)
    return None if value is None else (value, moments)


def _computed(ground: Ground, standpoint: Standpoint, entry: Score | None) -> Surroundings:
    found = value_from(ground, standpoint)
    if found is None or ground.network is None or ground.opportunities is None:
        return DECLARED
    value, moments = found
    again = value_from(ground, Standpoint.of_score(entry)) if entry is not None else None
    return Surroundings(
        value,
        EnvironmentSource.COMPUTED if standpoint.door.is_near else EnvironmentSource.ESTIMATED,
        f"{ground.network.manifest.version} {ground.opportunities.version}",
        standpoint.told(moments),
        again[0] if again is not None else None,
    )


def _standpoint(case: Case, *, near: bool) -> Standpoint | None:
    needs = needs_of(case)
    door = door_of(case, needs if near else TravelNeeds(case=case))
    return None if door is None else Standpoint(door, needs.uses_wheelchair)


def _entry_score(case: Case) -> Score | None:
    link = case.case_assessments.filter(moment=Moment.ENTRY).select_related("assessment").first()
    return latest_score(link.assessment) if link is not None else None
