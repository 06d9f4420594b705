"""`allant study`: what is within reach all over a territory, hours of computing that may be stopped and resumed."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any

import click
import polars as pl

from allant.cli._asked import chosen_modes, limits_of, read_opportunities, read_origins
from allant.routing.cells import COARSEST, FINEST
from allant.routing.departures import departure_of
from allant.routing.manifest import source_of
from allant.routing.network import Network, open_network
from allant.routing.study.folder import TABLE
from allant.routing.study.plan import Plan, cell_origins, source_said, trips_of
from allant.routing.study.pools import Pool, dask_pool, local_pool, usable_cores
from allant.routing.study.running import Progress, run_study
from allant.routing.trips import Mode

__all__ = ["study"]

CELLS = "cells"
_FILE = click.Path(path_type=Path)


@click.group()
def study() -> None:
    """Études d’un territoire : ce qui est à portée de partout, par tous les moyens, à toute heure."""


@study.command()
@click.argument("folder", type=_FILE)
@click.option("--origins", required=True, help="cells (tous les hexagones du réseau) ou un fichier id, lon, lat.")
@click.option(
    "--resolution",
    type=click.IntRange(COARSEST, FINEST),
    default=9,
    show_default=True,
    help="Taille des hexagones H3 (cells) : 7 (2,4 km de large) à 10 (130 m).",
)
@click.option(
    "--opportunities", "opportunities_file", required=True, type=_FILE, help="id, lon, lat, puis des effectifs."
)
@click.option("--modes", required=True, help="Moyens, séparés par des virgules : walk,transit…")
@click.option("--minutes", required=True, help="Durées, séparées par des virgules : 30,45,60.")
@click.option(
    "--departures", default="", help="Jours et heures, séparés par des virgules : AAAA-MM-JJThh:mm (transit)."
)
@click.option(
    "--window-min",
    type=click.IntRange(0),
    default=60,
    show_default=True,
    help="Départs regardés, en minutes (transit).",
)
@click.option("--out", required=True, type=_FILE, help="Dossier de l’étude.")
@click.option("--workers", type=click.IntRange(1), help="Processus de cette machine ; par défaut, un par cœur.")
@click.option("--dask", "address", help="Calculer sur la grappe Dask de cette adresse, au lieu de cette machine.")
def access(
    folder: Path,
    origins: str,
    resolution: int,
    opportunities_file: Path,
    modes: str,
    minutes: str,
    departures: str,
    window_min: int,
    out: Path,
    workers: int | None,
    address: str | None,
) -> None:
    """Nombre de lieux à portée de chaque origine, par moyen, départ, durée et sorte, sur le réseau de FOLDER.

    Arrêtée à tout moment, l’étude reprend avec la même commande. Le tableau fini est OUT/access.parquet.
    """
    network = open_network(folder)
    limits = tuple(limits_of(minutes))
    trips = trips_of(chosen_modes(modes), _departures(departures, network), window_min, limits[-1])
    for mode in {trip.mode for trip in trips} & {Mode.TRANSIT}:
        network.engine(mode)
    points, asked = _origins(origins, resolution, network)
    opportunities = read_opportunities(opportunities_file, network)
    asked["opportunities"] = source_said(source_of(opportunities_file, "opportunities"))
    plan = Plan(network, points, opportunities, trips, limits, asked)
    is_new = run_study(plan, out, _pool(workers, address), _tell)
    done = "étude finie" if is_new else "étude déjà finie : rien n’a changé"
    click.echo(f"{out / TABLE} · {done} · {len(points)} origines · réseau {network.manifest.version}", err=True)


def _departures(text: str, network: Network) -> tuple[Any, ...]:
    given = [each.strip() for each in text.split(",") if each.strip()]
    return tuple(sorted({departure_of(each, network) for each in given}))


def _origins(origins: str, resolution: int, network: Network) -> tuple[pl.DataFrame, dict[str, Any]]:
    if origins == CELLS:
        return cell_origins(network, resolution), {"origins": CELLS, "resolution": resolution}
    path = Path(origins)
    return read_origins(path, network), {"origins": source_said(source_of(path, "origins"))}


def _pool(workers: int | None, address: str | None) -> Callable[[], AbstractContextManager[Pool]]:
    return partial(dask_pool, address) if address else partial(local_pool, workers or usable_cores())


def _tell(progress: Progress) -> None:
    share = f"{progress.done}/{progress.parts} · {100 * progress.done // progress.parts} %"
    click.echo(share if progress.left_s is None else f"{share} · encore {_lasting(progress.left_s)}", err=True)


def _lasting(seconds: float) -> str:
    minutes = round(seconds / 60)
    if not minutes:
        return f"{round(seconds)} s"
    return f"{minutes // 60} h {minutes % 60:02d}" if minutes >= 60 else f"{minutes} min"
