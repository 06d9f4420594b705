"""What commands of reach are asked with: means, limits, points."""

from pathlib import Path

import click
import polars as pl

from allant.errors import InputError
from allant.routing.network import Network
from allant.routing.places import Places
from allant.routing.trips import ROUTED, Mode
from allant.routing.whereabouts import check_whereabouts
from allant.sources.places_files import read_places

__all__ = ["MODES", "chosen_modes", "limits_of", "read_opportunities", "read_origins"]

MODES = [str(mode) for mode in ROUTED]


def chosen_modes(modes: str) -> tuple[Mode, ...]:
    """Return the means of a list separated by commas, each once."""
    chosen = [each.strip() for each in modes.split(",") if each.strip()]
    for each in chosen or [modes]:
        if each not in MODES:
            raise InputError(value=each, rule=f"un moyen est l’un de : {', '.join(MODES)}.", remedy="Corrigez --modes.")
    return tuple(dict.fromkeys(Mode(each) for each in chosen))


def limits_of(minutes: str) -> list[float]:
    """Return the limits in minutes, the smallest first."""
    try:
        limits = sorted({float(each) for each in minutes.split(",")})
    except ValueError:
        limits = []
    if not limits or not 0 < limits[0] <= limits[-1] < float("inf"):
        raise InputError(
            value=minutes, rule="les durées sont des minutes au-dessus de 0.", remedy="Exemple : 30,45,60."
        )
    return [int(each) if each.is_integer() else each for each in limits]


def read_origins(path: Path, network: Network) -> pl.DataFrame:
    """Return the points of a file; those far from any street are told."""
    points = read_places(path)
    _warn(path, points, network)
    return points


def read_opportunities(path: Path, network: Network) -> pl.DataFrame:
    """Return the points and counts of a file; those far from any street are told."""
    opportunities = read_places(path, None)
    if not set(opportunities.columns) - {"id", "lon", "lat"}:
        raise InputError(
            value=path.name,
            rule="ce fichier n’a aucune colonne d’effectifs.",
            remedy="Ajoutez une colonne par sorte de lieu, par exemple jobs, avec des nombres.",
        )
    _warn(path, opportunities, network)
    return opportunities


def _warn(path: Path, points: pl.DataFrame, network: Network) -> None:
    for finding in check_whereabouts(path.name, Places.of(points), network):
        click.echo(f"Attention · {finding.place} [{finding.value}] : {finding.rule} ({finding.count} points)", err=True)
