"""What if: the same person with something more."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from allant.reach.profile import TravelProfile

__all__ = ["Change", "with_change"]


class Change(StrEnum):
    """What could be added to what somebody has.

    `TRANSIT_PASS` and `HOURS_MOVED` change costs and times, which come from outside, not the profile.
    """

    E_BIKE = "e_bike"
    LICENCE_AND_CAR = "licence_and_car"
    CAR_REPAIRED = "car_repaired"
    TRANSIT_PASS = "transit_pass"  # noqa: S105 - a pass for the bus
    LIFT = "lift"
    HOURS_MOVED = "hours_moved"


BRINGS: Mapping[Change, Mapping[str, Any]] = {
    Change.E_BIKE: {"has_e_bike": True, "cycles": True},
    Change.LICENCE_AND_CAR: {"has_licence": True, "has_car": True, "car_runs": True},
    Change.CAR_REPAIRED: {"car_runs": True},
    Change.TRANSIT_PASS: {},
    Change.LIFT: {"has_lift": True},
    Change.HOURS_MOVED: {},
}


def with_change(person: TravelProfile, change: Change) -> TravelProfile:
    """Return the person as they would be with one change; their budget stays what it is.

    An e-bike comes with learning to ride for whom nobody knows about; for who cannot ride, or uses a wheelchair, it
    changes nothing.
    """
    brings = dict(BRINGS[change])
    if change is Change.E_BIKE and person.cycles is False:
        brings.pop("cycles")
    return replace(person, **brings)
