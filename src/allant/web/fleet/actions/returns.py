"""Writes of both ends of a loan: the vehicle goes out with its inspection, and comes back with another."""

from collections.abc import Iterable

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from allant.errors import InputError
from allant.web.accounts.models import User
from allant.web.agenda.actions import raise_task, settle_task
from allant.web.agenda.enums import TaskKind
from allant.web.documents.actions import keep_file
from allant.web.documents.enums import DocumentKind
from allant.web.fleet.actions.loans import task_key
from allant.web.fleet.actions.vehicles import block
from allant.web.fleet.enums import Handling
from allant.web.fleet.inspection import blocking
from allant.web.fleet.models import Inspection, InspectionPhoto, Loan, Vehicle
from allant.web.journal.actions import record
from allant.web.journal.models import Action
from allant.web.ui.formatting import number


@transaction.atomic
def hand_over(*, inspection: Inspection, photos: Iterable[UploadedFile] = (), by: User) -> Inspection:
    """Let the vehicle go with the person; a defect that matters keeps it here and raises a task instead."""
    loan, vehicle = _locked(inspection.loan)
    if not loan.is_booked:
        raise InputError(
            value=str(vehicle),
            rule="Ce véhicule a déjà été remis, ou la réservation est annulée.",
            remedy="Rechargez la page.",
        )
    current = vehicle.blocks.filter(lifted_at__isnull=True).first()
    if current is not None:
        raise InputError(
            value=str(vehicle),
            rule=f"Ce véhicule est bloqué : {current.reason}.",
            remedy="Levez le blocage avec sa raison, ou prêtez un autre véhicule.",
        )
    out = Loan.objects.filter(vehicle=vehicle, handed_over_at__isnull=False, returned_at__isnull=True).first()
    if out is not None:
        raise InputError(
            value=str(vehicle),
            rule="Ce véhicule n’est pas encore revenu du prêt précédent.",
            remedy="Notez d’abord son retour.",
        )
    defects = blocking(vehicle.kind, inspection.findings)
    if defects:
        block(vehicle=vehicle, reason=f"défaut à la remise : {', '.join(defects)}", by=by)
        _ask_to_repair(loan, defects, by)
        return inspection
    inspection.handling = Handling.OUT
    _keep(inspection, photos, by)
    loan.handed_over_at = inspection.at
    loan.save(update_fields=["handed_over_at"])
    _read_meter(vehicle, inspection)
    record(by=by, action=Action.CHANGE, subject=loan.case, detail=f"véhicule remis : {vehicle}"[:200])
    return inspection


@transaction.atomic
def take_back(*, inspection: Inspection, photos: Iterable[UploadedFile] = (), by: User) -> Inspection:
    """Note that the vehicle is back; a defect that matters blocks it and raises a task."""
    loan, vehicle = _locked(inspection.loan)
    if not loan.is_out:
        raise InputError(value=str(vehicle), rule="Ce véhicule n’est pas dehors.", remedy="Rechargez la page.")
    out = loan.inspections.filter(handling=Handling.OUT).first()
    if out and None not in {out.odometer_km, inspection.odometer_km} and inspection.odometer_km < out.odometer_km:
        raise InputError(
            value=f"{inspection.odometer_km} km",
            rule=f"Le compteur était à {number(out.odometer_km, 'fr')} km à la remise : il ne recule pas.",
            remedy="Relisez le compteur.",
        )
    inspection.handling = Handling.BACK
    _keep(inspection, photos, by)
    loan.returned_at = inspection.at
    loan.save(update_fields=["returned_at"])
    _read_meter(vehicle, inspection)
    for what in ("late", "soon"):
        settle_task(key=task_key(loan, what), by=by)
    defects = blocking(vehicle.kind, inspection.findings)
    if defects:
        block(vehicle=vehicle, reason=f"défaut au retour : {', '.join(defects)}", by=by)
        _ask_to_repair(loan, defects, by)
    record(by=by, action=Action.CHANGE, subject=loan.case, detail=f"véhicule rendu : {vehicle}"[:200])
    return inspection


def _locked(loan: Loan) -> tuple[Loan, Vehicle]:
    vehicle = Vehicle.objects.select_for_update().get(pk=loan.vehicle_id)
    return Loan.objects.select_for_update().select_related("case__beneficiary").get(pk=loan.pk), vehicle


def _keep(inspection: Inspection, photos: Iterable[UploadedFile], by: User) -> None:
    loan = inspection.loan
    inspection.by = by
    inspection.save()
    for rank, photo in enumerate(photos, start=1):
        document = keep_file(
            organisation=loan.vehicle.organisation,
            person=loan.case.beneficiary,
            upload=photo,
            kind=DocumentKind.VEHICLE,
            title=f"{inspection.get_handling_display().capitalize()} – {loan.vehicle}, photo {rank}",
            by=by,
        )
        InspectionPhoto.objects.create(inspection=inspection, document=document)


def _read_meter(vehicle: Vehicle, inspection: Inspection) -> None:
    if inspection.odometer_km is not None:
        vehicle.odometer_km = inspection.odometer_km
        vehicle.save(update_fields=["odometer_km"])


def _ask_to_repair(loan: Loan, defects: list[str], by: User) -> None:
    raise_task(
        organisation=loan.vehicle.organisation,
        person=loan.case.beneficiary,
        kind=TaskKind.RETURN,
        title=f"{loan.vehicle} à réparer : {', '.join(defects)}",
        due_on=timezone.localdate(),
        key=f"loan-{loan.pk}-defect",
        address=reverse("fleet:vehicle", args=[loan.vehicle_id]),
        by=by,
    )
