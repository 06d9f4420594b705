"""`allant assessments`: keep stored tests and bilans in order."""

from pathlib import Path

import click

from allant.cli._past import past_options, tell
from allant.cli._platform import open_platform

__all__ = ["assessments"]


@click.group()
def assessments() -> None:
    """Tests et bilans enregistrés."""


@assessments.command("erase-expired")
def erase_expired() -> None:
    """Effacer les tests dont le code n’a pas été remis à temps (« allant work » le fait chaque jour)."""
    open_platform()
    from allant.web.assessments.actions import erase_expired as erase

    click.echo(f"{erase()} tests effacés.")


@assessments.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--grid", default="", help="Grille des réponses, si aucune colonne « grille » ne la dit.")
@past_options
def import_(file: Path, grid: str, organisation: str, territory: str, dry_run: bool, as_json: bool) -> None:
    """Importer les bilans passés de FILE (.csv ou .xlsx), une ligne par bilan, une colonne par question.

    Chaque ligne dit de qui elle parle (référence, ou nom, prénom et date de naissance), le moment et la date. Les
    réponses gardent leur date ; l’indice est calculé avec le calcul d’aujourd’hui. Importer deux fois n’ajoute rien.
    """
    open_platform()
    from allant.cli.people import find_platform
    from allant.web.cases import actions, past

    platform = find_platform(organisation, territory)
    read = past.read_list(kind="assessments", source=file, file_name=file.name)
    report = actions.import_past_bilans(organisation=platform, report=read, by=None, grid=grid, dry_run=dry_run)
    tell(report, platform.name, dry_run=dry_run, as_json=as_json)
