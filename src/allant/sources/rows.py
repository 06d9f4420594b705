"""What every reader of a list shares: cells by title, each problem told, no social security number let in."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import yaml

from allant.errors import InputError
from allant.nir import holds_nir, without_nir
from allant.sources.names import comparable
from allant.sources.tables import Table, TableRow

__all__ = ["WHOLE_ROW", "Refusal", "RowReader", "columns_of", "titles_of"]

WHOLE_ROW = "ligne"
"""Field of a refusal that concerns no single column."""

Parsed = TypeVar("Parsed")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a line is refused: the column as the file names it, its value, the rule it breaks and what to do."""

    row: int
    field: str
    value: str
    rule: str
    remedy: str

    def as_json(self) -> dict[str, Any]:
        """Return the refusal as reports print it."""
        return asdict(self)


@cache
def titles_of(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return the titles understood for each field, comparable, from a file of `data`."""
    text = (files("allant.sources") / "data" / f"{name}.yaml").read_text(encoding="utf-8")
    return {field: tuple(comparable(title) for title in titles) for field, titles in yaml.safe_load(text).items()}


def columns_of(table: Table, titles: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Return which column holds each field; of several, the one whose title comes first in the list."""
    index_of = {comparable(title): index for index, title in enumerate(table.header) if title}
    found = {field: [index_of[title] for title in known if title in index_of] for field, known in titles.items()}
    return {field: indexes[0] for field, indexes in found.items() if indexes}


class RowReader:
    """Reads cells of a table by field and gathers what is refused."""

    def __init__(self, table: Table, columns: Mapping[str, int], as_of: datetime.date) -> None:
        self.refused: list[Refusal] = []
        self._table = table
        self._columns = columns
        self._as_of = as_of

    def cell(self, row: TableRow, field: str) -> str:
        """Return a cell, empty where the list has no such column."""
        index = self._columns.get(field, len(row.cells))
        return row.cells[index] if index < len(row.cells) else ""

    def title(self, field: str) -> str:
        """Return the title of a field as the file writes it."""
        return self._table.header[self._columns[field]] if field in self._columns else WHOLE_ROW

    def refuse(self, row: TableRow, field: str, error: InputError) -> None:
        """Note a problem; `field` is the title of the column."""
        self.refused.append(Refusal(row.number, field, without_nir(str(error.value)), error.rule, error.remedy))

    def parse(
        self, row: TableRow, field: str, parse: Callable[[str], Parsed], *, required: bool = False
    ) -> Parsed | None:
        """Return what a cell says; None where it is empty, or refused."""
        text = self.cell(row, field)
        if not text and not required:
            return None
        try:
            return parse(text)
        except InputError as error:
            self.refuse(row, self.title(field), error)
            return None

    def check_cells(self, row: TableRow) -> None:
        """Refuse a line that holds a NIR anywhere, or more cells than there are titles."""
        width = len(self._table.header)
        for index, cell in enumerate(row.cells):
            if holds_nir(cell):
                title = self._table.header[index] if index < width else ""
                error = InputError(
                    value=cell,
                    rule="Aucun numéro de sécurité sociale (NIR) n’entre dans Allant (décret 2019-341).",
                    remedy="Effacez-le du fichier. Si c’est un autre numéro, ajoutez-lui une lettre.",
                )
                self.refuse(row, without_nir(title) or WHOLE_ROW, error)
        if any(row.cells[width:]):
            error = InputError(
                value=" ; ".join(cell for cell in row.cells[width:] if cell),
                rule=f"La ligne compte plus de cellules que les {width} titres.",
                remedy="Cherchez un séparateur de trop dans une cellule, ou donnez un titre à la colonne.",
            )
            self.refuse(row, WHOLE_ROW, error)
