"""`allant reach`: what is within reach on a network — times, opportunities, areas."""

import json
from collections.abc import Iterable
from pathlib import Path

import click
import polars as pl

from allant.cli._asked import MODES, chosen_modes, limits_of, read_opportunities, read_origins
from allant.routing.departures import departure_of
from allant.routing.network import Network, open_network
from allant.routing.places import Places
from allant.routing.reach import access_parts, isochrone, matrix_parts
from allant.routing.trips import Mode, Trip
from allant.routing.whereabouts import check_whereabouts
from allant.sources.table_files import writing

__all__ = ["reach"]

_FILE = click.Path(path_type=Path)
_mode = click.option("--mode", required=True, type=click.Choice(MODES), help="Par quel moyen.")
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
    origins, destinations = (Places.of(read_origins(each, network)) for each in (origins_file, destinations_file))
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
    limits = limits_of(minutes)
    trips = [_trip(network, mode, departure, window_min, limits[-1]) for mode in chosen_modes(modes)]
    origins = Places.of(read_origins(origins_file, network))
    opportunities = read_opportunities(opportunities_file, network)
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
    limits = limits_of(minutes)
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


def _write(out: Path, parts: Iterable[pl.DataFrame], repeated: list[str]) -> None:
    with writing(out, repeated=repeated) as writer:
        for part in parts:
            writer.write(part)


def _say(network: Network, trips: list[Trip], out: Path) -> None:
    """Say what was computed with what; the speed on foot goes with every result."""
    speeds = ", ".join(sorted({f"{trip.foot_km_per_h:g}".replace(".", ",") for trip in trips}))
    engines = ", ".join(sorted({network.engine(trip.mode).name for trip in trips}))
    click.echo(f"{out} · réseau {network.manifest.version} · {engines} · marche {speeds} km/h", err=True)
