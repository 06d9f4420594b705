"""Read a table that somebody made in a spreadsheet, CSV or XLSX, as rows of text under a header.

Nothing is guessed in silence: a file that cannot be read for certain is refused with what to do about it.
"""

import csv
import re
from collections import Counter
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import BinaryIO

from allant.errors import FileError
from allant.sources.names import comparable
from allant.sources.workbooks import first_sheet

__all__ = ["MOST_FILE_MIB", "MOST_ROWS", "Table", "TableRow", "read_table"]

MOST_FILE_MIB = 20
"""A list of 50,000 people weighs 10 MB; beyond twice that, it is another file sent by mistake."""

MOST_ROWS = 50_000
"""More people than the largest network supports in a year: read in one request without exhausting memory."""

SEPARATORS = (";", ",", "\t")
PLAUSIBLE_SHARE = 0.9
"""Share of the non-ASCII characters that must be usual in French for a guessed encoding to be believed."""

USUAL_IN_FRENCH = frozenset(
    "àâäáãçéèêëíîïñóôöõùûúüÿœæÀÂÄÁÃÇÉÈÊËÍÎÏÑÓÔÖÕÙÛÚÜŸŒÆ«»…€°º²³½·§µ"
    "\u00a0\u2013\u2014\u2018\u2019\u201c\u201d"  # no-break space, dashes and curved quotation marks
)
BYTES_PER_MIB = 1024 * 1024

_SAVE_AS_UTF8 = "Dans votre tableur : « Enregistrer sous », puis « CSV UTF-8 » ou « Classeur Excel (.xlsx) »."
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_ZIP_OR_OLE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_DECLARED_SEPARATOR = re.compile(r"sep=([;,\t])\r?\n")
_DATA_NOT_TITLE = re.compile(r"[^@\s]+@[^@\s]+\.\w+|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|[+\d][\d .]{7,}")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row. `number` is the one the spreadsheet shows (the first line is 1); `cells` may outnumber the header."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A header, and the rows under it that are not blank. `encoding` is None for a workbook."""

    header: tuple[str, ...]
    rows: tuple[TableRow, ...]
    encoding: str | None


def read_table(source: Path | BinaryIO, filename: str | None = None) -> Table:
    """Return the table in a CSV or XLSX file.

    Parameters
    ----------
    source
        A path, or a binary stream read from where it stands (seekable or not).
    filename
        Name to show in errors; by default that of the path.

    Raises
    ------
    FileError
        The file is too large, empty, neither CSV nor XLSX, truncated, protected, in an unknown encoding, without a
        header or with the same header twice.
    """
    shown = filename or (source.name if isinstance(source, Path) else "fichier")
    content = _read_bounded(source, shown)
    if not content.strip():
        raise FileError(value=shown, rule="Le fichier est vide.", remedy="Choisissez le fichier qui contient la liste.")
    if content.startswith(_ZIP_OR_OLE) or shown.lower().endswith((".xlsx", ".xls")):
        return _table(first_sheet(content, shown), None, shown)
    text, encoding = _decode(content, shown)
    return _table(_split(text, shown), encoding, shown)


def _read_bounded(source: Path | BinaryIO, shown: str) -> bytes:
    """Return the content; a path is weighed before it is opened, a stream never read beyond the limit."""
    limit = MOST_FILE_MIB * BYTES_PER_MIB
    too_large = FileError(
        value=shown,
        rule=f"Le fichier dépasse {MOST_FILE_MIB} Mio.",
        remedy="Ne gardez que les colonnes utiles, ou découpez la liste en plusieurs fichiers.",
    )
    if isinstance(source, Path):
        try:
            if source.stat().st_size > limit:
                raise too_large
            return source.read_bytes()
        except OSError as error:
            raise FileError(
                value=shown, rule="Le fichier ne peut pas être ouvert.", remedy="Vérifiez son nom et vos droits."
            ) from error
    content = source.read(limit + 1)
    if len(content) > limit:
        raise too_large
    return content


def _decode(content: bytes, shown: str) -> tuple[str, str]:
    """Return the text and its encoding: UTF-16 by its mark, else UTF-8, else the Windows one if it reads as French."""
    if content.startswith(_UTF16_MARKS):
        try:
            return content.decode("utf-16"), "utf-16"
        except UnicodeDecodeError as error:
            raise _encoding_error(content, error.start, shown) from error
    try:
        return content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError as utf8:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError as windows:
            raise _encoding_error(content, windows.start, shown) from windows
        if not _reads_as_french(text):
            raise _encoding_error(content, utf8.start, shown) from utf8
        return text, "cp1252"


def _reads_as_french(text: str) -> bool:
    unusual = [c for c in text if not c.isascii()]
    controls = any(c < " " and c not in "\t\r\n" for c in text)
    return not controls and sum(c in USUAL_IN_FRENCH for c in unusual) >= PLAUSIBLE_SHARE * len(unusual)


def _encoding_error(content: bytes, position: int, shown: str) -> FileError:
    line = content.count(b"\n", 0, position) + 1
    return FileError(
        value=shown,
        rule=f"Caractère illisible ligne {line} (octet 0x{content[position]:02X}) : encodage inconnu.",
        remedy=_SAVE_AS_UTF8,
    )


def _split(text: str, shown: str) -> list[list[str]]:
    """Return the cells, with the separator that divides the first filled line in most columns."""
    if "\0" in text:
        raise FileError(value=shown, rule="Ce fichier n’est pas du texte.", remedy=_SAVE_AS_UTF8)
    declared = _DECLARED_SEPARATOR.match(text)
    body = text[declared.end() :] if declared else text
    first = next((line for line in body.splitlines() if line.strip()), "")
    separator = declared[1] if declared else max(SEPARATORS, key=first.count)
    reader = csv.reader(StringIO(body, newline=""), delimiter=separator, strict=True)
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append([" ".join(cell.split()) for cell in row])
    except csv.Error as error:
        raise FileError(
            value=shown,
            rule=f"La ligne {len(rows) + 1} ne se laisse pas découper en cellules.",
            remedy="Cherchez-y un guillemet ouvert et jamais fermé, ou enregistrez la liste en .xlsx.",
        ) from error
    return rows


def _table(lines: list[list[str]], encoding: str | None, shown: str) -> Table:
    filled = [TableRow(number, tuple(cells)) for number, cells in enumerate(lines, start=1) if any(cells)]
    if not filled:
        raise FileError(value=shown, rule="Le fichier est vide.", remedy="Choisissez le fichier qui contient la liste.")
    head, rows = filled[0], tuple(filled[1:])
    if len(rows) > MOST_ROWS:
        raise FileError(
            value=f"{shown} : {len(rows)} lignes",
            rule=f"Un import compte au plus {MOST_ROWS} lignes.",
            remedy="Découpez la liste en plusieurs fichiers.",
        )
    header = head.cells
    while header and not header[-1]:
        header = header[:-1]
    _check_header(header, shown)
    return Table(header, rows, encoding)


def _check_header(header: tuple[str, ...], shown: str) -> None:
    for title in header:
        if _DATA_NOT_TITLE.fullmatch(title):
            raise FileError(
                value=shown,
                rule="La première ligne contient des données, pas des titres de colonnes.",
                remedy="Ajoutez au-dessus une ligne de titres : nom, prénom, date de naissance…",
            )
    counts = Counter(comparable(title) for title in header if title)
    for title in header:
        if counts[comparable(title)] > 1:
            raise FileError(
                value=title,
                rule="Deux colonnes portent le même titre.",
                remedy="Renommez ou supprimez l’une des deux.",
            )
