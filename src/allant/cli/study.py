"""`allant study`: what is within reach all over a territory, hours of computing that may be stopped and resumed."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click
import polars as pl

from allant.cli._asked import chosen_modes, limits_of, read_opportunities, read_origins
from allant.cli._changes import departure_asked, extension_asked
from allant.cli._platform import open_platform
from allant.errors import InputError
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
T = TypeVar("T")
_FILE = click.Path(path_type=Path)


@click.group()
def study() -> None:
    """Études d’un territoire : ce qui est à portée de partout, par tous les moyens, à toute heure."""


@study.command()
@click.argument("folder", type=_FILE, required=False)
@click.option("--territory", help="Code EPCI ou nom d’un territoire : ses rues, ses horaires, ses lieux, son dossier.")
@click.option("--origins", help="cells (tous les hexagones du réseau) ou un fichier id, lon, lat.")
@click.option(
    "--resolution",
    type=click.IntRange(COARSEST, FINEST),
    default=9,
    show_default=True,
    help="Taille des hexagones H3 (cells) : 7 (2,4 km de large) à 10 (130 m).",
)
@click.option("--opportunities", "opportunities_file", type=_FILE, help="id, lon, lat, puis des effectifs.")
@click.option("--modes", help="Moyens, séparés par des virgules : walk,transit…")
@click.option("--minutes", help="Durées, séparées par des virgules : 30,45,60.")
@click.option(
    "--departures", default="", help="Jours et heures, séparés par des virgules : AAAA-MM-JJThh:mm (transit)."
)
@click.option(
    "--window-min",
    type=click.IntRange(0),
    default=60,
    show_default=True,
    help="Départs regardés, en minutes (transit).",
)
@click.option("--out", type=_FILE, help="Dossier de l’étude.")
@click.option("--workers", type=click.IntRange(1), help="Processus de cette machine ; par défaut, un par cœur.")
@click.option("--dask", "address", help="Calculer sur la grappe Dask de cette adresse, au lieu de cette machine.")
def access(
    folder: Path | None,
    territory: str | None,
    origins: str | None,
    resolution: int,
    opportunities_file: Path | None,
    modes: str | None,
    minutes: str | None,
    departures: str,
    window_min: int,
    out: Path | None,
    workers: int | None,
    address: str | None,
) -> None:
    """Nombre de lieux à portée de chaque origine, par moyen, départ, durée et sorte, sur le réseau de FOLDER.

    Avec --territory, sur le réseau d’un territoire : les autres options ont alors leurs valeurs usuelles, et la page du
    territoire montre le résultat. Arrêtée à tout moment, l’étude reprend avec la même commande. Le tableau fini est
    OUT/access.parquet.
    """
    if territory is not None:
        _refuse_mixed(folder, origins, opportunities_file)
        plan, usual_out = _of_territory(territory, resolution, modes, minutes, departures, window_min)
    else:
        plan = _of_files(folder, origins, resolution, opportunities_file, modes, minutes, departures, window_min)
        usual_out = None
    out = _given(out or usual_out, "--out")
    is_new = run_study(plan, out, _pool(workers, address), _tell)
    done = "étude finie" if is_new else "étude déjà finie : rien n’a changé"
    click.echo(
        f"{out / TABLE} · {done} · {len(plan.origins)} origines · réseau {plan.network.manifest.version}", err=True
    )


def _of_territory(
    territory: str, resolution: int, modes: str | None, minutes: str | None, departures: str, window_min: int
) -> tuple[Plan, Path]:
    open_platform()
    from allant.web.accounts.queries import territory_called
    from allant.web.reaching.grounds import ground_of
    from allant.web.territory.studying import MINUTES, MODES, Asked, folder_of_plan, territory_plan

    ground = ground_of(territory_called(territory))
    asked = Asked(
        resolution,
        window_min,
        chosen_modes(modes) if modes else MODES,
        tuple(limits_of(minutes)) if minutes else MINUTES,
        _departures(departures, ground.network) if ground.network is not None else (),
    )
    plan = territory_plan(ground, asked, date.today())
    return plan, folder_of_plan(ground, plan)


@study.command()
@click.option("--territory", required=True, help="Code EPCI ou nom du territoire.")
@click.option("--add-departure", "departure", help="Un départ de plus : LIGNE@05:30, ou LIGNE@05:30/SENS (0 ou 1).")
@click.option(
    "--extend", "extension", help="Une ligne plus longue : LIGNE:ARRÊT:MINUTES ; ARRÊT est un nom ou lon,lat."
)
@click.option("--name", required=True, help="Nom de la comparaison, tel que la page le montre.")
@click.option(
    "--resolution",
    type=click.IntRange(COARSEST, FINEST),
    default=9,
    show_default=True,
    help="Taille des hexagones H3 : 7 (2,4 km de large) à 10 (130 m).",
)
@click.option(
    "--departures", default="", help="Jours et heures regardés : AAAA-MM-JJThh:mm ; sinon, selon le changement."
)
@click.option("--window-min", type=click.IntRange(0), help="Départs regardés, en minutes ; sinon, selon le changement.")
@click.option("--workers", type=click.IntRange(1), help="Processus de cette machine ; par défaut, un par cœur.")
@click.option("--dask", "address", help="Calculer sur la grappe Dask de cette adresse, au lieu de cette machine.")
def whatif(
    territory: str,
    departure: str | None,
    extension: str | None,
    name: str,
    resolution: int,
    departures: str,
    window_min: int | None,
    workers: int | None,
    address: str | None,
) -> None:
    """Ce que changerait un départ de plus, ou une ligne prolongée : qui atteint quoi de plus, et à quel coût.

    Le changement est fait sur une copie : le réseau en service ne bouge pas. Arrêtée à tout moment, la comparaison
    reprend avec la même commande. La page du territoire la montre.
    """
    if (departure is None) == (extension is None):
        raise InputError(
            value=f"{departure or ''} {extension or ''}".strip() or "rien",
            rule="une comparaison porte sur un changement, et un seul.",
            remedy="Donnez --add-departure ou --extend.",
        )
    open_platform()
    from allant.web.accounts.queries import territory_called
    from allant.web.reaching.grounds import ground_of
    from allant.web.territory.changing import COMPARED, AddedDeparture, ExtendedLine, Question, compare

    ground = ground_of(territory_called(territory))
    change = (
        AddedDeparture(*departure_asked(departure))
        if departure is not None
        else ExtendedLine(*extension_asked(extension or ""))
    )
    hours = _departures(departures, ground.network) if ground.network is not None else ()
    question = Question(resolution, window_min, hours)
    folder = compare(ground, name, change, question, date.today(), _pool(workers, address), _tell_which)
    click.echo(f"{folder / COMPARED} · comparaison finie", err=True)


def _tell_which(where: str, progress: Progress) -> None:
    click.echo({"before": "aujourd’hui", "after": "avec le changement"}[where], err=True, nl=False)
    click.echo(" · ", err=True, nl=False)
    _tell(progress)


def _refuse_mixed(folder: Path | None, origins: str | None, opportunities_file: Path | None) -> None:
    if folder is not None or opportunities_file is not None or origins not in {None, CELLS}:
        raise InputError(
            value="--territory",
            rule="un territoire a déjà ses rues, ses lieux et ses origines.",
            remedy="Retirez FOLDER, --opportunities et --origins, ou retirez --territory.",
        )


def _given(value: T | None, option: str) -> T:
    if value is None:
        raise InputError(
            value=option,
            rule="cette option manque.",
            remedy="Donnez-la, ou demandez l’étude d’un territoire avec --territory.",
        )
    return value


def _of_files(
    folder: Path | None,
    origins: str | None,
    resolution: int,
    opportunities_file: Path | None,
    modes: str | None,
    minutes: str | None,
    departures: str,
    window_min: int,
) -> Plan:
    network = open_network(_given(folder, "FOLDER"))
    limits = tuple(limits_of(_given(minutes, "--minutes")))
    chosen = chosen_modes(_given(modes, "--modes"))
    trips = trips_of(chosen, _departures(departures, network), window_min, limits[-1])
    for mode in {trip.mode for trip in trips} & {Mode.TRANSIT}:
        network.engine(mode)
    points, asked = _origins(_given(origins, "--origins"), resolution, network)
    places = _given(opportunities_file, "--opportunities")
    opportunities = read_opportunities(places, network)
    asked["opportunities"] = source_said(source_of(places, "opportunities"))
    return Plan(network, points, opportunities, trips, limits, asked)


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
