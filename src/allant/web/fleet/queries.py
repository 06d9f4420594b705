"""Reads of the fleet: what is where, what is free, how much it is used."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from allant.web.accounts.models import Organisation
from allant.web.cases.models import Case
from allant.web.fleet.models import Block, Loan, Vehicle
from allant.web.fleet.occupancy import Span, days_taken


def holding(loans: QuerySet[Loan] | None = None) -> QuerySet[Loan]:
    """Return the loans that take a vehicle: booked, out, or returned; not those cancelled."""
    return (Loan.objects.all() if loans is None else loans).filter(cancelled_at__isnull=True)


def span_of(loan: Loan, today: date) -> Span:
    """Return the days a loan takes: until its return; while it is out, until its end or, late, until today."""
    if loan.returned_at:
        return Span(loan.starts_on, max(loan.starts_on, timezone.localdate(loan.returned_at)))
    return Span(loan.starts_on, max(loan.ends_on, today) if loan.is_out else loan.ends_on)


def spans_of(vehicle: Vehicle, *, but: Loan | None = None) -> list[Span]:
    """Return the days on which a vehicle is taken, leaving one loan out."""
    loans = holding(vehicle.loans.all()).exclude(pk=but.pk if but else None)
    return [span_of(loan, timezone.localdate()) for loan in loans]


def vehicles_of(organisation: Organisation, *, window: Span) -> QuerySet[Vehicle]:
    """Return the vehicles of a platform with their loans that touch a window and whether each is blocked."""
    touching = (
        holding()
        .filter(starts_on__lte=window.last)
        .filter(Q(returned_at__isnull=True) | Q(returned_at__date__gte=window.first))
    )
    return (
        Vehicle.objects.filter(organisation=organisation)
        .filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=window.first))
        .select_related("kept_at")
        .annotate(is_blocked=Exists(Block.objects.filter(vehicle=OuterRef("pk"), lifted_at__isnull=True)))
        .prefetch_related(
            Prefetch(
                "loans",
                queryset=touching.select_related("case__beneficiary").order_by("starts_on"),
                to_attr="loans_in_window",
            )
        )
    )


def loans_of(case: Case) -> QuerySet[Loan]:
    """Return the loans of a case, newest first."""
    return Loan.objects.filter(case=case).select_related("vehicle__organisation")


def late(organisation: Organisation, today: date) -> QuerySet[Loan]:
    """Return the loans of a platform whose vehicle should be back."""
    return (
        Loan.objects.filter(
            vehicle__organisation=organisation,
            handed_over_at__isnull=False,
            returned_at__isnull=True,
            ends_on__lt=today,
        )
        .select_related("vehicle", "case__beneficiary")
        .order_by("ends_on")
    )


@dataclass(frozen=True, slots=True)
class Utilisation:
    """How much vehicles were used over a window, in vehicle-days; both counts leave out days outside the fleet."""

    days_in_fleet: int
    days_taken: int

    @property
    def share(self) -> float | None:
        """Share of days taken, 0–1; None for a fleet without a day."""
        return self.days_taken / self.days_in_fleet if self.days_in_fleet else None


def utilisation(vehicles: Iterable[Vehicle], window: Span, today: date) -> Utilisation:
    """Return the use of vehicles read by `vehicles_of` with the same window; a blocked vehicle is in the fleet."""
    in_fleet = taken = 0
    for vehicle in vehicles:
        last = vehicle.withdrawn_on - timedelta(days=1) if vehicle.withdrawn_on else window.last
        present = Span(vehicle.entered_on, last).within(window)
        if present.days:
            in_fleet += present.days
            taken += days_taken((span_of(loan, today) for loan in vehicle.loans_in_window), present)
    return Utilisation(days_in_fleet=in_fleet, days_taken=taken)
