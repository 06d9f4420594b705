"""Tables made in a spreadsheet: what is read, and what is refused with its remedy."""

import datetime
import io
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from allant.errors import FileError
from allant.sources.tables import MOST_FILE_MIB, MOST_ROWS, Table, read_table

LIST = "Nom;Prénom;Né le\nLefèvre;Zoé;12/05/1985\n"


def _read(content: bytes, filename: str = "liste.csv") -> Table:
    return read_table(io.BytesIO(content), filename)


def _refusal(content: bytes, filename: str = "liste.csv") -> FileError:
    with pytest.raises(FileError) as refusal:
        _read(content, filename)
    return refusal.value


def _workbook(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as workbook:
        fill(workbook)
    return packed.getvalue()


def _plain_list(workbook: xlsxwriter.Workbook) -> None:
    sheet = workbook.add_worksheet("Liste")
    sheet.write_row(0, 0, ["Nom", "Prénom"])
    for row in range(1, 200):
        sheet.write_row(row, 0, [f"Nom{row}", f"Prénom{row}"])


@pytest.mark.parametrize(
    ("encoded", "encoding"),
    [
        (LIST.encode("utf-8"), "utf-8"),
        (LIST.encode("utf-8-sig"), "utf-8"),
        (LIST.encode("cp1252"), "cp1252"),
        (LIST.encode("utf-16"), "utf-16"),
    ],
)
def test_the_encodings_of_spreadsheets_are_read(encoded: bytes, encoding: str) -> None:
    table = _read(encoded)
    assert table.header == ("Nom", "Prénom", "Né le")
    assert table.rows[0].cells == ("Lefèvre", "Zoé", "12/05/1985")
    assert table.encoding == encoding


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
def test_another_encoding_is_refused_with_its_line_and_byte(encoding: str) -> None:
    refusal = _refusal("Nom;Age\nMartin;40\nLefèvre;30\n".encode(encoding))
    assert "ligne 3" in refusal.rule
    assert f"0x{'è'.encode(encoding)[0]:02X}" in refusal.rule
    assert "CSV UTF-8" in refusal.remedy


def test_utf8_cut_in_the_middle_is_not_taken_for_windows() -> None:
    broken = "Nom;Ville\nLefèvre;Périgueux\nZoé;".encode() + b"\xc3\n"
    assert "ligne 3 (octet 0xC3)" in _refusal(broken).rule


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_separator_is_found(separator: str) -> None:
    table = _read(LIST.replace(";", separator).encode())
    assert table.header == ("Nom", "Prénom", "Né le")


def test_a_separator_declared_for_excel_is_not_a_header() -> None:
    table = _read(b"sep=,\r\nNom,Ville;Pays\r\nMartin,Bordeaux\r\n")
    assert table.header == ("Nom", "Ville;Pays")
    assert table.rows[0].number == 2


def test_blank_lines_are_skipped_and_line_numbers_kept() -> None:
    table = _read(b"Nom;Ville\n\nMartin;Bordeaux\n;;\nDurand;Lyon\n")
    assert [row.number for row in table.rows] == [3, 5]


def test_a_quoted_cell_may_hold_separators_and_line_breaks() -> None:
    table = _read(b'Nom;Adresse\n"Martin";"3 rue A;\nbat. B"\nDurand;x\n')
    assert table.rows[0].cells == ("Martin", "3 rue A; bat. B")
    assert table.rows[1].number == 3


def test_an_open_quotation_mark_does_not_swallow_the_rest() -> None:
    refusal = _refusal(b'Nom;Ville\nMartin;Bordeaux\n"Durand;Lyon\nPetit;Brest\n')
    assert "ligne 3" in refusal.rule
    assert "guillemet" in refusal.remedy


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf", b";;\n;;\n"])
def test_an_empty_file_is_refused(content: bytes) -> None:
    assert _refusal(content).rule == "Le fichier est vide."


def test_an_empty_workbook_is_called_empty() -> None:
    assert _refusal(b"", "liste.xlsx").rule == "Le fichier est vide."


def test_a_list_without_titles_is_refused() -> None:
    refusal = _refusal("Lefèvre;Zoé;12/05/1985\nMartin;Luc;01/01/1990\n".encode())
    assert "titres" in refusal.rule


def test_two_columns_of_the_same_title_are_refused() -> None:
    refusal = _refusal(b"Nom;Ville;NOM \nA;B;C\n")
    assert refusal.value == "Nom"


def test_binary_content_is_refused() -> None:
    assert _refusal(b"Nom;Ville\nA\0;B\n").remedy


class _OnlyWeighed(io.RawIOBase):
    """A stream of 200 MB that notes how much was asked of it."""

    asked = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        assert size >= 0, "the whole stream was asked for"
        self.asked += size
        return b"a" * min(size, 200_000_000)


def test_a_200_megabyte_stream_is_refused_after_the_limit() -> None:
    stream = _OnlyWeighed()
    with pytest.raises(FileError) as refusal:
        read_table(stream, "grand.csv")  # type: ignore[arg-type]
    assert f"{MOST_FILE_MIB} Mio" in refusal.value.rule
    assert stream.asked <= MOST_FILE_MIB * 1024 * 1024 + 1


def test_a_200_megabyte_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "grand.csv"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("the file was read"))
    with pytest.raises(FileError) as refusal:
        read_table(path)
    assert refusal.value.value == "grand.csv"
    assert f"{MOST_FILE_MIB} Mio" in refusal.value.rule


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError) as refusal:
        read_table(tmp_path / "absent.csv")
    assert refusal.value.value == "absent.csv"


def test_too_many_rows_are_refused() -> None:
    refusal = _refusal(b"Nom\n" + b"a\n" * (MOST_ROWS + 1))
    assert str(MOST_ROWS + 1) in str(refusal.value)


def test_a_workbook_gives_text() -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        workbook.add_worksheet("Vide")
        sheet = workbook.add_worksheet("Liste")
        as_date = workbook.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(1, 0, ["Nom", "Téléphone", "Né le", "Permis", "Note"])
        sheet.write_row(2, 0, ["Lefèvre", 612345678])
        sheet.write_datetime(2, 2, datetime.datetime(1985, 5, 12), as_date)
        sheet.write_boolean(2, 3, True)
        sheet.write_number(2, 4, 1.5)

    table = _read(_workbook(fill), "liste.xlsx")
    assert table.header == ("Nom", "Téléphone", "Né le", "Permis", "Note")
    assert table.rows[0].cells == ("Lefèvre", "612345678", "1985-05-12", "oui", "1.5")
    assert table.rows[0].number == 3
    assert table.encoding is None


def test_a_hidden_sheet_is_not_read() -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        shown = workbook.add_worksheet("Liste")
        hidden = workbook.add_worksheet("Ancienne")
        hidden.write_row(0, 0, ["Nom"])
        hidden.hide()
        shown.activate()

    assert "Aucune feuille visible" in _refusal(_workbook(fill), "liste.xlsx").rule


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_workbook_is_refused(kept: float) -> None:
    whole = _workbook(_plain_list)
    refusal = _refusal(whole[: int(len(whole) * kept)], "liste.xlsx")
    assert "classeur Excel complet" in refusal.rule
    assert ".xlsx" in refusal.remedy


def test_a_text_named_xlsx_is_refused() -> None:
    assert "classeur Excel complet" in _refusal(LIST.encode(), "liste.xlsx").rule


def test_another_zip_is_refused() -> None:
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("content.xml", "<a/>")
    assert "classeur Excel complet" in _refusal(packed.getvalue(), "liste.xlsx").rule


def test_a_workbook_named_csv_is_still_read() -> None:
    assert _read(_workbook(_plain_list), "liste.csv").header == ("Nom", "Prénom")


def test_an_encrypted_workbook_asks_to_remove_the_password() -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")
    assert "mot de passe" in _refusal(locked, "liste.xlsx").remedy


def test_an_old_workbook_asks_to_save_it_again() -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    assert ".xls)" in _refusal(old, "liste.xls").rule


@pytest.mark.parametrize("reference", ["XFD1048576", "A1048576"])
def test_a_cell_far_away_does_not_exhaust_memory(reference: str) -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet("Liste")
        sheet.write_row("A1", ["Nom", "Prénom"])
        sheet.write(reference, "x")
        if reference.startswith("A"):
            sheet.write("B1", "Prénom")

    refusal = _refusal(_workbook(fill), "liste.xlsx")
    assert "1048576 lignes" in refusal.rule


def test_a_cell_far_away_is_found_wherever_the_workbook_keeps_its_sheet() -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        workbook.add_worksheet("Liste").write("XFD1048576", "x")

    moved = io.BytesIO()
    with ZipFile(io.BytesIO(_workbook(fill))) as archive, ZipFile(moved, "w") as copy:
        for part in archive.infolist():
            text = archive.read(part).replace(b"worksheets/sheet1.xml", b"elsewhere/s.xml")
            text = text.replace(b'r="XFD1048576"', b"r='XFD1048576' cm=\">\"")
            copy.writestr(part.filename.replace("worksheets/sheet1.xml", "elsewhere/s.xml"), text)
    assert "1048576 lignes" in _refusal(moved.getvalue(), "liste.xlsx").rule


def test_formatted_but_empty_cells_do_not_count() -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet("Liste")
        sheet.write_row(0, 0, ["Nom", "Prénom"])
        sheet.write_row(1, 0, ["A", "B"])
        sheet.write_blank("ZZ900000", None, workbook.add_format({"bold": True}))

    assert len(_read(_workbook(fill), "liste.xlsx").rows) == 1


def test_a_workbook_that_swells_is_refused() -> None:
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b" " * 110 * 1024 * 1024)
    assert "décompressé" in _refusal(packed.getvalue(), "liste.xlsx").rule


@given(st.binary(max_size=400))
def test_random_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        outcome: Table | FileError = _read(content)
    except FileError as refusal:
        outcome = refusal
    assert outcome.header if isinstance(outcome, Table) else outcome.rule and outcome.remedy


@given(st.binary(max_size=200))
def test_random_bytes_inside_a_workbook_are_refused(noise: bytes) -> None:
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.xml", noise)
    assert _refusal(packed.getvalue(), "liste.xlsx").remedy
