"""Read the public file of the 2019 national mobility survey as answers to the items of a grid.

Only the answers that the survey supports are there: some components can be measured, the index cannot. The mapping
is data, `data/emp2019.yaml`; the microdata stay where they were downloaded.
"""

import gzip
from functools import cache
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from allant.errors import FileError

__all__ = ["emp2019_mapping", "read_emp2019"]

_WHERE = "Téléchargez les fichiers de l’enquête mobilité des personnes 2018-2019 (SDES) et indiquez leur dossier."


@cache
def emp2019_mapping() -> dict[str, Any]:
    """Return how variables of the survey answer items: `grid`, `difficulties`, `facts`, `not_mapped`…"""
    text = (files("allant.sources") / "data" / "emp2019.yaml").read_text(encoding="utf-8")
    mapping: dict[str, Any] = yaml.safe_load(text)
    return mapping


def read_emp2019(folder: Path) -> pl.DataFrame:
    """Return one row per respondent: answers to the items of the grid that the mapping names.

    Parameters
    ----------
    folder
        Where `k_individu_public.csv` is, plain or compressed (`.gz`).

    Returns
    -------
    polars.DataFrame
        `person_id`; `weight` (people represented); `limitation`: `asked` (limited, so asked the 16 difficulties),
        `not_limited` (no difficulty, by construction), `blank` (not asked: under 15); then one column per item, the
        code of an option or null when missing.

    Raises
    ------
    FileError
        The file or one of its variables is missing.

    Sources
    -------
    SDES and INSEE, Enquête mobilité des personnes 2018-2019, public file; dictionary of its variables.
    """
    mapping = emp2019_mapping()
    survey = _read_individuals(folder, mapping)
    return survey.select(
        pl.col(mapping["person"]).alias("person_id"),
        pl.col(mapping["weight"]).cast(pl.Float64).alias("weight"),
        _limitation(mapping).alias("limitation"),
        *(_from_difficulties(item, mapping).alias(code) for code, item in mapping["difficulties"].items()),
        *(
            pl.col(fact["variable"]).replace_strict(fact["options"], default=None, return_dtype=pl.String).alias(code)
            for code, fact in mapping["facts"].items()
        ),
    )


def _read_individuals(folder: Path, mapping: dict[str, Any]) -> pl.DataFrame:
    plain, packed = folder / mapping["file"], folder / f"{mapping['file']}.gz"
    try:
        content = gzip.decompress(packed.read_bytes()) if packed.exists() else plain.read_bytes()
        text = content.decode(mapping["encoding"])
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise FileError(value=plain.name, rule="Ce fichier manque ou ne se lit pas.", remedy=_WHERE) from error
    # Every cell stays text: codes such as `01` are not numbers.
    survey = pl.read_csv(StringIO(text), separator=mapping["separator"], infer_schema=False)
    for variable in _variables(mapping):
        if variable not in survey.columns:
            raise FileError(value=variable, rule=f"Cette variable manque dans {plain.name}.", remedy=_WHERE)
    return survey


def _variables(mapping: dict[str, Any]) -> list[str]:
    difficulties = mapping["difficulties"].values()
    return [
        mapping["person"],
        mapping["weight"],
        mapping["limitation"]["variable"],
        *(variable for item in difficulties for variable in item["variables"]),
        *(item["refused"]["variable"] for item in difficulties if "refused" in item),
        *(fact["variable"] for fact in mapping["facts"].values()),
    ]


def _limitation(mapping: dict[str, Any]) -> pl.Expr:
    limited = pl.col(mapping["limitation"]["variable"])
    return (
        pl.when(limited.is_in(mapping["limitation"]["asked"]))
        .then(pl.lit("asked"))
        .when(limited.is_in(mapping["limitation"]["not_limited"]))
        .then(pl.lit("not_limited"))
        .otherwise(pl.lit("blank"))
    )


def _from_difficulties(item: dict[str, Any], mapping: dict[str, Any]) -> pl.Expr:
    """Return the option of an item: one difficulty is enough, none must be certain."""
    answers = [pl.col(variable) for variable in item["variables"]]
    some = pl.any_horizontal(*(answer.eq_missing(item["yes"]) for answer in answers))
    none = pl.all_horizontal(*(answer.eq_missing(item["no"]) for answer in answers))
    refused = pl.lit(False)
    if "refused" in item:
        refused = pl.col(item["refused"]["variable"]).eq_missing(item["refused"]["value"])
    return (
        pl.when(_limitation(mapping) == "not_limited")
        .then(pl.lit(item["without"]))
        .when((_limitation(mapping) == "blank") | refused)
        .then(None)
        .when(some)
        .then(pl.lit(item["with"]))
        .when(none)
        .then(pl.lit(item["without"]))
        .otherwise(None)
    )
