"""Writes a table, CSV or Parquet, part after part; a file that could not be finished is not left behind."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import polars as pl

from allant.errors import FileError
from allant.sources.arrow import pyarrow_parquet

__all__ = ["Writer", "writing"]


class Writer(Protocol):
    """Takes the rows of a table, part after part."""

    def write(self, part: pl.DataFrame) -> None:
        """Append rows."""

    def close(self) -> None:
        """Finish the file; closing twice is harmless."""


@contextmanager
def writing(path: Path, repeated: Sequence[str] = (), provenance: Mapping[str, str] | None = None) -> Iterator[Writer]:
    """Give a writer for a `.csv` or `.parquet` file, which takes its name only once everything is written.

    `repeated` names the columns whose few values come back row after row; `provenance` is kept in the metadata of a
    Parquet file (a CSV has none).

    Raises
    ------
    FileError
        Another suffix, or a folder that cannot be written to.
    """
    suffix = path.suffix.lower()
    if suffix not in {".csv", ".parquet"}:
        raise FileError(
            value=path.name, rule="ce fichier s’écrit en .csv ou en .parquet.", remedy="Changez la fin du nom."
        )
    if not path.parent.is_dir():
        raise FileError(value=str(path.parent), rule="ce dossier n’existe pas.", remedy="Créez-le d’abord.")
    unfinished = path.with_name(f".{path.name}.unfinished")
    writer: Writer = (
        _CsvWriter(unfinished) if suffix == ".csv" else _ParquetWriter(unfinished, list(repeated), provenance)
    )
    try:
        yield writer
        writer.close()
        unfinished.replace(path)
    finally:
        writer.close()
        unfinished.unlink(missing_ok=True)


class _CsvWriter:
    def __init__(self, path: Path) -> None:
        self.file = path.open("wb")
        self.is_first = True

    def write(self, part: pl.DataFrame) -> None:
        part.write_csv(self.file, include_header=self.is_first)
        self.is_first = False

    def close(self) -> None:
        self.file.close()


class _ParquetWriter:
    """Opens the file with the first part, which brings the types of the columns."""

    def __init__(self, path: Path, repeated: list[str], provenance: Mapping[str, str] | None) -> None:
        self.parquet = pyarrow_parquet()
        self.path = path
        self.repeated = repeated
        self.provenance = dict(provenance or {})
        self.writer: Any = None

    def write(self, part: pl.DataFrame) -> None:
        table = part.to_arrow(compat_level=pl.CompatLevel.oldest()).replace_schema_metadata(self.provenance)
        if self.writer is None:
            self.writer = self.parquet.ParquetWriter(self.path, table.schema, use_dictionary=self.repeated)
        self.writer.write_table(table)

    def close(self) -> None:
        if self.writer is not None:
            self.writer.close()
