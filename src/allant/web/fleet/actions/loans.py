"""Writes of loans: booked, signed, paid, prolonged, cancelled."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from allant.errors import InputError
from allant.web.accounts.models import User
from allant.web.agenda.actions import drop_task
from allant.web.fleet import queries
from allant.web.fleet.enums import LoanKind
from allant.web.fleet.models import Loan, Payment, Renewal, Vehicle
from allant.web.fleet.occupancy import Span, is_free
from allant.web.journal.actions import record
from allant.web.journal.models import Action


def task_key(loan: Loan, what: str) -> str:
    """Return the name by which a task about a loan is raised once and settled."""
    return f"loan-{loan.pk}-{what}-{loan.ends_on:%Y%m%d}"


@transaction.atomic
def book(*, loan: Loan, by: User) -> Loan:
    """Book a vehicle for a person, on the terms that the vehicle has today; refuse one that is taken or withdrawn."""
    vehicle = Vehicle.objects.select_for_update().get(pk=loan.vehicle_id)
    _refuse_taken(vehicle, Span(loan.starts_on, loan.ends_on))
    loan.daily_rate_eur = vehicle.daily_rate_eur if loan.kind == LoanKind.RENTED else Decimal(0)
    loan.deposit_eur, loan.km_per_day, loan.created_by = vehicle.deposit_eur, vehicle.km_per_day, by
    loan.save()
    record(by=by, action=Action.CHANGE, subject=loan.case, detail=f"véhicule réservé : {vehicle}"[:200])
    return loan


def _refuse_taken(vehicle: Vehicle, wanted: Span, *, but: Loan | None = None) -> None:
    if vehicle.withdrawn_on is not None and wanted.last >= vehicle.withdrawn_on:
        raise InputError(
            value=vehicle.label,
            rule=f"Ce véhicule quitte la flotte le {vehicle.withdrawn_on:%d/%m/%Y}.",
            remedy="Choisissez un autre véhicule, ou une fin plus tôt.",
        )
    others = queries.spans_of(vehicle, but=but)
    if not is_free(others, wanted):
        clash = next(span for span in sorted(others, key=lambda each: each.first) if span.meets(wanted))
        raise InputError(
            value=vehicle.label,
            rule=f"Ce véhicule est déjà pris du {clash.first:%d/%m/%Y} au {clash.last:%d/%m/%Y}.",
            remedy="Choisissez d’autres dates, ou un autre véhicule.",
        )


@transaction.atomic
def cancel(*, loan: Loan, by: User) -> None:
    """Give a booking up: the vehicle is free again."""
    locked = Loan.objects.select_for_update().get(pk=loan.pk)
    if not locked.is_booked:
        raise InputError(
            value=str(loan.vehicle),
            rule="Seule une réservation s’annule : ce véhicule a déjà été remis.",
            remedy="Notez son retour.",
        )
    locked.cancelled_at = timezone.now()
    locked.save(update_fields=["cancelled_at"])
    record(by=by, action=Action.CHANGE, subject=locked.case, detail=f"réservation annulée : {locked.vehicle}"[:200])


@transaction.atomic
def renew(*, loan: Loan, new_end_on: date, reason: str, by: User) -> Renewal:
    """Put the end of a loan off, if nobody else waits for the vehicle; the former end stays on record."""
    vehicle = Vehicle.objects.select_for_update().get(pk=loan.vehicle_id)
    locked = Loan.objects.select_for_update().get(pk=loan.pk)
    if locked.returned_at or locked.cancelled_at:
        raise InputError(
            value=str(vehicle), rule="Ce prêt est terminé.", remedy="Réservez de nouveau le véhicule pour la personne."
        )
    if new_end_on <= locked.ends_on:
        raise InputError(
            value=f"{new_end_on:%d/%m/%Y}",
            rule=f"Une prolongation finit après la fin actuelle, le {locked.ends_on:%d/%m/%Y}.",
            remedy="Choisissez un jour plus tard.",
        )
    _refuse_taken(vehicle, Span(locked.starts_on, new_end_on), but=locked)
    for what in ("late", "soon"):
        drop_task(key=task_key(locked, what))
    renewal = Renewal.objects.create(
        loan=locked, former_end_on=locked.ends_on, new_end_on=new_end_on, reason=reason, by=by
    )
    locked.ends_on = new_end_on
    locked.save(update_fields=["ends_on"])
    record(by=by, action=Action.CHANGE, subject=locked.case, detail=f"prêt prolongé : {vehicle}, {reason}"[:200])
    return renewal


@transaction.atomic
def sign_contract(*, loan: Loan, signed_on: date, by: User) -> None:
    """Note that the contract was signed."""
    loan.contract_signed_on = signed_on
    loan.save(update_fields=["contract_signed_on"])
    record(by=by, action=Action.CHANGE, subject=loan.case, detail=f"contrat de prêt signé : {loan.vehicle}"[:200])


@transaction.atomic
def take_payment(*, payment: Payment, by: User) -> Payment:
    """Note money received."""
    payment.by = by
    payment.save()
    said = f"paiement reçu : {payment.amount_eur} €, {payment.loan.vehicle}"
    record(by=by, action=Action.CHANGE, subject=payment.loan.case, detail=said[:200])
    return payment


@transaction.atomic
def change_deposit(*, loan: Loan, by: User) -> None:
    """Note what happened to the deposit: received, returned, withheld with its reason."""
    loan.save(
        update_fields=[
            "deposit_received_on",
            "deposit_returned_on",
            "deposit_withheld_eur",
            "deposit_withheld_because",
        ]
    )
    record(by=by, action=Action.CHANGE, subject=loan.case, detail=f"caution : {loan.vehicle}"[:200])
