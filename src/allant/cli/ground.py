"""`allant ground`: gives a territory its streets, its timetables and the places that people go to."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from allant.cli._findings import covered, said
from allant.cli._platform import open_platform

if TYPE_CHECKING:
    from allant.web.reaching.grounds import Ground, Opportunities

__all__ = ["ground"]

_FILE = click.Path(path_type=Path)
_territory = click.option("--territory", required=True, help="Code EPCI ou nom du territoire.")
_json = click.option("--json", "as_json", is_flag=True, help="Sortie lisible par un programme.")


@click.group()
def ground() -> None:
    """Rues, horaires et lieux d’un territoire : les charger, dire ce qui est là."""


@ground.command()
@_territory
@click.option("--osm", required=True, type=_FILE, help="Extrait OpenStreetMap (.osm.pbf).")
@click.option("--gtfs", "timetables", multiple=True, type=_FILE, help="Horaires (GTFS) ; autant de fois que besoin.")
@click.option("--opportunities", type=_FILE, help="Lieux : id, lon, lat, name (facultatif), puis jobs, training…")
@click.option("--communes", type=_FILE, help="Contours des communes (GeoJSON), chacun avec son code INSEE.")
@click.option("--tiles", type=_FILE, help="Carte à dessiner sous les pages (PMTiles), à la place des seules rues.")
@click.option("--allow-past", is_flag=True, help="Accepter des horaires passés à la place de ceux en service.")
@_json
def load(
    territory: str,
    osm: Path,
    timetables: tuple[Path, ...],
    opportunities: Path | None,
    communes: Path | None,
    tiles: Path | None,
    *,
    allow_past: bool,
    as_json: bool,
) -> None:
    """Vérifier les rues, les horaires et les lieux d’un territoire, puis les mettre en service ensemble.

    Les lieux, les contours et la carte déjà en place restent si l’on n’en donne pas d’autres. Si quelque chose ne va
    pas, ce qui était en service le reste.
    Les pages ouvertes prennent le nouveau terrain à leur prochaine lecture, sans rien redémarrer.
    """
    open_platform()
    from allant.web.accounts.queries import territory_called
    from allant.web.reaching.grounds import ground_of
    from allant.web.reaching.loading import GroundFiles, load_ground

    named = territory_called(territory)
    files = GroundFiles(osm, timetables, opportunities, communes, tiles)
    loaded = load_ground(named, files, as_of=date.today(), allow_past=allow_past)
    if as_json:
        findings = [each.as_json() for each in loaded.findings]
        _print(_described(ground_of(named)) | {"is_new": loaded.is_new, "findings": findings})
        return
    for finding in loaded.findings:
        click.echo(said(finding))
    _tell(ground_of(named))
    click.echo("C’est en service." if loaded.is_new else "Tout était déjà là : rien n’a changé.")


@ground.command()
@_territory
@_json
def show(territory: str, *, as_json: bool) -> None:
    """Dire ce qui est chargé : version, jours et heures des horaires, lieux par sorte."""
    open_platform()
    from allant.web.accounts.queries import territory_called
    from allant.web.reaching.grounds import ground_of

    found = ground_of(territory_called(territory))
    if as_json:
        _print(_described(found))
    else:
        _tell(found)


def _print(described: dict[str, Any]) -> None:
    click.echo(json.dumps(described, ensure_ascii=False, indent=2, default=str))


def _described(found: "Ground") -> dict[str, Any]:
    from allant.web.reaching.backgrounds import outlined_communes, tiles_of

    places, tiles = found.opportunities, tiles_of(found.territory)
    return {
        "territory": found.territory.name,
        "network": None if found.network is None else asdict(found.network.manifest),
        "opportunities": None
        if places is None
        else {"version": places.version, "places": len(places.places), "kinds": _totals(places)},
        "outlined_communes": outlined_communes(found.territory),
        "tiles": None if tiles is None else asdict(tiles),
    }


def _totals(opportunities: "Opportunities") -> dict[str, float]:
    return dict(zip(opportunities.kinds, opportunities.counts.sum(axis=0).tolist(), strict=True))


def _tell(found: "Ground") -> None:
    from allant.web.reaching.backgrounds import outlined_communes, tiles_of

    click.echo(found.territory.name)
    if found.network is None:
        click.echo(
            "Rues · aucune : les durées sont estimées à vol d’oiseau, rien n’est dit des transports en commun.\n"
            "  Pour les charger : allant ground load --territory … --osm EXTRAIT.osm.pbf --gtfs HORAIRES.zip"
        )
    else:
        _tell_network(found.network.manifest)
    if found.opportunities is None:
        click.echo("Lieux · aucun : ajoutez --opportunities FICHIER.csv (id, lon, lat, puis jobs, training…).")
    else:
        _tell_opportunities(found.opportunities)
    outlined = outlined_communes(found.territory)
    click.echo(f"Contours · {outlined or 'aucune'} commune{'s' if outlined > 1 else ''}.")
    tiles = tiles_of(found.territory)
    if tiles is not None:
        kind = "vectorielle" if tiles.kind == "vector" else "en images"
        click.echo(f"Carte · donnée, {kind}, du niveau {tiles.lowest} au niveau {tiles.highest}.")


def _tell_network(manifest: Any) -> None:
    sources = ", ".join(each.name for each in manifest.sources)
    click.echo(f"Rues · réseau {manifest.version} ({manifest.engine}), fait de {sources}.")
    for coverage in manifest.timetables:
        past = " Ces jours sont passés : demandez l’horaire en cours." if coverage.last_day < date.today() else ""
        click.echo(covered(coverage) + past)
    if not manifest.timetables:
        click.echo("Horaires · aucun : rien n’est dit des transports en commun.")


def _tell_opportunities(opportunities: "Opportunities") -> None:
    from allant.web.reaching.enums import Kind

    words = dict(Kind.choices)
    totals = [f"{words.get(kind, kind)} {_figure(total)}" for kind, total in _totals(opportunities).items()]
    click.echo(f"Lieux · {len(opportunities.places)} : {', '.join(totals)}.")
    if Kind.JOBS not in opportunities.kinds:
        click.echo("  Sans effectifs d’emplois : les pages le disent, sans rien inventer.")


def _figure(total: float) -> str:
    return f"{total:,.0f}".replace(",", "\u202f")
