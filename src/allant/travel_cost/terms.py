"""On which terms somebody travels: what they hold, and the prices they know."""

from dataclasses import dataclass, fields
from enum import StrEnum
from math import isfinite

from allant.errors import InputError

__all__ = ["Holding", "Terms"]


class Holding(StrEnum):
    """How a vehicle is had.

    `LENT` is a loan or a solidarity rental, which keeps the vehicle insured and repaired; `LEASED` is a rental for
    months or years: a car or a moped is then insured and kept by the person, a bicycle is kept by the lessor.
    """

    OWN = "own"
    LENT = "lent"
    LEASED = "leased"


@dataclass(frozen=True, slots=True)
class Terms:
    """What is known of a way to travel; each mode looks at what concerns it.

    None is "not known": the range of the country is taken instead, and the line says so. 0 is free. Money is in euros,
    as floats: these are estimates, never amounts to pay out, and are rounded where they are shown.

    Parameters
    ----------
    holding
        How the vehicle is had.
    rent_eur_per_month
        Rent of a lent or leased vehicle.
    age_years
        Age of the car or moped.
    is_new_driver
        Licensed for less than three years, as insurers count.
    drives
        In a carpool: whether the person brings their own car, and so keeps its fixed costs.
    energy_price_eur
        Price of a litre, or of a kWh for electricity.
    insurance_eur_per_month, parking_eur_per_month
        What the person pays; parking has no range of the country and stays unknown.
    subscribes
        Whether the person travels on a pass, not on tickets; where nobody knows, the cheaper of the two is taken.
    pass_eur_per_month
        Price of the pass before any refund by the employer.
    fare_eur_per_trip
        A ticket, a contribution to a lift or a carpool, a trip on demand.
    employer_refunds
        Whether an employer refunds its share of the pass.

    Raises
    ------
    InputError
        An amount or an age that is negative or not a number.
    """

    holding: Holding = Holding.OWN
    rent_eur_per_month: float | None = None
    age_years: float | None = None
    is_new_driver: bool = False
    drives: bool = False
    energy_price_eur: float | None = None
    insurance_eur_per_month: float | None = None
    parking_eur_per_month: float | None = None
    subscribes: bool | None = None
    pass_eur_per_month: float | None = None
    fare_eur_per_trip: float | None = None
    employer_refunds: bool | None = None

    def __post_init__(self) -> None:
        """Refuse amounts that nobody pays."""
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, int | float) and not (isfinite(value) and value >= 0):
                raise InputError(
                    value=value,
                    rule="un montant ou un âge est un nombre d’au moins 0.",
                    remedy="Corrigez-le, ou laissez vide ce que vous ne savez pas.",
                )
