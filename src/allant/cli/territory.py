"""`allant territory`: open a territory from the register of communes, without a line of code."""

import json
from typing import Any

import click

from allant.cli._platform import open_platform

__all__ = ["territory"]


@click.group()
def territory() -> None:
    """Territoires : en ouvrir un, les lister."""


@territory.command()
@click.option("--epci", required=True, help="Code de l’intercommunalité, 9 chiffres : 200040392 (Le Grand Périgueux).")
@click.option("--platform", "platform_name", default="", help="Nom de la plateforme ; à défaut, tiré du territoire.")
@click.option("--json", "as_json", is_flag=True, help="Sortie lisible par un programme.")
def create(epci: str, platform_name: str, as_json: bool) -> None:
    """Ouvrir le territoire d’une intercommunalité, avec ses communes et sa plateforme."""
    open_platform(prepare_empty=True)
    from allant.web.accounts.actions import open_territory

    opened, is_new = open_territory(epci=epci.strip(), platform_name=platform_name.strip())
    description = _described(opened) | {"created": is_new}
    if as_json:
        click.echo(json.dumps(description, ensure_ascii=False, indent=2))
    else:
        state = "est ouvert" if is_new else "existe déjà : rien n’a changé"
        click.echo(f"{opened.name} {state}. {_summed_up(description)}")


@territory.command("list")
@click.option("--json", "as_json", is_flag=True, help="Sortie lisible par un programme.")
def list_(as_json: bool) -> None:
    """Lister les territoires et leurs organisations."""
    open_platform()
    from allant.web.accounts.models import Territory

    described = [_described(each) for each in Territory.objects.order_by("name")]
    if as_json:
        click.echo(json.dumps(described, ensure_ascii=False, indent=2))
        return
    for each in described:
        click.echo(f"{each['name']}{' (fictif)' if each['is_fictional'] else ''}. {_summed_up(each)}")
    if not described:
        click.echo("Aucun territoire. Pour en ouvrir un : allant territory create --epci 200040392")


def _described(opened: Any) -> dict[str, Any]:
    return {
        "territory": opened.pk,
        "name": opened.name,
        "epci": opened.epci_code,
        "is_fictional": opened.is_fictional,
        "communes": opened.communes.count(),
        "organisations": list(opened.organisations.values_list("name", flat=True)),
    }


def _summed_up(description: dict[str, Any]) -> str:
    organisations = ", ".join(description["organisations"]) or "aucune"
    return f"{description['communes']} communes ; organisations : {organisations}."
