"""`allant account`: the accounts of people who work."""

import json
import secrets
from pathlib import Path

import click

from allant.cli._platform import open_platform
from allant.errors import FileError, InputError

__all__ = ["account"]

ROLES = ("adviser", "manager", "network_head", "prescriber")
GENERATED_BYTES = 12


@click.group()
def account() -> None:
    """Comptes des personnes qui travaillent : en ouvrir un, les lister."""


@account.command()
@click.option("--role", required=True, type=click.Choice(ROLES), help="Ce que la personne peut faire.")
@click.option("--organisation", required=True, help="Nom de l’organisation où elle travaille.")
@click.option("--email", required=True, help="Adresse électronique : c’est l’identifiant.")
@click.option("--name", "full_name", required=True, help="Prénom et nom.")
@click.option(
    "--password-file", type=click.Path(path_type=Path), help="Fichier du mot de passe ; à défaut, tiré au sort."
)
@click.option("--json", "as_json", is_flag=True, help="Sortie lisible par un programme.")
def create(role: str, organisation: str, email: str, full_name: str, password_file: Path | None, as_json: bool) -> None:
    """Ouvrir un compte. Un mot de passe tiré au sort n’est montré qu’une fois."""
    password = _read_password(password_file) if password_file else secrets.token_urlsafe(GENERATED_BYTES)
    open_platform()
    from allant.web.accounts.actions import find_organisation, open_account
    from allant.web.accounts.enums import Role

    _check_strength(password)
    opened = open_account(
        email=email, full_name=full_name, role=role, organisation=find_organisation(organisation), password=password
    )
    description = {"login": opened.email, "role": opened.role, "organisation": opened.organisation.name}
    if password_file is None:
        description["password"] = password
    if as_json:
        click.echo(json.dumps(description, ensure_ascii=False, indent=2))
        return
    click.echo(
        f"Compte ouvert : {opened.full_name} <{opened.email}>, {Role(opened.role).label}, {opened.organisation}."
    )
    if password_file is None:
        click.echo(f"Mot de passe, montré cette seule fois : {password}")


@account.command("list")
@click.option("--json", "as_json", is_flag=True, help="Sortie lisible par un programme.")
def list_(as_json: bool) -> None:
    """Lister les comptes."""
    open_platform()
    from allant.web.accounts.models import User

    described = [
        {
            "login": each.email,
            "name": each.full_name,
            "role": each.role,
            "organisation": each.organisation.name,
            "is_active": each.is_active,
        }
        for each in User.objects.select_related("organisation").order_by("organisation__name", "full_name")
    ]
    if as_json:
        click.echo(json.dumps(described, ensure_ascii=False, indent=2))
        return
    for each in described:
        closed = "" if each["is_active"] else " (fermé)"
        click.echo(f"{each['login']:<36} {each['role']:<13} {each['organisation']} : {each['name']}{closed}")
    if not described:
        click.echo("Aucun compte.")


def _read_password(path: Path) -> str:
    try:
        password = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise FileError(
            value=str(path),
            rule="Le fichier du mot de passe ne peut pas être lu.",
            remedy="Vérifiez son chemin : il tient sur une ligne, en UTF-8.",
        ) from error
    return password


def _check_strength(password: str) -> None:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    try:
        validate_password(password)
    except ValidationError as error:
        raise InputError(
            value="mot de passe",
            rule=" ".join(error.messages),
            remedy="Choisissez-en un plus long, de 12 caractères au moins.",
        ) from error
