"""Writes of how a person can be reached and lives: rows are added, never overwritten."""

from typing import Any

from django.db import models, transaction
from django.utils import timezone

from allant.errors import InputError
from allant.web.accounts.models import Organisation, User
from allant.web.journal.actions import record
from allant.web.journal.models import Action
from allant.web.people import search
from allant.web.people.models import Beneficiary, Contact, FseEntry, LegalGuardian
from allant.web.people.wordings import GUARDIAN, wording_of


@transaction.atomic
def add_contact(*, contact: Contact, by: User) -> Contact:
    """Keep another way to a person."""
    contact.save()
    search.index(contact.person)
    record(by=by, action=Action.CHANGE, subject=contact.person, detail="autre contact")
    return contact


@transaction.atomic
def remove_contact(*, contact: Contact, by: User) -> None:
    """Forget a way that leads nowhere any more; the journal keeps that there was one."""
    person = contact.person
    contact.delete()
    search.index(person)
    record(by=by, action=Action.ERASE, subject=person, detail="autre contact")


@transaction.atomic
def add_dated(*, row: models.Model, by: User) -> models.Model:
    """Add a household or a situation beside the former ones."""
    row.recorded_by = by
    row.save()
    record(by=by, action=Action.CHANGE, subject=row.person, detail=str(row._meta.verbose_name))
    return row


@transaction.atomic
def add_guardian(*, guardian: LegalGuardian, agrees: bool, by: User) -> LegalGuardian:
    """Note who answers for a minor and, if they said so, that they agree, in the words that are kept."""
    guardian.recorded_by = by
    if agrees:
        guardian.agreed_on = timezone.localdate()
        words = wording_of(GUARDIAN, guardian.language)
        guardian.wording, guardian.wording_status, guardian.language = words.text, words.status, words.language
    else:
        guardian.how = ""
    guardian.save()
    record(by=by, action=Action.CHANGE, subject=guardian.person, detail="responsable légal")
    return guardian


@transaction.atomic
def withdraw_guardian(*, guardian: LegalGuardian, by: User) -> None:
    """Date the day a guardian no longer agrees, or no longer is one."""
    if guardian.withdrawn_at is None:
        guardian.withdrawn_at = timezone.now()
        guardian.save(update_fields=["withdrawn_at"])
        record(by=by, action=Action.CHANGE, subject=guardian.person, detail="accord du responsable légal retiré")


@transaction.atomic
def enter_fse(*, person: Beneficiary, organisation: Organisation, by: User, reason: str = "", **said: Any) -> FseEntry:
    """Write what the funder asks, once; a correction is a new row that says why."""
    Beneficiary.objects.select_for_update().get(pk=person.pk)
    entries = FseEntry.objects.filter(person=person, organisation=organisation, corrected_by=None)
    standing = entries.first()
    if standing is not None and not reason:
        raise InputError(
            value=f"{standing.entered_on:%d/%m/%Y}",
            rule="L’entrée est déjà remplie : elle ne se remplace pas.",
            remedy="Dites pourquoi vous la corrigez ; l’ancienne reste lisible.",
        )
    entry = FseEntry.objects.create(
        person=person,
        organisation=organisation,
        corrects=standing,
        reason=reason if standing is not None else "",
        recorded_by=by,
        **said,
    )
    record(by=by, action=Action.CHANGE, subject=person, detail="entrée FSE+")
    return entry
