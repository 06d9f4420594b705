"""Writes of admission: decisions, and the times when a support rests."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from allant.errors import InputError
from allant.web.accounts.models import User
from allant.web.cases.enums import Decision, SuspensionReason
from allant.web.cases.models import Admission, Case, Exit, Suspension
from allant.web.journal.actions import record
from allant.web.journal.models import Action
from allant.web.ui.formatting import date as date_words


@transaction.atomic
def decide(
    *,
    case: Case,
    decision: str,
    by: User | None,
    decided_on: date | None = None,
    refusal_reason: str = "",
    note: str = "",
) -> Admission:
    """Add a decision; the one in force ends on that day. The same decision said twice is one."""
    _lock_open(case)
    decided_on = decided_on or timezone.localdate()
    current = case.admissions.filter(ended_on=None).first()
    wanted = {"decision": decision, "refusal_reason": refusal_reason, "note": note}
    if current is not None:
        if all(getattr(current, name) == value for name, value in wanted.items()):
            return current
        if decided_on < current.decided_on:
            raise InputError(
                value=date_words(decided_on, "fr"),
                rule=f"La décision en cours est du {date_words(current.decided_on, 'fr')}.",
                remedy="Donnez une date qui ne la précède pas.",
            )
        current.ended_on = decided_on
        current.save(update_fields=["ended_on"])
    admission = Admission.objects.create(case=case, decided_on=decided_on, recorded_by=by, **wanted)
    record(by=by, action=Action.CHANGE, subject=case, detail=f"décision : {Decision(decision).label}")
    return admission


@transaction.atomic
def suspend(*, case: Case, reason: str, starts_on: date, by: User, note: str = "") -> Suspension:
    """Let the support rest, until somebody says that it goes on."""
    _lock_open(case)
    if case.suspensions.filter(ends_on=None).exists():
        raise InputError(
            value=date_words(starts_on, "fr"),
            rule="L’accompagnement est déjà suspendu.",
            remedy="Rechargez la page : la suspension y est.",
        )
    suspension = Suspension.objects.create(case=case, reason=reason, starts_on=starts_on, note=note, recorded_by=by)
    record(by=by, action=Action.CHANGE, subject=case, detail=f"suspension : {SuspensionReason(reason).label}")
    return suspension


@transaction.atomic
def resume(*, case: Case, ends_on: date, by: User) -> None:
    """Let a suspended support go on from a day; a second press finds nothing to end."""
    suspension = case.suspensions.select_for_update().filter(ends_on=None).first()
    if suspension is None:
        return
    if ends_on < suspension.starts_on:
        raise InputError(
            value=date_words(ends_on, "fr"),
            rule=f"La suspension a commencé le {date_words(suspension.starts_on, 'fr')}.",
            remedy="Donnez une date qui ne la précède pas.",
        )
    suspension.ends_on = ends_on
    suspension.save(update_fields=["ends_on"])
    record(by=by, action=Action.CHANGE, subject=case, detail="reprise de l’accompagnement")


def _lock_open(case: Case) -> None:
    """Let one write at a time decide on a case, and none on one that is closed."""
    Case.objects.select_for_update().get(pk=case.pk)
    if Exit.objects.filter(case=case).exists():
        raise InputError(
            value=str(case),
            rule="La sortie est enregistrée : ce dossier est terminé.",
            remedy="Annulez la sortie pour rouvrir le dossier.",
        )
