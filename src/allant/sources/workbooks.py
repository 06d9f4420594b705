"""Read the first filled sheet of an XLSX workbook as rows of text, whatever the file was made to do.

The workbook is unpacked and measured in Python first: the reader allocates the whole rectangle that a sheet spans,
and one cell written far away is enough to end the process.
"""

import datetime
import re
import zlib
from io import BytesIO
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import BadZipFile, ZipFile

from allant.errors import FileError

__all__ = ["MOST_CELLS", "MOST_UNPACKED_MIB", "first_sheet"]

MOST_UNPACKED_MIB = 100
"""Unpacked size accepted: five times the packed limit; a real workbook swells three to ten times, a bomb a thousand."""

MOST_CELLS = 2_000_000
"""Rectangle of a sheet: 50,000 rows of 40 columns, about 200 MB once read."""

OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
BYTES_PER_MIB = 1024 * 1024
LETTERS = 26
CELL_CONTENTS = ("v", "f", "is")

_CELL_REFERENCE = re.compile(r"([A-Z]{0,3})([0-9]{0,7})")
_BROKEN_ARCHIVE = (BadZipFile, zlib.error, ExpatError, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)
_SAVE_AGAIN = "Ouvrez-le dans votre tableur et enregistrez-le au format « Classeur Excel (.xlsx) » ou « CSV UTF-8 »."


def first_sheet(content: bytes, filename: str) -> list[list[str]]:
    """Return the rows of the first visible sheet that holds something, as text.

    Dates come out as `YYYY-MM-DD`, whole numbers without decimals, true and false as `oui` and `non`.

    Raises
    ------
    FileError
        Not a workbook, an old or protected or truncated one, or a sheet too large.
    """
    if content.startswith(OLE_SIGNATURE):
        raise _ole_error(content, filename)
    try:
        return _rows_of_first_sheet(_measured_copy(content, filename), filename)
    except FileError:
        raise
    except _BROKEN_ARCHIVE as error:
        raise FileError(
            value=filename, rule="Ce fichier n’est pas un classeur Excel complet.", remedy=_SAVE_AGAIN
        ) from error


def _rows_of_first_sheet(content: bytes, filename: str) -> list[list[str]]:
    # Imported here: the bare library reads CSV without it.
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        for sheet in workbook.sheets_metadata:
            if sheet.visible == SheetVisibleEnum.Visible:
                rows = workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
                if any(cell != "" for row in rows for cell in row):
                    return [[_as_text(cell) for cell in row] for row in rows]
    except CalamineError as error:
        raise ValueError(str(error)) from error
    raise FileError(
        value=filename,
        rule="Aucune feuille visible du classeur ne contient de données.",
        remedy="Vérifiez que c’est le bon fichier, et que sa première feuille n’est pas masquée.",
    )


def _ole_error(content: bytes, filename: str) -> FileError:
    if ENCRYPTED_STREAM in content:
        return FileError(
            value=filename,
            rule="Ce classeur est protégé par un mot de passe.",
            remedy="Retirez le mot de passe dans votre tableur, puis enregistrez-le de nouveau.",
        )
    return FileError(value=filename, rule="Ce fichier est d’un ancien format (.xls).", remedy=_SAVE_AGAIN)


def _measured_copy(content: bytes, filename: str) -> bytes:
    """Return a workbook with the same sheets, each part of which was unpacked and measured here."""
    copy = BytesIO()
    unpacked = 0
    with ZipFile(BytesIO(content)) as packed, ZipFile(copy, "w") as measured:
        for part in packed.infolist():
            if not part.filename.endswith((".xml", ".rels")):
                continue
            unpacked += part.file_size
            if unpacked > MOST_UNPACKED_MIB * BYTES_PER_MIB:
                raise FileError(
                    value=filename,
                    rule=f"Le classeur décompressé dépasse {MOST_UNPACKED_MIB} Mio.",
                    remedy="Ne gardez que la feuille et les colonnes utiles, ou découpez le fichier.",
                )
            text = packed.read(part)
            _refuse_wide_sheet(text, filename)
            measured.writestr(part.filename, text)
    return copy.getvalue()


def _refuse_wide_sheet(part: bytes, filename: str) -> None:
    span = _Span()
    parser = ParserCreate()
    parser.StartElementHandler = span.open_element
    parser.Parse(part, True)
    if span.last_row * span.last_column > MOST_CELLS:
        raise FileError(
            value=filename,
            rule=f"Une feuille s’étend sur {span.last_row} lignes et {span.last_column} colonnes : c’est trop.",
            remedy="Supprimez les cellules isolées loin du tableau, ou découpez le fichier.",
        )


class _Span:
    """How far the filled cells of a sheet reach; a cell without reference follows the one before."""

    def __init__(self) -> None:
        self.last_row = 0
        self.last_column = 0
        self._row = 0
        self._column = 0

    def open_element(self, name: str, attributes: dict[str, str]) -> None:
        """Follow one opening tag: a row, a cell, or what fills a cell."""
        tag = name.rpartition(":")[2]
        if tag == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
        elif tag == "c":
            self._move_to(attributes.get("r", ""))
        elif tag in CELL_CONTENTS:
            self.last_row, self.last_column = max(self.last_row, self._row), max(self.last_column, self._column)

    def _move_to(self, reference: str) -> None:
        parts = _CELL_REFERENCE.fullmatch(reference)
        if parts is None:
            raise ValueError(f"cell reference {reference!r}")
        letters, digits = parts.groups()
        self._column = _column_number(letters) if letters else self._column + 1
        self._row = int(digits) if digits else self._row


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * LETTERS + ord(letter) - ord("A") + 1
    return number


def _as_text(cell: object) -> str:
    if isinstance(cell, bool):
        return "oui" if cell else "non"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(sep=" ")
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return " ".join(str(cell).split())
