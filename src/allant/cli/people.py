"""`allant people`: bring a list of people into a platform, find who may be there twice, build the search anew."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from allant.cli._platform import open_platform
from allant.errors import InputError

__all__ = ["find_platform", "people"]


@click.group()
def people() -> None:
    """Bénéficiaires : importer une liste, chercher les doublons, refaire l’index de la recherche."""


@people.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--organisation", default="", help="Nom de la plateforme ; inutile s’il n’y en a qu’une.")
@click.option("--territory", default="", help="Code EPCI ou nom du territoire de la plateforme.")
@click.option("--dry-run", is_flag=True, help="Lire et vérifier, sans rien enregistrer.")
@click.option("--json", "as_json", is_flag=True, help="Sortie lisible par un programme.")
def import_(file: Path, organisation: str, territory: str, dry_run: bool, as_json: bool) -> None:
    """Importer les personnes de FILE (.csv ou .xlsx) : toutes les lignes acceptées, ou aucune.

    Les lignes refusées sont dites une à une, avec la règle et le remède. Code de sortie 0 quand le fichier est lu.
    """
    open_platform()
    from allant.web.cases import actions, lists

    platform = find_platform(organisation, territory)
    report = lists.read_list(organisation=platform, source=file, file_name=file.name)
    if not dry_run:
        actions.import_people(organisation=platform, rows=[lists.as_plain(row) for row in report.accepted], by=None)
    described = report.as_json()
    if as_json:
        click.echo(json.dumps(described, ensure_ascii=False, indent=2))
    else:
        _tell(described, platform.name, dry_run)


@people.command()
def reindex() -> None:
    """Refaire l’index de la recherche, après une mise à jour ou une écriture directe dans la base."""
    open_platform()
    from allant.web.people import search

    click.echo(f"{search.reindex()} personnes indexées.")


@people.command()
@click.option("--organisation", default="", help="Nom de la plateforme ; sans lui, toutes.")
@click.option("--territory", default="", help="Code EPCI ou nom du territoire de la plateforme.")
def duplicates(organisation: str, territory: str) -> None:
    """Chercher, parmi les personnes déjà suivies, celles qui ont peut-être deux dossiers dans une même plateforme.

    Les paires s’ajoutent à la page « Doublons possibles » : c’est l’équipe qui décide. Une paire déjà vue ne revient
    pas ; la commande peut être arrêtée et relancée.
    """
    open_platform()
    from allant.web.accounts.enums import OrganisationKind
    from allant.web.accounts.models import Organisation

    if organisation or territory:
        platforms = [find_platform(organisation, territory)]
    else:
        platforms = list(Organisation.objects.filter(kind=OrganisationKind.PLATFORM).order_by("name"))
    for platform in platforms:
        found, waiting = _propose_duplicates(platform)
        click.echo(f"{platform.name} : {found} paires nouvelles, {waiting} à regarder.")


def _propose_duplicates(platform: Any) -> tuple[int, int]:
    from allant.web.cases import duplicates

    keys = duplicates.shared_keys(platform)
    found = 0
    with click.progressbar(length=len(keys), label=platform.name, file=sys.stderr) as progress:
        for start in range(0, len(keys), duplicates.KEYS_AT_ONCE):
            some = keys[start : start + duplicates.KEYS_AT_ONCE]
            found += duplicates.propose_among(some, platform)
            progress.update(len(some))
    return found, duplicates.to_look_at(platform).count()


def find_platform(organisation: str, territory: str) -> Any:
    """Return the platform that is meant; where the choice is open, refuse and name the platforms."""
    from django.db.models import Q

    from allant.web.accounts.actions import find_organisation
    from allant.web.accounts.enums import OrganisationKind
    from allant.web.accounts.models import Organisation

    platforms = Organisation.objects.filter(kind=OrganisationKind.PLATFORM)
    if territory:
        platforms = platforms.filter(Q(territory__epci_code=territory) | Q(territory__name__iexact=territory))
    if organisation and not territory:
        return find_organisation(organisation, kind=OrganisationKind.PLATFORM)
    if organisation:
        platforms = platforms.filter(name__iexact=organisation)
    found = list(platforms.order_by("name"))
    real = [each for each in found if not each.territory.is_fictional]
    if len(found) == 1 or len(real) == 1:
        return (real or found)[0]
    known = ", ".join(Organisation.objects.filter(kind=OrganisationKind.PLATFORM).values_list("name", flat=True))
    raise InputError(
        value=organisation or territory or "plateforme",
        rule="Plusieurs plateformes correspondent." if found else "Aucune plateforme ne correspond.",
        remedy=f'Nommez-la : --organisation "…" parmi {known}.'
        if known
        else "Ouvrez d’abord un territoire : allant territory create --epci 200040392",
    )


def _tell(report: dict[str, Any], platform: str, dry_run: bool) -> None:
    done = "seraient importées" if dry_run else "importées"
    click.echo(f"{report['rows']} lignes lues ; {report['accepted']} {done} dans {platform}.")
    for refusal in report["refused"]:
        cell = f"ligne {refusal['row']}, {refusal['field']} « {refusal['value']} »"
        click.echo(f"  {cell} : {refusal['rule']} {refusal['remedy']}")
