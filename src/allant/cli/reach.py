"""`allant reach`: what is within reach on a network — times, opportunities, areas."""

import json
from collections.abc import Iterable
from pathlib import Path

import click
import polars as pl

from allant.errors import InputError
from allant.routing.departures import departure_of
from allant.routing.network import Network, open_network
from allant.routing.places import Places
from allant.routing.reach import access_parts, isochrone, matrix_parts
from allant.routing.trips import ROUTED, Mode, Trip
from allant.routing.whereabouts import check_whereabouts
from allant.sources.places_files import read_places
from allant.sources.table_files import writing

__all__ = ["reach"]

_FILE = click.Path(path_type=Path)
_MODES = [str(mode) for mode in ROUTED]
_mode = click.option("--mode", required=True, type=click.Choice(_MODES), help="Par quel moyen.")
_departure = click.option("--departure", help="Jour et heure, AAAA-MM-JJThh:mm ; sans fuseau, ceux des horaires.")
_window = click.option(
    "--window-min",
    type=click.IntRange(0),
    default=60,
    show_default=True,
    help="Départs regardés, en minutes (transit).",
)
_origins = click.option("--origins", "origins_file", required=True, type=_FILE, help="Points de départ : id, lon, lat.")
_out = click.option("--out", required=True, type=_FILE, help="Fichier à écrire, .csv ou .parquet.")


@click.group()
def reach() -> None:
    """Ce qui est à portée : durées de trajet, lieux accessibles, zones."""


@reach.command()
@click.argument("folder", type=_FILE)
@_origins
@click.option("--destinations", "destinations_file", required=True, type=_FILE, help="Points d’arrivée : id, lon, lat.")
@_mode
@_departure
@_window
@click.option(
    "--max-min", type=click.FloatRange(0, min_open=True), default=60, show_default=True, help="Durée maximale."
)
@_out
def matrix(
    folder: Path,
    origins_file: Path,
    destinations_file: Path,
    mode: str,
    departure: str | None,
    window_min: int,
    max_min: float,
    out: Path,
) -> None:
    """Durées de trajet (secondes) entre des points, sur le réseau de FOLDER.

    Les paires hors de portée ne sont pas écrites. Avec une fenêtre de départs, la durée est la médiane.
    """
    network = open_network(folder)
    trip = _trip(network, mode, departure, window_min, max_min)
    origins, destinations = _places(origins_file, network), _places(destinations_file, network)
    _write(out, matrix_parts(network, origins, destinations, trip), ["origin_id", "destination_id"])
    _say(network, [trip], out)


@reach.command()
@click.argument("folder", type=_FILE)
@_origins
@click.option(
    "--opportunities", "opportunities_file", required=True, type=_FILE, help="id, lon, lat, puis des effectifs."
)
@click.option("--modes", required=True, help="Moyens, séparés par des virgules : walk,transit…")
@click.option("--minutes", required=True, help="Durées, séparées par des virgules : 30,45,60.")
@_departure
@_window
@_out
def access(
    folder: Path,
    origins_file: Path,
    opportunities_file: Path,
    modes: str,
    minutes: str,
    departure: str | None,
    window_min: int,
    out: Path,
) -> None:
    """Nombre de lieux à portée de chaque point, par moyen, par durée et par sorte, sur le réseau de FOLDER."""
    network = open_network(folder)
    limits = _limits(minutes)
    trips = [_trip(network, mode, departure, window_min, limits[-1]) for mode in _chosen(modes)]
    origins = _places(origins_file, network)
    opportunities = read_places(opportunities_file, None)
    kinds = set(opportunities.columns) - {"id", "lon", "lat"}
    if not kinds:
        raise InputError(
            value=opportunities_file.name,
            rule="ce fichier n’a aucune colonne d’effectifs.",
            remedy="Ajoutez une colonne par sorte de lieu, par exemple jobs, avec des nombres.",
        )
    _warn(opportunities_file, Places.of(opportunities), network)
    _write(out, access_parts(network, origins, opportunities, trips, limits), ["origin_id", "mode", "kind"])
    _say(network, trips, out)


@reach.command("isochrone")
@click.argument("folder", type=_FILE)
@click.option("--lon", required=True, type=float, help="Longitude du point de départ.")
@click.option("--lat", required=True, type=float, help="Latitude du point de départ.")
@_mode
@click.option("--minutes", required=True, help="Durées, séparées par des virgules : 15,30,60.")
@_departure
@_window
@click.option("--out", required=True, type=_FILE, help="Fichier GeoJSON à écrire.")
def isochrone_command(
    folder: Path, lon: float, lat: float, mode: str, minutes: str, departure: str | None, window_min: int, out: Path
) -> None:
    """Zones atteintes depuis un point, en GeoJSON, sur le réseau de FOLDER."""
    network = open_network(folder)
    limits = _limits(minutes)
    trip = _trip(network, mode, departure, window_min, limits[-1])
    check_whereabouts("--lon --lat", Places.one(lon, lat), network)
    found = isochrone(network, lon, lat, trip, limits)
    unfinished = out.with_name(f".{out.name}.unfinished")
    unfinished.write_text(json.dumps(found), encoding="utf-8")
    unfinished.replace(out)
    _say(network, [trip], out)


def _trip(network: Network, mode: str, departure: str | None, window_min: int, max_min: float) -> Trip:
    """Return the trip asked for; only public transport leaves at an hour."""
    leaves = departure_of(departure, network) if departure else None
    if mode == Mode.TRANSIT:
        network.engine(Mode.TRANSIT)
        return Trip(Mode.TRANSIT, max_min, leaves, window_min)
    return Trip(Mode(mode), max_min, leaves)


def _chosen(modes: str) -> list[str]:
    chosen = [each.strip() for each in modes.split(",") if each.strip()]
    for each in chosen or [modes]:
        if each not in _MODES:
            raise InputError(
                value=each, rule=f"un moyen est l’un de : {', '.join(_MODES)}.", remedy="Corrigez --modes."
            )
    return list(dict.fromkeys(chosen))


def _limits(minutes: str) -> list[float]:
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


def _places(path: Path, network: Network) -> Places:
    places = Places.of(read_places(path))
    _warn(path, places, network)
    return places


def _warn(path: Path, places: Places, network: Network) -> None:
    for finding in check_whereabouts(path.name, places, network):
        click.echo(f"Attention · {finding.place} [{finding.value}] : {finding.rule} ({finding.count} points)", err=True)


def _write(out: Path, parts: Iterable[pl.DataFrame], repeated: list[str]) -> None:
    with writing(out, repeated=repeated) as writer:
        for part in parts:
            writer.write(part)


def _say(network: Network, trips: list[Trip], out: Path) -> None:
    """Say what was computed with what; the speed on foot goes with every result."""
    speeds = ", ".join(sorted({f"{trip.foot_km_per_h:g}".replace(".", ",") for trip in trips}))
    engines = ", ".join(sorted({network.engine(trip.mode).name for trip in trips}))
    click.echo(f"{out} · réseau {network.manifest.version} · {engines} · marche {speeds} km/h", err=True)
