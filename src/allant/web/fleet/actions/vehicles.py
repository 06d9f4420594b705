"""Writes of vehicles: terms, blocks."""

from django.db import transaction
from django.utils import timezone

from allant.errors import InputError
from allant.web.accounts.models import User
from allant.web.fleet.models import Block, Vehicle
from allant.web.journal.actions import record
from allant.web.journal.models import Action


@transaction.atomic
def save_vehicle(*, vehicle: Vehicle, by: User) -> Vehicle:
    """Keep a vehicle with its terms; contracts already made keep theirs."""
    is_new = vehicle.pk is None
    vehicle.save()
    record(by=by, action=Action.CREATE if is_new else Action.CHANGE, subject=vehicle, detail=vehicle.label)
    return vehicle


@transaction.atomic
def block(*, vehicle: Vehicle, reason: str, by: User) -> Block:
    """Keep a vehicle off the road; one that is blocked already gets the reason added."""
    Vehicle.objects.select_for_update().get(pk=vehicle.pk)
    current = vehicle.blocks.filter(lifted_at__isnull=True).first()
    longest = Block._meta.get_field("reason").max_length
    if current is None:
        current = Block.objects.create(vehicle=vehicle, reason=reason[:longest], by=by)
    elif reason not in current.reason:
        current.reason = f"{current.reason} ; {reason}"[:longest]
        current.save(update_fields=["reason"])
    record(by=by, action=Action.CHANGE, subject=vehicle, detail=f"bloqué : {reason}"[:200])
    return current


@transaction.atomic
def lift_block(*, vehicle: Vehicle, because: str, by: User) -> None:
    """Let a vehicle out again, with the reason."""
    current = vehicle.blocks.select_for_update().filter(lifted_at__isnull=True).first()
    if current is None:
        raise InputError(
            value=vehicle.label,
            rule="Ce véhicule n’est plus bloqué.",
            remedy="Rechargez la page : quelqu’un l’a déjà remis en service.",
        )
    current.lifted_at, current.lifted_because, current.lifted_by = timezone.now(), because, by
    current.save(update_fields=["lifted_at", "lifted_because", "lifted_by"])
    record(by=by, action=Action.CHANGE, subject=vehicle, detail=f"remis en service : {because}"[:200])
