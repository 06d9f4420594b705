"""`allant organisation`: platforms, prescribers and network heads."""

from datetime import datetime

import click

from allant.cli._platform import open_platform
from allant.errors import InputError

__all__ = ["organisation"]

KINDS = ("platform", "prescriber", "network")


@click.group()
def organisation() -> None:
    """Organisations : plateformes, prescripteurs, têtes de réseau."""


@organisation.command()
@click.option("--kind", required=True, type=click.Choice(KINDS), help="Ce qu’elle fait.")
@click.option("--name", required=True, help="Son nom.")
@click.option("--epci", default="", help="Code EPCI du territoire où elle travaille ; aucun pour une tête de réseau.")
def create(kind: str, name: str, epci: str) -> None:
    """Ouvrir une organisation dans un territoire déjà ouvert."""
    open_platform()
    from allant.web.accounts.actions import open_organisation
    from allant.web.accounts.enums import OrganisationKind
    from allant.web.accounts.models import Territory

    territory = Territory.objects.filter(epci_code=epci).first() if epci else None
    if (kind == "network") != (territory is None):
        raise InputError(
            value=epci or "aucun territoire",
            rule="Une tête de réseau n’a pas de territoire ; les autres travaillent dans un territoire déjà ouvert.",
            remedy="Donnez --epci pour une plateforme ou un prescripteur (allant territory list), rien pour un réseau.",
        )
    opened = open_organisation(name=name, kind=kind, territory=territory)
    click.echo(f"Organisation ouverte : {opened.name}, {OrganisationKind(opened.kind).label}.")


@organisation.command()
@click.option("--platform", required=True, help="Nom de la plateforme.")
@click.option("--network", required=True, help="Nom de la tête de réseau.")
def join(platform: str, network: str) -> None:
    """Rattacher une plateforme à un réseau, dont la tête verra les chiffres."""
    open_platform()
    from allant.web.accounts.actions import find_organisation, join_network

    joined, head = find_organisation(platform, kind="platform"), find_organisation(network, kind="network")
    join_network(platform=joined, network=head)
    click.echo(f"{joined.name} fait partie de {head.name}.")


@organisation.command()
@click.option("--name", required=True, help="Nom de l’organisation.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Depuis quand ; sans date, elle ne l’est plus.")
@click.option("--reference", default="", help="L’acte qui habilite : arrêté préfectoral, convention…")
def authorise(name: str, since: datetime | None, reference: str) -> None:
    """Noter qu’une organisation est prescripteur habilité (insertion par l’activité économique)."""
    open_platform()
    from allant.web.accounts.actions import find_organisation, note_authorisation

    found = find_organisation(name)
    note_authorisation(organisation=found, since=since.date() if since else None, reference=reference)
    said = (
        f"prescripteur habilité depuis le {since:%d/%m/%Y} ({reference})"
        if since
        else "n’est pas prescripteur habilité"
    )
    click.echo(f"{found.name} : {said}.")


@organisation.command("list")
def list_() -> None:
    """Lister les organisations."""
    open_platform()
    from allant.web.accounts.enums import OrganisationKind
    from allant.web.accounts.models import Organisation

    for each in Organisation.objects.select_related("territory", "network"):
        network = f", réseau {each.network.name}" if each.network else ""
        click.echo(
            f"{each.name} : {OrganisationKind(each.kind).label}, {each.territory or 'tous territoires'}{network}"
        )
