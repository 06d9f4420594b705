"""Reads files of answers, CSV or Parquet, batch after batch, into the bytes that scoring takes.

One row per person: `person_id`, the codes of items in any order, and optionally `environment` (0-1). Empty is missing.
Whatever the file holds that its grid does not know is refused, with its row and its column.
"""

import codecs
import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from allant.errors import AnswerError, FileError
from allant.mobility_index import CompiledScale
from allant.mobility_index.encoding import unknown_option
from allant.sources.arrow import pyarrow_parquet

__all__ = ["ENVIRONMENT", "PERSON", "AnswerBatch", "read_answers"]

PERSON, ENVIRONMENT = "person_id", "environment"
BATCH_ROWS = 2**20
"""Rows held at once: some 100 MiB with their scores, and enough for the kernel to use its tables."""

_BLOCK_ROWS = 2**15
_CHUNK_BYTES = 2**23
_CSV_HEADER_LINES = 1
_REFUSED = np.iinfo(np.uint8).max


@dataclass(frozen=True, slots=True, eq=False)
class AnswerBatch:
    """Consecutive rows of a file: who, and uint8[n, items] and float64[n] as `score_matrix` takes them."""

    persons: pl.Series
    matrix: NDArray[np.uint8]
    environment: NDArray[np.float64] | None


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the columns of a file are, and how many lines come before its first row."""

    path: Path
    columns: tuple[str, ...]
    lines_before: int

    def place(self, row: int, person: object = None) -> str:
        """Return the words that name a row, counted from 0."""
        who = "" if person is None else f", personne {person}"
        return f" (ligne {row + 1 + self.lines_before}{who})"


def read_answers(path: Path, compiled: CompiledScale, batch_rows: int = BATCH_ROWS) -> Iterator[AnswerBatch]:
    """Yield the rows of a file of answers, in order.

    Raises
    ------
    FileError
        A file that cannot be read: kind, encoding, header, twice the same person, or a row without person.
    AnswerError
        An option that its item does not have, or an environment outside 0-1.
    """
    if not path.is_file():
        raise FileError(value=str(path), rule="ce fichier n’existe pas.", remedy="Vérifiez le chemin.")
    reader = {".csv": _read_csv, ".parquet": _read_parquet}.get(path.suffix.lower())
    if reader is None:
        raise FileError(
            value=path.name, rule="un fichier de réponses est un CSV ou un Parquet.", remedy="Enregistrez-le en CSV."
        )
    hashes = []
    for batch in reader(path, compiled, batch_rows):
        hashes.append(batch.persons.hash())
        yield batch
    seen = pl.concat(hashes) if hashes else pl.Series([], dtype=pl.UInt64)
    if seen.n_unique() < len(seen):
        repeated = seen.filter(seen.is_duplicated()).unique()
        lines_before = _CSV_HEADER_LINES if reader is _read_csv else 0
        _refuse_duplicate(reader(path, compiled, batch_rows), repeated, lines_before)


def _read_csv(path: Path, compiled: CompiledScale, batch_rows: int) -> Iterator[AnswerBatch]:
    _check_encoding(path)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        header_line = lines.readline()
    separator = ";" if ";" in header_line and "," not in header_line else ","
    header = next(csv.reader([header_line], delimiter=separator), [])
    layout = _Layout(path, tuple(header), _CSV_HEADER_LINES)
    _check_header(layout, compiled)
    frame = pl.scan_csv(path, separator=separator, infer_schema=False, has_header=True)
    row = 0
    try:
        for part in frame.collect_batches(chunk_size=batch_rows, maintain_order=True):
            part.columns = header
            yield _from_text(part, layout, compiled, row)
            row += len(part)
    except pl.exceptions.PolarsError as error:
        raise FileError(
            value=path.name,
            rule=f"une ligne n’a pas les colonnes de l’en-tête, ou ses guillemets ne se ferment pas ({error}).",
            remedy="Corrigez la ligne, ou enregistrez de nouveau le fichier en « CSV UTF-8 ».",
        ) from error


def _from_text(part: pl.DataFrame, layout: _Layout, compiled: CompiledScale, row: int) -> AnswerBatch:
    persons = _checked_persons(part[PERSON], layout, row)
    columns = {}
    for item in _items(layout):
        known = [code for code, _ in sorted(_codes(compiled, item).items(), key=lambda pair: pair[1])]
        # The categories follow the codes from `dk` = 1 on: what is left out, or empty, is code 0.
        answers = part[item].replace("", None)
        codes = answers.cast(pl.Enum(known), strict=False).to_physical().cast(pl.UInt16) + 1
        if codes.null_count() > answers.null_count():
            first = int((codes.is_null() & answers.is_not_null()).arg_true()[0])
            raise unknown_option(compiled, item, answers[first], layout.place(row + first, persons[first]))
        columns[item] = codes.fill_null(0).cast(pl.UInt8).to_numpy()
    matrix = np.zeros((len(part), len(compiled.items)), np.uint8)
    for start in range(0, len(part), _BLOCK_ROWS):
        for item, codes_of_item in columns.items():
            stop = start + _BLOCK_ROWS
            matrix[start:stop, compiled.columns[item]] = codes_of_item[start:stop]
    return AnswerBatch(persons, matrix, _environment(part, layout, row))


def _read_parquet(path: Path, compiled: CompiledScale, batch_rows: int) -> Iterator[AnswerBatch]:
    parquet = pyarrow_parquet()
    try:
        schema = parquet.read_schema(path)
    except (OSError, ValueError) as error:
        raise FileError(
            value=path.name, rule="ce fichier n’est pas un Parquet entier.", remedy="Exportez-le de nouveau."
        ) from error
    layout = _Layout(path, tuple(schema.names), 0)
    _check_header(layout, compiled)
    items = _items(layout)
    others = [name for name in (PERSON, ENVIRONMENT) if name in layout.columns]
    row = 0
    with parquet.ParquetFile(path, read_dictionary=list(items)) as file:
        for part in file.iter_batches(batch_size=batch_rows, columns=[*others, *items]):
            rest = pl.DataFrame({name: pl.Series(part.column(name)) for name in others})
            persons = _checked_persons(rest[PERSON], layout, row)
            matrix = _from_dictionaries(part, persons, layout, compiled, row)
            yield AnswerBatch(persons, matrix, _environment(rest, layout, row))
            row += len(part)


def _from_dictionaries(
    part: Any, persons: pl.Series, layout: _Layout, compiled: CompiledScale, row: int
) -> NDArray[np.uint8]:
    """Return the codes of a batch whose columns are dictionaries: each distinct answer is looked up once."""
    matrix = np.zeros((len(part), len(compiled.items)), np.uint8)
    columns = []
    for item in _items(layout):
        column = part.column(item)
        if not hasattr(column, "dictionary"):
            column = column.cast("string").dictionary_encode()
        known = _codes(compiled, item)
        distinct = [None if value is None else str(value) for value in column.dictionary.to_pylist()]
        codes = [0 if not value else known.get(value, _REFUSED) for value in distinct]
        # A code of its own for null, after those of the dictionary.
        places = column.indices.fill_null(len(distinct)).to_numpy(zero_copy_only=False)
        table = np.array([*codes, 0], np.uint8)
        if _REFUSED in codes and (table[places] == _REFUSED).any():
            first = int(np.flatnonzero(table[places] == _REFUSED)[0])
            option = distinct[places[first]]
            raise unknown_option(compiled, item, option, layout.place(row + first, persons[first]))
        columns.append((compiled.columns[item], table, places))
    for start in range(0, len(part), _BLOCK_ROWS):
        stop = start + _BLOCK_ROWS
        for place, table, places in columns:
            matrix[start:stop, place] = table[places[start:stop]]
    return matrix


def _codes(compiled: CompiledScale, item: str) -> Mapping[str, int]:
    return {answer: code for answer, code in compiled.codes[item].items() if answer}


def _items(layout: _Layout) -> list[str]:
    return [name for name in layout.columns if name not in (PERSON, ENVIRONMENT)]


def _check_header(layout: _Layout, compiled: CompiledScale) -> None:
    known = {PERSON, ENVIRONMENT, *compiled.items}
    if PERSON not in layout.columns:
        raise FileError(
            value=", ".join(layout.columns),
            rule=f"la colonne {PERSON} manque dans l’en-tête (ligne 1) de {layout.path.name}.",
            remedy=f"Ajoutez une colonne {PERSON}, une valeur différente par personne.",
        )
    for place, name in enumerate(layout.columns):
        if name not in known:
            raise FileError(
                value=name,
                rule=f"cette colonne (la {place + 1}e, ligne 1) n’existe pas dans la grille {compiled.scale.grid}.",
                remedy=f"Retirez-la ou corrigez son nom ; colonnes possibles : {', '.join(sorted(known))}.",
            )
        if name in layout.columns[:place]:
            raise FileError(
                value=name,
                rule=f"cette colonne (la {place + 1}e, ligne 1) est déjà présente.",
                remedy="Gardez une seule des deux.",
            )


def _checked_persons(persons: pl.Series, layout: _Layout, row: int) -> pl.Series:
    text = persons.cast(pl.String)
    blank = (text.is_null() | (text.str.strip_chars() == "")).arg_true()
    if len(blank):
        raise FileError(
            value="",
            rule=f"la colonne {PERSON} est vide{layout.place(row + int(blank[0]))}.",
            remedy="Donnez un identifiant à cette personne, ou retirez la ligne.",
        )
    return text


def _environment(part: pl.DataFrame, layout: _Layout, row: int) -> NDArray[np.float64] | None:
    if ENVIRONMENT not in part.columns:
        return None
    written = part[ENVIRONMENT]
    if written.dtype == pl.String:
        written = written.replace("", None)
    numbers = written.cast(pl.Float64, strict=False)
    refused = written.is_not_null() & ~numbers.is_between(0, 1).fill_null(False)
    if refused.any():
        first = int(refused.arg_true()[0])
        raise AnswerError(
            value=written[first],
            rule=f"la colonne {ENVIRONMENT} va de 0 à 1{layout.place(row + first, part[PERSON][first])}.",
            remedy="Écrivez un nombre avec un point (0.5), ou laissez vide pour utiliser les réponses.",
        )
    return numbers.fill_null(float("nan")).to_numpy(writable=True)


def _check_encoding(path: Path) -> None:
    decoder = codecs.getincrementaldecoder("utf-8")()
    lines = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as error:
                read = error.object[: error.start]
                line = lines + read.count(b"\n") + 1
                column = max(read.rpartition(b"\n")[2].count(separator) for separator in (b",", b";")) + 1
                raise FileError(
                    value=error.object[error.start : error.end],
                    rule=f"{path.name} n’est pas en UTF-8 (ligne {line}, colonne {column}).",
                    remedy="Enregistrez-le en « CSV UTF-8 ».",
                ) from error
            lines += chunk.count(b"\n")


def _refuse_duplicate(batches: Iterator[AnswerBatch], repeated: pl.Series, lines_before: int) -> None:
    """Read again and refuse the first person met twice among those whose hashes are `repeated`."""
    met: dict[str, int] = {}
    row = lines_before
    for batch in batches:
        for place in batch.persons.hash().is_in(repeated.implode()).arg_true():
            person = batch.persons[place]
            if person in met:
                raise FileError(
                    value=person,
                    rule=f"ligne {row + place + 1}, colonne {PERSON} : cette personne est déjà ligne {met[person]}.",
                    remedy="Gardez une seule ligne par personne.",
                )
            met[person] = row + place + 1
        row += len(batch.persons)
