"""Writes of transfers: asked, accepted, refused, cancelled."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from allant.errors import InputError
from allant.web.accounts.models import Organisation, User
from allant.web.agenda.actions import raise_task, settle_task
from allant.web.agenda.enums import TaskKind
from allant.web.cases import carrying
from allant.web.cases.enums import TransferState
from allant.web.cases.leaving import left_behind
from allant.web.cases.models import Case, NoteDraft, Transfer
from allant.web.journal.actions import record
from allant.web.journal.models import Action
from allant.web.people.actions import give_consent
from allant.web.people.enums import ConsentPurpose
from allant.web.people.queries import contact_language
from allant.web.people.wordings import wording_of


@transaction.atomic
def ask_transfer(*, case: Case, to_organisation: Organisation, reason: str, how: str, by: User) -> Transfer:
    """Ask another platform to take a case over; the person agreed, in the words of their language, which are kept."""
    if Transfer.objects.filter(case=case, state=TransferState.ASKED).exists():
        raise InputError(
            value=to_organisation.name,
            rule="Ce dossier est déjà proposé à une plateforme.",
            remedy="Attendez sa réponse, ou annulez la demande.",
        )
    words = wording_of(ConsentPurpose.TRANSFER, contact_language(case.beneficiary))
    consent = give_consent(
        person=case.beneficiary,
        purpose=ConsentPurpose.TRANSFER,
        recipient=to_organisation,
        wording=words.text,
        language=words.language,
        how=how,
        by=by,
    )
    transfer = Transfer.objects.create(
        case=case,
        from_organisation=case.organisation,
        to_organisation=to_organisation,
        reason=reason,
        consent=consent,
        asked_at=timezone.now(),
        asked_by=by,
    )
    raise_task(
        organisation=to_organisation,
        kind=TaskKind.REFERRAL,
        title=f"Dossier proposé par {case.organisation.name}",
        due_on=timezone.localdate(),
        address=reverse("cases:transfer", args=[transfer.pk]),
        key=_key(transfer),
    )
    record(by=by, action=Action.CHANGE, subject=case, detail=f"dossier proposé à {to_organisation.name}"[:200])
    return transfer


@transaction.atomic
def accept_transfer(*, transfer: Transfer, by: User) -> Case:
    """Take a case over: the same rows, now the receiving platform's. A bilan under way goes on where it stands.

    What else each app keeps of the person goes or stays as `carrying` says.
    """
    transfer = _decide(transfer, TransferState.ACCEPTED, by)
    case = Case.objects.select_for_update().get(pk=transfer.case_id)
    former = transfer.from_organisation
    transfer.left_behind = left_behind(case, former)
    transfer.save()
    NoteDraft.objects.filter(case=case, author__organisation=former).delete()
    case.organisation, case.adviser = transfer.to_organisation, by
    case.save(update_fields=["organisation", "adviser"])
    carrying.carry_all(case, former, by)
    record(by=by, action=Action.CHANGE, subject=case, detail=f"dossier repris de {former.name}"[:200])
    return case


@transaction.atomic
def refuse_transfer(*, transfer: Transfer, reason: str, by: User) -> None:
    """Leave the case where it is, and say why."""
    transfer = _decide(transfer, TransferState.REFUSED, by)
    transfer.decision_reason = reason
    transfer.save()
    raise_task(
        organisation=transfer.from_organisation,
        kind=TaskKind.REFERRAL,
        title=f"{transfer.to_organisation.name} ne peut pas reprendre ce dossier",
        due_on=timezone.localdate(),
        person=transfer.case.beneficiary,
        assignee=transfer.asked_by,
        address=reverse("cases:transfer", args=[transfer.pk]),
        by=by,
    )
    record(by=by, action=Action.CHANGE, subject=transfer.case, detail="reprise du dossier refusée")


@transaction.atomic
def cancel_transfer(*, transfer: Transfer, by: User) -> None:
    """Take back what was asked, as long as nobody has answered."""
    transfer = _decide(transfer, TransferState.CANCELLED, by)
    transfer.save()
    record(by=by, action=Action.CHANGE, subject=transfer.case, detail="demande de reprise annulée")


def _decide(transfer: Transfer, state: str, by: User) -> Transfer:
    """Lock a transfer that waits and give it its answer; the first answer stands."""
    locked = Transfer.objects.select_for_update().get(pk=transfer.pk)
    if not locked.waits:
        raise InputError(
            value=str(locked.get_state_display()),
            rule="Cette demande a déjà reçu une réponse.",
            remedy="Rechargez la page pour la lire.",
        )
    locked.state, locked.decided_at, locked.decided_by = state, timezone.now(), by
    settle_task(key=_key(locked), by=by)
    return locked


def _key(transfer: Transfer) -> str:
    return f"transfer-{transfer.pk}"
