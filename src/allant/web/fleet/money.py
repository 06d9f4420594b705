"""What a loan costs: days at their rate, kilometres against those included."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from allant.web.fleet.models import Inspection, Loan
from allant.web.fleet.occupancy import Span


@dataclass(frozen=True, slots=True)
class Account:
    """The money of one loan, in euros."""

    due_eur: Decimal
    paid_eur: Decimal

    @property
    def left_eur(self) -> Decimal:
        """What remains to pay; below zero when too much was paid."""
        return self.due_eur - self.paid_eur


@dataclass(frozen=True, slots=True)
class Mileage:
    """The kilometres of one loan; None where the meter was not read at both ends, or nothing limits them."""

    driven_km: int | None
    included_km: int | None

    @property
    def over_km(self) -> int | None:
        """Kilometres beyond those included; None when unknown."""
        if self.driven_km is None or self.included_km is None:
            return None
        return max(0, self.driven_km - self.included_km)


def days_of(loan: Loan, as_of: date) -> int:
    """Return the days a loan counts: to its return; before that to the agreed end, or to today when it is late."""
    first = timezone.localdate(loan.handed_over_at) if loan.handed_over_at else loan.starts_on
    last = timezone.localdate(loan.returned_at) if loan.returned_at else loan.ends_on
    return Span(first, max(last, as_of) if loan.is_out else last).days


def account(loan: Loan, as_of: date) -> Account:
    """Return what a loan costs and what was paid; one that was cancelled costs nothing."""
    due = Decimal(0) if loan.cancelled_at else loan.daily_rate_eur * days_of(loan, as_of)
    return Account(due_eur=due, paid_eur=sum((each.amount_eur for each in loan.payments.all()), Decimal(0)))


def mileage(loan: Loan, out: Inspection | None, back: Inspection | None, as_of: date) -> Mileage:
    """Return the kilometres driven and those included."""
    read_twice = out and back and out.odometer_km is not None and back.odometer_km is not None
    driven = back.odometer_km - out.odometer_km if read_twice else None
    included = None if loan.km_per_day is None else loan.km_per_day * days_of(loan, as_of)
    return Mileage(driven_km=driven, included_km=included)
