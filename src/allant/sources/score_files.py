"""Writes scores, CSV or Parquet, batch after batch; a file that could not be finished is not left behind."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import polars as pl

from allant.errors import FileError
from allant.mobility_index import ScoreTable
from allant.sources.arrow import pyarrow_parquet

__all__ = ["score_frame", "writing"]


class Writer(Protocol):
    """Takes the rows of a table, part after part."""

    def write(self, part: pl.DataFrame) -> None:
        """Append rows."""

    def close(self) -> None:
        """Finish the file; closing twice is harmless."""


def score_frame(persons: pl.Series, table: ScoreTable) -> pl.DataFrame:
    """Return the columns of a score file: index and bounds, what is not measured, each component on 0-100."""
    columns = {
        "index": table.index,
        "index_low": table.low,
        "index_high": table.high,
    }
    absent = np.isnan(table.values)
    # Few combinations exist: each is a number, whose words are written once.
    numbers = absent @ (1 << np.arange(len(table.dimensions)))
    words = pl.Series([_absent_codes(table.dimensions, number) for number in range(1 << len(table.dimensions))])
    return pl.DataFrame(
        [
            persons.alias("person_id"),
            *(pl.Series(name, values, nan_to_null=True) for name, values in columns.items()),
            pl.Series("partial", table.partial),
            words.gather(numbers).alias("not_measured"),
            *(
                pl.Series(code, 100 * table.values[:, place], nan_to_null=True)
                for place, code in enumerate(table.dimensions)
            ),
        ]
    )


def _absent_codes(dimensions: tuple[str, ...], number: int) -> str:
    return ";".join(code for place, code in enumerate(dimensions) if number >> place & 1)


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """Give a writer for a `.csv` or `.parquet` file, which takes its name only once everything is written.

    Raises
    ------
    FileError
        Another suffix, or a folder that cannot be written to.
    """
    kinds: dict[str, Callable[[Path], Writer]] = {".csv": _CsvWriter, ".parquet": _ParquetWriter}
    kind = kinds.get(path.suffix.lower())
    if kind is None:
        raise FileError(
            value=path.name, rule="les scores s’écrivent en .csv ou en .parquet.", remedy="Changez la fin du nom."
        )
    if not path.parent.is_dir():
        raise FileError(value=str(path.parent), rule="ce dossier n’existe pas.", remedy="Créez-le d’abord.")
    unfinished = path.with_name(f".{path.name}.unfinished")
    writer = kind(unfinished)
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

    def __init__(self, path: Path) -> None:
        self.parquet = pyarrow_parquet()
        self.path = path
        self.writer: Any = None

    def write(self, part: pl.DataFrame) -> None:
        table = part.to_arrow(compat_level=pl.CompatLevel.oldest())
        if self.writer is None:
            self.writer = self.parquet.ParquetWriter(self.path, table.schema, use_dictionary=["not_measured"])
        self.writer.write_table(table)

    def close(self) -> None:
        if self.writer is not None:
            self.writer.close()
