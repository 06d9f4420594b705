"""`allant assessments`: keep stored tests and bilans in order."""

import click

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
