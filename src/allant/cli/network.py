"""`allant network`: builds the streets and timetables that reach is computed on."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from allant.cli._findings import covered, said
from allant.routing.building import Built, build_network

__all__ = ["network"]

_FILE = click.Path(path_type=Path)


@click.group()
def network() -> None:
    """Réseaux de rues et d’horaires : vérifier les fichiers, construire."""


@network.command()
@click.option("--osm", required=True, type=_FILE, help="Extrait OpenStreetMap (.osm.pbf).")
@click.option("--gtfs", "timetables", multiple=True, type=_FILE, help="Horaires (GTFS) ; autant de fois que besoin.")
@click.option("--out", required=True, type=_FILE, help="Dossier du réseau.")
@click.option("--allow-past", is_flag=True, help="Accepter des horaires passés à la place du réseau en service.")
@click.option("--json", "as_json", is_flag=True, help="Sortie lisible par un programme.")
def build(osm: Path, timetables: tuple[Path, ...], out: Path, *, allow_past: bool, as_json: bool) -> None:
    """Vérifier un extrait et des horaires, dire ce qui manque ou a été réparé, construire le réseau.

    Les mêmes fichiers donnent le même réseau : recommencer ne change rien. Si quelque chose ne va pas, le réseau en
    service le reste.
    """
    built = build_network(osm, timetables, out, as_of=date.today(), allow_past=allow_past)
    click.echo(json.dumps(_as_json(built), ensure_ascii=False, indent=2, default=str) if as_json else _as_text(built))


def _as_json(built: Built) -> dict[str, object]:
    findings = [finding.as_json() for finding in built.findings]
    return asdict(built.manifest) | {"is_new": built.is_new, "findings": findings}


def _as_text(built: Built) -> str:
    lines = [said(finding) for finding in built.findings]
    lines += [covered(each) for each in built.manifest.timetables]
    done = "construit" if built.is_new else "déjà là : rien n’a changé"
    lines.append(f"Moteurs · {built.manifest.engine}.")
    return "\n".join([*lines, f"Réseau {built.manifest.version} {done}."])
