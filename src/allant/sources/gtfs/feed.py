"""A GTFS archive as tables of text, with the line of each row."""

import csv
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from allant.errors import FileError

__all__ = ["LINE", "Feed", "read_feed", "write_feed"]

LINE = "__line"
"""Column added to each table: the line of the file, the header being 1."""

REQUIRED = ("agency", "stops", "routes", "trips", "stop_times")
COLUMNS = {
    "agency": ("agency_timezone",),
    "stops": ("stop_id", "stop_lat", "stop_lon"),
    "routes": ("route_id", "route_type"),
    "trips": ("trip_id", "route_id", "service_id"),
    "stop_times": ("trip_id", "stop_id", "stop_sequence", "arrival_time", "departure_time"),
    "calendar": ("service_id", "start_date", "end_date"),
    "calendar_dates": ("service_id", "date", "exception_type"),
}
"""The columns without which a table says nothing."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""Day written in the archive, so that the same feed gives the same bytes."""
_REMEDY = "Demandez le fichier de nouveau à qui l’exploite, ou téléchargez-le depuis transport.data.gouv.fr."


@dataclass(frozen=True, slots=True, eq=False)
class Feed:
    """The tables of an archive by name without suffix, all text; `name` is that of the file, for messages."""

    name: str
    tables: Mapping[str, pl.DataFrame]

    def table(self, name: str) -> pl.DataFrame:
        """Return a table, empty where the feed has none, with at least the columns that it must have."""
        found = self.tables.get(name)
        if found is None:
            found = pl.DataFrame(schema={**dict.fromkeys(COLUMNS.get(name, ()), pl.String), LINE: pl.UInt32})
        return found

    def column(self, name: str, column: str) -> pl.Series:
        """Return a column of a table; empty texts where it has none."""
        table = self.table(name)
        return table[column] if column in table.columns else pl.Series(column, [""] * len(table), dtype=pl.String)

    def with_tables(self, **changed: pl.DataFrame) -> "Feed":
        """Return the feed with these tables in place of the former ones."""
        return replace(self, tables={**self.tables, **changed})

    def place(self, table: str) -> str:
        """Return the words that name a table."""
        return f"{self.name} / {table}.txt"


def read_feed(path: Path) -> Feed:
    """Return the tables of a GTFS archive.

    Raises
    ------
    FileError
        Not a whole zip archive, a table that must be there is missing or lacks a column, or a line cannot be cut.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = {Path(name).name: name for name in archive.namelist() if name.endswith(".txt")}
            tables = {Path(name).stem: _read_table(path.name, name, archive.read(names[name])) for name in names}
    except OSError as error:
        raise FileError(
            value=str(path), rule="ce fichier ne peut pas être ouvert.", remedy="Vérifiez le chemin."
        ) from error
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise FileError(
            value=path.name, rule=f"cette archive GTFS n’est pas entière ({error}).", remedy=_REMEDY
        ) from error
    for name in REQUIRED:
        if name not in tables:
            raise FileError(value=path.name, rule=f"il manque {name}.txt dans cette archive GTFS.", remedy=_REMEDY)
    return Feed(path.name, tables)


def _read_table(feed: str, name: str, content: bytes) -> pl.DataFrame:
    place = f"{feed} / {name}"
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FileError(
            value=f"{place}, ligne {line}", rule="ce fichier n’est pas en UTF-8.", remedy=_REMEDY
        ) from error
    header = [title.strip() for title in next(csv.reader([text.partition("\n")[0]]), [])]
    for column in COLUMNS.get(Path(name).stem, ()):
        if column not in header:
            raise FileError(value=f"{place}, ligne 1", rule=f"il manque la colonne {column}.", remedy=_REMEDY)
    try:
        table = pl.read_csv(io.StringIO(text), new_columns=header, infer_schema=False)
    except pl.exceptions.PolarsError as error:
        raise FileError(value=place, rule=f"une ligne ne se laisse pas découper ({error}).", remedy=_REMEDY) from error
    return table.with_columns(pl.all().fill_null("").str.strip_chars()).with_row_index(LINE, offset=2)


def write_feed(feed: Feed, path: Path) -> None:
    """Write a feed as an archive; the same tables give the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(feed.tables):
            entry = zipfile.ZipInfo(f"{name}.txt", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, feed.tables[name].drop(LINE).write_csv().encode())
