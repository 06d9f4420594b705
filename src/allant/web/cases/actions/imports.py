"""Writes of imported lists: checked, kept until somebody decides, imported or dropped."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, BinaryIO

from django.db import transaction
from django.utils import timezone

from allant.nir import without_nir
from allant.web.accounts.enums import OrganisationKind
from allant.web.accounts.models import Commune, Organisation, User
from allant.web.cases import lists
from allant.web.cases.duplicates import propose
from allant.web.cases.enums import Source
from allant.web.cases.models import Case, PendingImport
from allant.web.journal.actions import record
from allant.web.journal.models import Action
from allant.web.people import search
from allant.web.people.models import Beneficiary


@transaction.atomic
def check_import(*, organisation: Organisation, stream: BinaryIO, file_name: str, by: User) -> PendingImport:
    """Read and check a list, and keep it until somebody decides; whoever starts anew drops the former one."""
    report = lists.read_list(organisation=organisation, source=stream, file_name=file_name)
    PendingImport.objects.filter(organisation=organisation, by=by).delete()
    notices = [f"Ligne {each.row}, {each.field} : {each.text}" for each in report.notices]
    notices += [
        f"Ligne {each.row} : la référence est coupée à {lists.LONGEST_REFERENCE} caractères."
        for each in report.accepted
        if len(each.reference or "") > lists.LONGEST_REFERENCE
    ]
    if report.ignored_columns:
        notices.append(f"Colonnes non reprises : {', '.join(report.ignored_columns)}.")
    return PendingImport.objects.create(
        organisation=organisation,
        by=by,
        file_name=without_nir(file_name)[:200],
        rows=report.rows,
        accepted=[lists.as_plain(row) for row in report.accepted],
        refused=report.as_json()["refused"],
        notices=notices,
    )


@transaction.atomic
def import_people(*, organisation: Organisation, rows: Iterable[Mapping[str, Any]], by: User | None) -> int:
    """Open a case for every row of `lists.as_plain`, all or none; return how many."""
    communes = {commune.code_insee: commune for commune in Commune.objects.filter(territory=organisation.territory)}
    prescribers = {
        each.name.casefold(): each
        for each in Organisation.objects.filter(territory=organisation.territory, kind=OrganisationKind.PRESCRIBER)
    }
    opened: list[Beneficiary] = []
    for row in rows:
        beneficiary = Beneficiary.objects.create(
            first_name=row["first_name"],
            last_name=row["last_name"],
            birth_date=date.fromisoformat(row["birth_date"]) if row["birth_date"] else None,
            phone=row["phone"],
            email=row["email"],
            commune=communes.get(row["code_insee"]),
        )
        case = Case.objects.create(
            beneficiary=beneficiary,
            organisation=organisation,
            source=Source.IMPORT,
            reference=row["reference"],
            prescriber=prescribers.get(row["prescriber"].casefold()),
            opened_on=row["referred_on"] or timezone.localdate(),
        )
        record(by=by, action=Action.CREATE, subject=case, detail="liste importée")
        opened.append(beneficiary)
    propose(opened, organisation)
    return search.index_many(each.pk for each in opened)


@transaction.atomic
def confirm_import(*, pending: PendingImport, by: User) -> int:
    """Import a list that was checked before, once: a second press finds nothing left to import.

    Whoever became known since the check, e.g. by a colleague's copy of the same list, is left out.
    """
    locked = PendingImport.objects.select_for_update().filter(pk=pending.pk).first()
    if locked is None:
        return 0
    new = lists.unknown_rows(organisation=locked.organisation, rows=locked.accepted)
    count = import_people(organisation=locked.organisation, rows=new, by=by)
    locked.delete()
    return count


@transaction.atomic
def drop_import(*, pending: PendingImport) -> None:
    """Forget a list that was checked."""
    pending.delete()
