"""One recurrent trip of a usual week, and what makes it impossible."""

from dataclasses import dataclass
from math import isfinite

from allant.errors import InputError
from allant.parameters import parameter
from allant.trips.modes import BY_CAR, CARS, PUBLIC_TRANSPORT, Fuel, Mode, Purpose, Vehicle

__all__ = ["UsualTrip", "Way"]

_TAKEN_ALONG = frozenset({Mode.CAR_PASSENGER, Mode.CARPOOL})


@dataclass(frozen=True, slots=True)
class Way:
    """A mode with its vehicle and fuel; None is not known, or goes without saying.

    Raises
    ------
    InputError
        A vehicle or a fuel that the mode never has.
    """

    mode: Mode
    vehicle: Vehicle | None = None
    fuel: Fuel | None = None

    def __post_init__(self) -> None:
        """Refuse a vehicle or a fuel that the mode never has."""
        vehicles = CARS if self.mode in BY_CAR else PUBLIC_TRANSPORT if self.mode is Mode.TRANSIT else ()
        if self.vehicle is not None and self.vehicle not in vehicles:
            raise InputError(
                value=str(self.vehicle),
                rule=f"ce véhicule ne va pas avec le mode « {self.mode} ».",
                remedy="Changez le mode, ou laissez le véhicule vide.",
            )
        fuels = tuple(Fuel) if self.mode in BY_CAR else (Fuel.PETROL,) if self.mode is Mode.MOPED else ()
        if self.fuel is not None and self.fuel not in fuels:
            raise InputError(
                value=str(self.fuel),
                rule=f"cette énergie ne va pas avec le mode « {self.mode} ».",
                remedy="Changez le mode, ou laissez l’énergie vide.",
            )


@dataclass(frozen=True, slots=True)
class UsualTrip:
    """One recurrent trip.

    Parameters
    ----------
    purpose
        What for.
    mode
        How; `Mode.NOT_MADE` for a trip given up, with the distance and the number of trips that it would have.
    one_way_km
        Length of one trip, one way, in km; from 0 to the parameter `trips/longest_one_way`.
    one_way_trips_per_week
        How many such trips a week, each way counted; above 0, at most `trips/most_trips_per_week`; 0.5 is one every
        other week.
    drives
        Whether the person drives; None is not known, or goes without saying.
    aboard
        How many are in the vehicle, driver and person included; at least 2 for a passenger and for a carpool.
    vehicle, fuel
        Of what the person rides in; None is not known.

    Raises
    ------
    InputError
        A value out of its range, or two that contradict each other.
    """

    purpose: Purpose
    mode: Mode
    one_way_km: float
    one_way_trips_per_week: float
    drives: bool | None = None
    aboard: int = 1
    vehicle: Vehicle | None = None
    fuel: Fuel | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be travelled."""
        longest, most = parameter("trips/longest_one_way"), parameter("trips/most_trips_per_week")
        if not (isfinite(self.one_way_km) and 0 <= self.one_way_km <= longest):
            raise InputError(
                value=self.one_way_km,
                rule=f"la longueur d’un trajet, aller seulement, est entre 0 et {longest:g} km.",
                remedy="Donnez-la en kilomètres.",
            )
        if not (isfinite(self.one_way_trips_per_week) and 0 < self.one_way_trips_per_week <= most):
            raise InputError(
                value=self.one_way_trips_per_week,
                rule=f"le nombre de trajets par semaine dépasse 0, et {most:g} au plus.",
                remedy="Comptez l’aller et le retour pour deux ; 0,5 pour une semaine sur deux.",
            )
        self._check_aboard()
        self._check_driver()
        Way(self.mode, self.vehicle, self.fuel)

    @property
    def way(self) -> Way:
        """Return the mode with its vehicle and fuel."""
        return Way(self.mode, self.vehicle, self.fuel)

    def _check_aboard(self) -> None:
        least, most = (2 if self.mode in _TAKEN_ALONG else 1), parameter("trips/most_aboard")
        if not least <= self.aboard <= most:
            raise InputError(
                value=self.aboard,
                rule=f"avec le mode « {self.mode} », entre {least} et {most:g} personnes sont à bord.",
                remedy="Comptez tout le monde, conducteur compris.",
            )

    def _check_driver(self) -> None:
        if self.mode is Mode.CAR and self.drives is False:
            raise InputError(
                value="car",
                rule="qui prend sa voiture la conduit.",
                remedy="Pour qui est conduit, choisissez « car_passenger » ou « carpool ».",
            )
        if self.mode is Mode.CAR_PASSENGER and self.drives:
            raise InputError(
                value="car_passenger",
                rule="qui est passager ne conduit pas.",
                remedy="Pour qui conduit, choisissez « car » ou « carpool ».",
            )
