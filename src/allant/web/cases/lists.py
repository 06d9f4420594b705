"""Reads a list of people against what a platform already knows."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from django.utils import timezone

from allant.sources.communes import Commune as KnownCommune
from allant.sources.people import PeopleReport, PersonRow, person_key, read_people
from allant.web.accounts.models import Organisation
from allant.web.cases.models import Case
from allant.web.people.models import Beneficiary

LONGEST_REFERENCE = Case._meta.get_field("reference").max_length


def read_list(*, organisation: Organisation, source: Path | BinaryIO, file_name: str) -> PeopleReport:
    """Return what a file holds: whom it would bring, whom it is refused for and why."""
    return read_people(
        source,
        file_name,
        territory=_communes(organisation),
        known=_known_keys(organisation),
        as_of=timezone.localdate(),
    )


def unknown_rows(*, organisation: Organisation, rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the people, as written by `as_plain`, whom the platform does not follow yet."""
    known = _known_keys(organisation)
    return [row for row in rows if _key(row) not in known]


def _key(row: Mapping[str, Any]) -> str:
    born_on = date.fromisoformat(row["birth_date"]) if row["birth_date"] else None
    return person_key(row["last_name"], row["first_name"], born_on)


def as_plain(row: PersonRow) -> dict[str, Any]:
    """Return a person as values that can wait in the database for somebody's decision."""
    return {
        "first_name": row.first_name,
        "last_name": row.last_name,
        "birth_date": row.born_on.isoformat() if row.born_on else None,
        "phone": row.phone or "",
        "email": row.email or "",
        "code_insee": row.commune.code_insee if row.commune else "",
        "prescriber": row.prescriber or "",
        "reference": (row.reference or "")[:LONGEST_REFERENCE],
        "referred_on": row.referred_on.isoformat() if row.referred_on else None,
    }


def _known_keys(organisation: Organisation) -> set[str]:
    """Return the keys of the people already followed, also without their birth date: a list may leave it out."""
    people = Beneficiary.objects.filter(cases__organisation=organisation)
    return {
        person_key(last_name, first_name, day)
        for last_name, first_name, birth_date in people.values_list("last_name", "first_name", "birth_date")
        for day in (birth_date, None)
    }


def _communes(organisation: Organisation) -> list[KnownCommune]:
    return [
        KnownCommune(
            code_insee=each.code_insee,
            name=each.name,
            postal_codes=tuple(each.postal_codes),
            population=each.population,
            epci=organisation.territory.epci_code or None,
            epci_name=organisation.territory.name,
            departement=each.code_insee[:2],
            region="",
            lon=each.lon,
            lat=each.lat,
            centroid_quality=each.centroid_quality,
        )
        for each in organisation.territory.communes.all()
    ]
