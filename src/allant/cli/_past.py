"""What the imports of the past share: their options, and how their report is told."""

import json
from collections.abc import Callable
from typing import Any, TypeVar

import click

__all__ = ["past_options", "tell"]

Command = TypeVar("Command", bound=Callable[..., Any])


def past_options(command: Command) -> Command:
    """Give a command the options of every import."""
    options = [
        click.option("--organisation", default="", help="Nom de la plateforme ; inutile s’il n’y en a qu’une."),
        click.option("--territory", default="", help="Code EPCI ou nom du territoire de la plateforme."),
        click.option("--dry-run", is_flag=True, help="Lire et vérifier, sans rien enregistrer."),
        click.option("--json", "as_json", is_flag=True, help="Sortie lisible par un programme."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def tell(report: Any, platform: str, *, dry_run: bool, as_json: bool) -> None:
    """Print a report, for a program or for a person."""
    described = report.as_json()
    if as_json:
        click.echo(json.dumps(described, ensure_ascii=False, indent=2))
        return
    done = "seraient ajoutées" if dry_run else "ajoutées"
    click.echo(
        f"{described['rows']} lignes lues, {described['accepted']} acceptées ; "
        f"{described['added']} {done} dans {platform}."
    )
    for refusal in described["refused"]:
        cell = f"ligne {refusal['row']}, {refusal['field']} « {refusal['value']} »"
        click.echo(f"  {cell} : {refusal['rule']} {refusal['remedy']}")
    if report.ignored_columns:
        click.echo(f"Colonnes non reprises : {', '.join(report.ignored_columns)}.")
