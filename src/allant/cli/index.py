"""`allant index`: what a grid holds, and the index of every person of a file."""

import json
import os
from pathlib import Path
from typing import Any

import click
import numpy as np
import polars as pl

from allant.mobility_index import ScoreTable, compile_scale, score_matrix
from allant.mobility_index.compiled import CompiledScale
from allant.sources.answer_files import read_answers
from allant.sources.grids import Grid, read_grid
from allant.sources.score_files import NOT_MEASURED, score_frame
from allant.sources.table_files import writing

__all__ = ["index", "score_file"]


@click.group()
def index() -> None:
    """Indice de mobilité : décrire une grille, calculer des indices."""


@index.command()
@click.option("--grid", "grid_id", required=True, help="Grille et version, par exemple fr-2026.1.")
@click.option("--json", "as_json", is_flag=True, help="Sortie lisible par un programme.")
def describe(grid_id: str, as_json: bool) -> None:
    """Décrire une grille : dimensions, questions, réponses, crédits et poids."""
    description = _description(read_grid(grid_id))
    click.echo(json.dumps(description, ensure_ascii=False, indent=2) if as_json else _as_text(description))


@index.command()
@click.argument("answers", type=click.Path(path_type=Path))
@click.option("--grid", "grid_id", required=True, help="Grille et version, par exemple fr-2026.1.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Fichier à écrire, .csv ou .parquet.")
def score(answers: Path, grid_id: str, out: Path) -> None:
    """Calculer l’indice de chaque personne de ANSWERS (.csv ou .parquet).

    Une ligne par personne : person_id, les codes des questions dans n’importe quel ordre, et si besoin environment
    (0 à 1). Une case vide est une réponse manquante.
    """
    count = score_file(compile_scale(read_grid(grid_id).scale), answers, out)
    click.echo(f"{count} personnes : {out}", err=True)


def score_file(compiled: CompiledScale, answers: Path, out: Path) -> int:
    """Score a file into another, batch after batch, and return how many persons it held."""
    count = 0
    threads = os.cpu_count()
    with writing(out, repeated=[NOT_MEASURED]) as writer:
        for batch in read_answers(answers, compiled):
            table = score_matrix(compiled, batch.matrix, batch.environment, threads=threads)
            writer.write(score_frame(batch.persons, table))
            count += len(batch.persons)
            if count > len(batch.persons):
                click.echo(f"{count} personnes…", err=True)
        if not count:
            writer.write(score_frame(pl.Series([], dtype=pl.String), _no_score(compiled)))
    return count


def _no_score(compiled: CompiledScale) -> ScoreTable:
    return score_matrix(compiled, np.zeros((0, len(compiled.items)), np.uint8))


def _description(grid: Grid) -> dict[str, Any]:
    return {
        "grid": grid.scale.grid,
        "dimensions": [{"code": dimension.code, "weight": dimension.weight} for dimension in grid.scale.dimensions],
        "items": [
            {
                "code": item.code,
                "dimension": item.dimension,
                "weight": item.weight,
                "kind": item.kind,
                "public": item.code in grid.public_items,
                "options": [{"code": option.code, "credit": option.credit} for option in item.options],
            }
            for item in grid.scale.items
        ],
    }


def _as_text(description: dict[str, Any]) -> str:
    lines = [description["grid"]]
    for dimension in description["dimensions"]:
        lines.append(f"\n{dimension['code']}  (poids {dimension['weight']:g})")
        for item in description["items"]:
            if item["dimension"] == dimension["code"]:
                options = ", ".join(f"{option['code']} {option['credit']:g}" for option in item["options"])
                lines.append(f"  {item['code']}  (poids {item['weight']:g}, {item['kind']}) : {options}")
    return "\n".join(lines)
