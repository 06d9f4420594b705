"""Read what a platform kept of its past in spreadsheets: cases, steps, exits and bilans, line by line.

A line says whose it is (a reference, or a name and better a birth date) and what happened. It is accepted whole or
refused whole. Words are understood by the vocabularies that the caller gives: field -> words -> code.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, BinaryIO

from allant.errors import FileError, InputError
from allant.nir import without_nir
from allant.sources.names import comparable
from allant.sources.person_fields import parse_birth_date, parse_date, parse_name
from allant.sources.rows import WHOLE_ROW, Refusal, RowReader, columns_of, titles_of
from allant.sources.tables import Table, TableRow, read_table

__all__ = ["PERSON_FIELDS", "PastReport", "PastRow", "PersonRef", "Vocabulary", "read_past"]

Vocabulary = Mapping[str, str]
"""Comparable words -> code."""

PERSON_FIELDS = ("reference", "last_name", "first_name", "born_on")
DATES = {
    "opened_on",
    "decided_on",
    "waiting_since",
    "waiting_until",
    "done_on",
    "exited_on",
    "outcome_on",
    "day",
}
"""Days that have come; `planned_on` alone may be ahead."""
AMOUNTS = {"cost_eur", "out_of_pocket_eur", "hours_per_week"}
COUNTS = {"minutes", "contract_months"}
LONGEST_TEXT = 160


@dataclass(frozen=True, slots=True)
class PersonRef:
    """Whose line it is: a reference, or names with or without a birth date."""

    reference: str = ""
    last_name: str = ""
    first_name: str = ""
    born_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class PastRow:
    """One accepted line: whose it is, and what it says, by field; empty cells are left out."""

    row: int
    person: PersonRef
    values: Mapping[str, Any]
    answers: Mapping[str, str]
    """Cells of the columns that are no field, by title: the answers of a bilan."""


@dataclass(frozen=True, slots=True)
class PastReport:
    """What reading a list gave."""

    rows: int
    accepted: tuple[PastRow, ...]
    refused: tuple[Refusal, ...]
    ignored_columns: tuple[str, ...]


def read_past(
    source: Path | BinaryIO,
    filename: str | None = None,
    *,
    fields: Sequence[str],
    required: Sequence[str],
    vocabularies: Mapping[str, Vocabulary],
    as_of: datetime.date,
    keeps_other_columns: bool = False,
) -> PastReport:
    """Read a list of past events from a CSV or XLSX file.

    Parameters
    ----------
    source, filename
        As for `allant.sources.tables.read_table`.
    fields
        Fields that this kind of list may hold, beside those that name the person.
    required
        Those that each line must fill.
    vocabularies
        For each coded field, the words understood and their codes.
    as_of
        The day of the import: nothing of the past is after it.
    keeps_other_columns
        Whether cells under other titles are kept as answers; they are told as ignored otherwise.

    Raises
    ------
    FileError
        The file cannot be read, or lacks the columns that it must have. Lines never raise.
    """
    table = read_table(source, filename)
    titles = {field: titles_of("people_titles")[field] for field in PERSON_FIELDS}
    titles |= {field: titles_of("past_titles")[field] for field in fields}
    columns = columns_of(table, titles)
    _check_columns(table, columns, required)
    taken = set(columns.values())
    others = {index: title for index, title in enumerate(table.header) if title and index not in taken}
    reader = _Reader(table, columns, as_of, required, vocabularies, others if keeps_other_columns else {})
    accepted = [row for row in map(reader.read, table.rows) if row is not None]
    ignored = () if keeps_other_columns else tuple(without_nir(title) for title in others.values())
    return PastReport(len(table.rows), tuple(accepted), tuple(reader.refused), ignored)


def _check_columns(table: Table, columns: Mapping[str, int], required: Sequence[str]) -> None:
    names_somebody = "reference" in columns or {"last_name", "first_name"} <= set(columns)
    missing = [field for field in required if field not in columns]
    if names_somebody and not missing:
        return
    wanted = titles_of("past_titles")
    lacking = [f"« {wanted[field][0]} »" for field in missing]
    if not names_somebody:
        lacking.insert(0, "« référence », ou « nom » et « prénom »")
    raise FileError(
        value=without_nir(", ".join(title for title in table.header if title)),
        rule=f"Il manque des colonnes : {', '.join(lacking)}.",
        remedy="La première ligne doit porter ces titres.",
    )


class _Reader(RowReader):
    """Reads lines one after the other."""

    def __init__(
        self,
        table: Table,
        columns: Mapping[str, int],
        as_of: datetime.date,
        required: Sequence[str],
        vocabularies: Mapping[str, Vocabulary],
        others: Mapping[int, str],
    ) -> None:
        super().__init__(table, columns, as_of)
        self._required = frozenset(required)
        self._vocabularies = vocabularies
        self._others = others

    def read(self, row: TableRow) -> PastRow | None:
        """Return an accepted line, or None once each of its problems is told."""
        before = len(self.refused)
        self.check_cells(row)
        person = self._person(row)
        values = {
            field: value
            for field in self._columns
            if field not in PERSON_FIELDS
            and (value := self.parse(row, field, self._parser(field), required=field in self._required)) is not None
        }
        answers = {title: row.cells[i] for i, title in self._others.items() if i < len(row.cells) and row.cells[i]}
        return PastRow(row.number, person, values, answers) if len(self.refused) == before else None

    def _person(self, row: TableRow) -> PersonRef:
        reference = self.cell(row, "reference")
        person = PersonRef(
            reference=reference,
            last_name=self.parse(row, "last_name", parse_name) or "",
            first_name=self.parse(row, "first_name", parse_name) or "",
            born_on=self.parse(row, "born_on", lambda text: parse_birth_date(text, self._as_of)),
        )
        if not reference and not (self.cell(row, "last_name") and self.cell(row, "first_name")):
            error = InputError(
                value=" ".join(filter(None, row.cells))[:LONGEST_TEXT],
                rule="La ligne ne dit pas de qui elle parle.",
                remedy="Donnez la référence du dossier, ou le nom et le prénom.",
            )
            self.refuse(row, WHOLE_ROW, error)
        return person

    def _parser(self, field: str) -> Callable[[str], Any]:
        if field in self._vocabularies:
            return lambda text: _word(text, self._vocabularies[field])
        if field in DATES:
            return self._past_date
        if field == "planned_on":
            return parse_date
        if field in AMOUNTS:
            return _amount
        return _count if field in COUNTS else _text

    def _past_date(self, text: str) -> datetime.date:
        day = parse_date(text)
        if day > self._as_of:
            raise InputError(value=text, rule="Cette date est dans le futur.", remedy="Corrigez-la.")
        return day


def _word(text: str, vocabulary: Vocabulary) -> str:
    """Return the code of a word; a code stands for itself."""
    code = vocabulary.get(comparable(text))
    if code is None:
        raise InputError(
            value=text,
            rule="Ce mot n’est pas compris dans cette colonne." if text else "Cette cellule est vide.",
            remedy=f"Écrivez l’un de : {', '.join(dict.fromkeys(vocabulary))}.",
        )
    return code


def _amount(text: str) -> Decimal:
    try:
        amount = Decimal(text.replace("€", "").replace("\u202f", "").replace(" ", "").replace(",", "."))
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or amount < 0:
        raise InputError(value=text, rule="Ce n’est pas un nombre positif.", remedy="Écrivez par exemple 304,60.")
    return amount


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise InputError(value=text, rule="Ce n’est pas un nombre entier.", remedy="Écrivez par exemple 45.")
    return int(text)


def _text(text: str) -> str:
    if not text:
        raise InputError(value=text, rule="Cette cellule est vide.", remedy="Complétez-la.")
    if len(text) > LONGEST_TEXT:
        raise InputError(
            value=f"{text[:LONGEST_TEXT]}…",
            rule=f"Ce texte compte plus de {LONGEST_TEXT} caractères.",
            remedy="Raccourcissez-le.",
        )
    return text
