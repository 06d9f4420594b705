"""Reads files of points, CSV or Parquet: `id, lon, lat`, and one column of counts for each kind of opportunity."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from allant.errors import FileError
from allant.sources.arrow import pyarrow_parquet

__all__ = ["read_names", "read_places"]

ID, LON, LAT, NAME = "id", "lon", "lat", "name"
_SAVE_AGAIN = "Enregistrez-le en « CSV UTF-8 » avec les colonnes id, lon, lat."


def read_places(path: Path, counts: Sequence[str] | None = ()) -> pl.DataFrame:
    """Return the points of a file: `id` (text), `lon`, `lat` (degrees) and the columns of counts.

    Parameters
    ----------
    path
        A `.csv` (comma or semicolon) or a `.parquet`.
    counts
        The columns of counts to read; None for every other column that holds numbers.

    Raises
    ------
    FileError
        A column is missing, a line has no number where one is needed, the same id comes twice, or the two coordinates
        cannot be a longitude and a latitude.
    """
    table = _read(path)
    for column in (ID, LON, LAT, *(counts or ())):
        if column not in table.columns:
            raise FileError(value=f"{path.name}, ligne 1", rule=f"il manque la colonne {column}.", remedy=_SAVE_AGAIN)
    kinds = _number_columns(table) if counts is None else list(counts)
    points = table.select(
        pl.col(ID).cast(pl.String).fill_null(""),
        *(pl.col(column).cast(pl.Float64, strict=False) for column in (LON, LAT, *kinds)),
    )
    _check(path, table, points, kinds)
    return points


def read_names(path: Path) -> tuple[str, ...]:
    """Return what the points of a file are called, in its order: its column `name`; empty where it says nothing.

    Raises
    ------
    FileError
        The file cannot be read.
    """
    table = _read(path)
    if NAME not in table.columns:
        return ("",) * len(table)
    return tuple(table[NAME].cast(pl.String).fill_null("").str.strip_chars())


def _read(path: Path) -> pl.DataFrame:
    if not path.is_file():
        raise FileError(value=str(path), rule="ce fichier n’existe pas.", remedy="Vérifiez le chemin.")
    suffix = path.suffix.lower()
    try:
        if suffix == ".parquet":
            return pl.DataFrame(pyarrow_parquet().read_table(path))
        if suffix == ".csv":
            text = path.read_text(encoding="utf-8-sig")
            first = text.partition("\n")[0]
            separator = ";" if ";" in first and "," not in first else ","
            return pl.read_csv(text.encode(), separator=separator, infer_schema=False)
    except (pl.exceptions.PolarsError, UnicodeDecodeError, OSError, ValueError) as error:
        raise FileError(
            value=path.name, rule=f"ce fichier ne se laisse pas lire ({error}).", remedy=_SAVE_AGAIN
        ) from error
    raise FileError(value=path.name, rule="un fichier de points est un CSV ou un Parquet.", remedy=_SAVE_AGAIN)


def _number_columns(table: pl.DataFrame) -> list[str]:
    others = [name for name in table.columns if name not in (ID, LON, LAT, NAME)]
    return [name for name in others if table[name].cast(pl.Float64, strict=False).is_not_null().any()]


def _check(path: Path, table: pl.DataFrame, points: pl.DataFrame, kinds: list[str]) -> None:
    problems = [
        (ID, pl.col(ID) == "", "chaque point a un identifiant."),
        (ID, pl.col(ID).is_duplicated(), "chaque identifiant ne sert qu’une fois."),
        (LON, ~pl.col(LON).is_between(-180, 180), "une longitude est un nombre entre -180 et 180."),
        (LAT, ~pl.col(LAT).is_between(-90, 90), "une latitude est un nombre entre -90 et 90."),
        *(
            (kind, ~(pl.col(kind) >= 0) | pl.col(kind).is_infinite(), "un effectif est un nombre, 0 ou plus.")
            for kind in kinds
        ),
    ]
    for column, is_wrong, rule in problems:
        wrong = points.select(
            is_wrong.fill_null(value=True) | (pl.col(column).is_nan() if column != ID else pl.lit(value=False))
        )
        if wrong.to_series().any():
            row = int(wrong.to_series().arg_true()[0])
            given = table[column][row] or "vide"
            raise FileError(
                value=f"{path.name}, ligne {row + 2}, colonne {column} : {given}",
                rule=rule,
                remedy=_swapped(points) or "Corrigez cette ligne, ou retirez-la.",
            )


def _swapped(points: pl.DataFrame) -> str | None:
    """Return what to do where every point would be right with its two coordinates exchanged."""
    would_do = points.select((pl.col(LON).is_between(-90, 90) & pl.col(LAT).is_between(-180, 180)).all()).item()
    beyond = points.select((pl.col(LAT).abs() > 90).any()).item()
    return "Longitude et latitude semblent échangées : inversez les deux colonnes." if would_do and beyond else None
