"""Read a list of people that a platform or a prescriber kept in a spreadsheet, line by line, refusing with reasons.

A line is accepted whole or refused whole, and each problem of a refused line is told: which cell, which rule, what
to do. No social security number (NIR) enters: the décret 2019-341 does not list platforms among those who may hold it.
"""

import datetime
from collections.abc import Collection, Container
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from allant.errors import FileError, InputError
from allant.nir import without_nir
from allant.sources.communes import Commune, matching_communes, unknown_commune_error
from allant.sources.names import comparable
from allant.sources.person_fields import (
    parse_birth_date,
    parse_date,
    parse_email,
    parse_language,
    parse_name,
    parse_phone,
    parse_postal_code,
)
from allant.sources.rows import Refusal, RowReader, columns_of, titles_of
from allant.sources.tables import Table, TableRow, read_table

__all__ = ["Notice", "PeopleReport", "PersonRow", "Refusal", "person_key", "read_people"]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One accepted person. `row` is the line that the spreadsheet shows; what was not given is None."""

    row: int
    last_name: str
    first_name: str
    born_on: datetime.date | None = None
    phone: str | None = None
    email: str | None = None
    postal_code: str | None = None
    commune: Commune | None = None
    prescriber: str | None = None
    reference: str | None = None
    referred_on: datetime.date | None = None
    language: str | None = None

    @property
    def key(self) -> str:
        """What tells this person from another: see `person_key`."""
        return person_key(self.last_name, self.first_name, self.born_on)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to look at in a line that is accepted all the same."""

    row: int
    field: str
    value: str
    text: str


@dataclass(frozen=True, slots=True)
class PeopleReport:
    """What reading a list gave: `len(accepted)` and the distinct refused rows add up to `rows`."""

    rows: int
    accepted: tuple[PersonRow, ...]
    refused: tuple[Refusal, ...]
    notices: tuple[Notice, ...]
    ignored_columns: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the report as `allant people import --json` prints it."""
        return {
            "rows": self.rows,
            "accepted": len(self.accepted),
            "refused": [refusal.as_json() for refusal in self.refused],
        }


def person_key(last_name: str, first_name: str, born_on: datetime.date | None) -> str:
    """Return what two lines about the same person share: names without accents or case, and birth date.

    >>> person_key("Lefèvre", "Zoé", None) == person_key("LEFEVRE", "zoe", None)
    True
    """
    return "|".join((comparable(last_name), comparable(first_name), born_on.isoformat() if born_on else ""))


def read_people(
    source: Path | BinaryIO,
    filename: str | None = None,
    *,
    territory: Collection[Commune],
    known: Container[str],
    as_of: datetime.date,
) -> PeopleReport:
    """Read a list of people from a CSV or XLSX file.

    Parameters
    ----------
    source, filename
        As for `allant.sources.tables.read_table`.
    territory
        Communes of the platform; somebody who lives elsewhere is accepted with a notice. Empty: no such notice.
    known
        Keys (`person_key`) of the people already followed.
    as_of
        The day of the import: nobody is born or referred after it.

    Raises
    ------
    FileError
        The file cannot be read, or lacks the columns of the first and last name. Lines never raise.
    """
    table = read_table(source, filename)
    columns = _columns(table)
    reader = _Reader(table, columns, {c.code_insee for c in territory}, known, as_of)
    for row in table.rows:
        reader.read(row)
    read_titles = {table.header[index] for index in columns.values()}
    return PeopleReport(
        rows=len(table.rows),
        accepted=tuple(reader.accepted),
        refused=tuple(reader.refused),
        notices=tuple(reader.notices),
        ignored_columns=tuple(without_nir(title) for title in table.header if title and title not in read_titles),
    )


def _columns(table: Table) -> dict[str, int]:
    """Return which column holds each field; the titles understood are in `data/people_titles.yaml`."""
    columns = columns_of(table, titles_of("people_titles"))
    for field, title in (("last_name", "nom"), ("first_name", "prénom")):
        if field not in columns:
            raise FileError(
                value=without_nir(", ".join(title for title in table.header if title)),
                rule=f"La colonne « {title} » manque.",
                remedy="La première ligne doit porter les titres des colonnes, au moins « nom » et « prénom ».",
            )
    return columns


class _Reader(RowReader):
    """Reads lines one after the other and remembers whom it has met."""

    def __init__(
        self,
        table: Table,
        columns: dict[str, int],
        territory: Collection[str],
        known: Container[str],
        as_of: datetime.date,
    ) -> None:
        super().__init__(table, columns, as_of)
        self.accepted: list[PersonRow] = []
        self.notices: list[Notice] = []
        self._territory = territory
        self._known = known
        self._first_rows: dict[str, int] = {}

    def read(self, row: TableRow) -> None:
        """Accept a line with its notices, or refuse it with each of its problems."""
        refused, noticed = len(self.refused), len(self.notices)
        self.check_cells(row)
        last_name = self.parse(row, "last_name", parse_name, required=True)
        first_name = self.parse(row, "first_name", parse_name, required=True)
        postal_code = self.parse(row, "postal_code", parse_postal_code)
        person = PersonRow(
            row=row.number,
            last_name=last_name or "",
            first_name=first_name or "",
            born_on=self.parse(row, "born_on", lambda text: parse_birth_date(text, self._as_of)),
            phone=self.parse(row, "phone", parse_phone),
            email=self.parse(row, "email", parse_email),
            postal_code=postal_code,
            commune=self._commune(row, postal_code),
            prescriber=self.cell(row, "prescriber") or None,
            reference=self.cell(row, "reference") or None,
            referred_on=self.parse(row, "referred_on", self._referral_date),
            language=self._language(row),
        )
        if last_name and first_name:
            self._check_duplicate(row, person)
        if len(self.refused) == refused:
            self.accepted.append(person)
        else:
            del self.notices[noticed:]

    def _referral_date(self, text: str) -> datetime.date:
        referred_on = parse_date(text)
        if referred_on > self._as_of:
            raise InputError(value=text, rule="La date d’orientation est dans le futur.", remedy="Corrigez-la.")
        return referred_on

    def _language(self, row: TableRow) -> str | None:
        """Return the language; one that is not known is told, and refuses nobody."""
        text = self.cell(row, "language")
        try:
            return parse_language(text) if text else None
        except InputError as error:
            self._notice(row, "language", f"{error.rule} {error.remedy}")
            return None

    def _notice(self, row: TableRow, field: str, text: str) -> None:
        self.notices.append(Notice(row.number, self.title(field), without_nir(self.cell(row, field)), text))

    def _commune(self, row: TableRow, postal_code: str | None) -> Commune | None:
        """Return the commune of a line; refuse the line only if what it gives fits none."""
        code, name = _code_or_name(self.cell(row, "code_insee") or self.cell(row, "commune"))
        if not (code or name or postal_code):
            return None
        field = next(field for field in ("code_insee", "commune", "postal_code") if self.cell(row, field))
        found = matching_communes(code_insee=code, postal_code=postal_code, name=name)
        here = [commune for commune in found if commune.code_insee in self._territory]
        if not found:
            error = unknown_commune_error(code_insee=code, postal_code=postal_code, name=name)
            self.refuse(row, self.title(field), error)
            return None
        if len(here) != 1 and len(found) > 1:
            self._notice(row, field, f"{len(found)} communes correspondent : précisez laquelle dans le dossier.")
            return None
        if self._territory and not here:
            self._notice(row, field, "Cette commune est hors du territoire de la plateforme.")
        return (here or found)[0]

    def _check_duplicate(self, row: TableRow, person: PersonRow) -> None:
        first = self._first_rows.setdefault(person.key, row.number)
        if first != row.number:
            rule = f"Cette personne est déjà dans le fichier, ligne {first} (mêmes nom, prénom et date de naissance)."
            remedy = "Supprimez une des deux lignes ; pour deux homonymes, donnez les dates de naissance."
        elif person.key in self._known:
            rule = "Cette personne est déjà suivie (mêmes nom, prénom et date de naissance)."
            remedy = "Supprimez la ligne et complétez son dossier ; pour un homonyme, donnez la date de naissance."
        else:
            return
        error = InputError(value=f"{person.last_name} {person.first_name}", rule=rule, remedy=remedy)
        self.refuse(row, self.title("last_name"), error)


def _code_or_name(text: str) -> tuple[str | None, str | None]:
    """Return an INSEE code (also without its first 0) or a name, whichever `text` is."""
    compact = text.replace(" ", "").upper()
    if compact.isascii() and compact.isalnum() and compact[-3:].isdecimal() and 4 <= len(compact) <= 5:
        return compact.zfill(5), None
    return None, text or None
