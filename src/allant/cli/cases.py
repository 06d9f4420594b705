"""`allant cases`: bring past cases, steps and exits into a platform."""

from pathlib import Path

import click

from allant.cli._past import past_options, tell
from allant.cli._platform import open_platform

__all__ = ["cases"]


@click.group()
def cases() -> None:
    """Dossiers : importer le passé."""


@cases.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--kind",
    type=click.Choice(["cases", "steps", "exits"]),
    default="cases",
    show_default=True,
    help="Ce que dit chaque ligne : un dossier et sa décision, une étape, ou une sortie.",
)
@past_options
def import_(file: Path, kind: str, organisation: str, territory: str, dry_run: bool, as_json: bool) -> None:
    """Importer les dossiers passés de FILE (.csv ou .xlsx), une ligne par dossier, étape ou sortie.

    Les lignes refusées sont dites une à une, avec la règle et le remède ; les autres entrent toutes, ou aucune.
    Importer deux fois n’ajoute rien.
    """
    open_platform()
    from allant.cli.people import find_platform
    from allant.web.cases import actions, past

    platform = find_platform(organisation, territory)
    read = past.read_list(kind=kind, source=file, file_name=file.name)
    report = actions.import_past(organisation=platform, kind=kind, report=read, by=None, dry_run=dry_run)
    tell(report, platform.name, dry_run=dry_run, as_json=as_json)
