"""How somebody travels: by what, how fast on foot, when, how long at most."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from allant.errors import InputError
from allant.parameters import parameter
from allant.trips import Mode

__all__ = ["ON_FOOT", "ROUTED", "Mode", "Trip", "WheelchairData"]


ROUTED = (Mode.WALK, Mode.WHEELCHAIR, Mode.BICYCLE, Mode.E_BIKE, Mode.CAR, Mode.TRANSIT)
"""The modes that engines answer for."""
ON_FOOT = frozenset({Mode.WALK, Mode.WHEELCHAIR})


class WheelchairData(StrEnum):
    """What to make of stops and vehicles whose access with a wheelchair nobody has said; the truth lies between."""

    UNKNOWN_IS_OPEN = "unknown_is_open"
    UNKNOWN_IS_CLOSED = "unknown_is_closed"


@dataclass(frozen=True, slots=True)
class Trip:
    """How one travels.

    Parameters
    ----------
    mode
        What with; `TRANSIT` includes the walks, and walking all the way where that is quicker.
    max_min
        Longest time, in minutes, above 0.
    departure
        Day and hour in the network's own time zone, without a zone; needed by `TRANSIT`, not looked at otherwise.
    window_min
        Minutes of departures looked at from `departure` on; 0 looks at that one only. With a window the time is the
        median over its departures, beside the 10th and the 90th percentiles.
    walking_km_per_h, max_walk_min
        Speed on foot, and the longest walk to a stop.
    wheelchair
        Travel by public transport with a wheelchair, and how to read what nobody has said; None without one.

    Raises
    ------
    InputError
        A value out of its range, or a trip by public transport without a departure.
    """

    mode: Mode
    max_min: float
    departure: datetime | None = None
    window_min: int = 0
    walking_km_per_h: float | None = None
    max_walk_min: float | None = None
    wheelchair: WheelchairData | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be travelled."""
        if not self.max_min > 0:
            raise InputError(value=self.max_min, rule="une durée dépasse 0 minute.", remedy="Donnez par exemple 60.")
        if self.window_min < 0:
            raise InputError(
                value=self.window_min, rule="une fenêtre dure 0 minute ou plus.", remedy="Donnez par exemple 60."
            )
        slowest, fastest = parameter("routing/slowest_walk"), parameter("routing/fastest_walk")
        if not slowest <= self.foot_km_per_h <= fastest:
            raise InputError(
                value=self.foot_km_per_h,
                rule=f"une vitesse de marche est entre {slowest} et {fastest} km/h.",
                remedy="Vérifiez l’unité : des kilomètres par heure.",
            )
        if self.mode is Mode.TRANSIT and self.departure is None:
            raise InputError(
                value="départ", rule="un trajet en transport en commun part un jour, à une heure.", remedy="Donnez-les."
            )

    @property
    def foot_km_per_h(self) -> float:
        """Return the speed on foot, or in a wheelchair."""
        usual = "wheelchair_speed" if self.mode is Mode.WHEELCHAIR or self.wheelchair else "walking_speed"
        return self.walking_km_per_h or parameter(f"routing/{usual}")

    @property
    def longest_walk_min(self) -> float:
        """Return the longest walk to a stop, in minutes."""
        return self.max_walk_min or parameter("routing/longest_walk")
