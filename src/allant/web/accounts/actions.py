"""Writes of territories, organisations and accounts."""

import hashlib
import hmac
import secrets
import uuid
from datetime import date
from difflib import get_close_matches

from django.core.exceptions import ValidationError
from django.db import transaction

from allant.errors import InputError
from allant.sources.communes import communes_of_epci
from allant.web.accounts.enums import OrganisationKind, Role
from allant.web.accounts.models import DRAFT_SECRET_BYTES, Commune, DraftSecret, Organisation, Territory, User
from allant.web.journal.actions import record
from allant.web.journal.models import Action

KIND_OF_ROLE = {
    Role.ADVISER: OrganisationKind.PLATFORM,
    Role.MANAGER: OrganisationKind.PLATFORM,
    Role.NETWORK_HEAD: OrganisationKind.NETWORK,
    Role.PRESCRIBER: OrganisationKind.PRESCRIBER,
}
"""Where somebody with each role works."""


@transaction.atomic
def open_territory(*, epci: str, platform_name: str = "") -> tuple[Territory, bool]:
    """Open the territory of an EPCI with its communes and platform; return it and whether it is new.

    One that is already open is returned as it is: nothing in it changes.
    """
    existing = Territory.objects.filter(epci_code=epci).first() if epci else None
    if existing is not None:
        return existing, False
    communes = communes_of_epci(epci)
    territory = Territory.objects.create(name=communes[0].epci_name or epci, epci_code=epci)
    Commune.objects.bulk_create(
        Commune(
            territory=territory,
            code_insee=each.code_insee,
            name=each.name,
            postal_codes=list(each.postal_codes),
            population=each.population,
            lon=each.lon,
            lat=each.lat,
            centroid_quality=each.centroid_quality,
        )
        for each in communes
    )
    open_organisation(
        name=platform_name or f"Plateforme de mobilité – {territory.name}",
        kind=OrganisationKind.PLATFORM,
        territory=territory,
    )
    return territory, True


@transaction.atomic
def join_network(*, platform: Organisation, network: Organisation) -> None:
    """Put a platform in a network, whose head then sees its figures."""
    platform.network = network
    platform.save(update_fields=["network"])
    record(by=None, action=Action.CHANGE, subject=platform, detail=f"réseau : {network.name}"[:200])


@transaction.atomic
def note_authorisation(*, organisation: Organisation, since: date | None, reference: str) -> None:
    """Note since when an organisation is an authorised prescriber, and by which act; None where it is not any more."""
    if since is not None and not reference.strip():
        raise InputError(
            value=organisation.name,
            rule="Une habilitation cite l’acte qui la donne.",
            remedy="Donnez la référence de l’arrêté ou de la convention.",
        )
    organisation.authorised_prescriber_since = since
    organisation.authorised_prescriber_reference = reference.strip() if since is not None else ""
    organisation.save(update_fields=["authorised_prescriber_since", "authorised_prescriber_reference"])
    said = f"prescripteur habilité : {reference.strip()}" if since is not None else "prescripteur habilité : non"
    record(by=None, action=Action.CHANGE, subject=organisation, detail=said[:200])


@transaction.atomic
def open_organisation(*, name: str, kind: str, territory: Territory | None) -> Organisation:
    """Open a platform, a prescriber or a network head."""
    organisation = Organisation(name=name, kind=kind, territory=territory)
    try:
        organisation.full_clean()
    except ValidationError as error:
        raise _refused(error, organisation) from error
    organisation.save()
    record(by=None, action=Action.CREATE, subject=organisation, detail=kind)
    return organisation


@transaction.atomic
def change_contact(*, organisation: Organisation, phone: str, email: str, address: str, by: User) -> None:
    """Change how people reach an organisation."""
    organisation.phone, organisation.email, organisation.address = phone, email, address
    organisation.save(update_fields=["phone", "email", "address"])
    record(by=by, action=Action.CHANGE, subject=organisation, detail="coordonnées")


@transaction.atomic
def open_account(*, email: str, full_name: str, role: str, organisation: Organisation, password: str) -> User:
    """Open the account of somebody who works; refuse a role that such an organisation does not have."""
    expected = KIND_OF_ROLE[Role(role)]
    if organisation.kind != expected:
        raise InputError(
            value=organisation.name,
            rule=f"Le rôle « {Role(role).label} » travaille dans une organisation de nature « {expected.label} ».",
            remedy=f"Celle-ci est de nature « {organisation.get_kind_display()} » : changez le rôle ou l’organisation.",
        )
    try:
        user = User.objects.create_user(
            email=email, full_name=full_name, organisation=organisation, role=role, password=password
        )
    except ValidationError as error:
        raise _refused(error, User(email=email, full_name=full_name)) from error
    record(by=None, action=Action.CREATE, subject=user, detail=f"compte {role}")
    return user


def find_organisation(name: str, *, kind: str | None = None) -> Organisation:
    """Return the one organisation of this name; the remedy names the nearest ones."""
    organisations = Organisation.objects.select_related("territory")
    if kind is not None:
        organisations = organisations.filter(kind=kind)
    by_name: dict[str, list[Organisation]] = {}
    for each in organisations:
        by_name.setdefault(each.name.casefold(), []).append(each)
    found = by_name.get(name.casefold(), [])
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(
            value=name,
            rule=f"{len(found)} organisations portent ce nom : {', '.join(str(each.territory) for each in found)}.",
            remedy="Précisez le territoire.",
        )
    raise InputError(value=name, rule="Aucune organisation ne porte ce nom.", remedy=_nearest(name, by_name))


def _nearest(name: str, by_name: dict[str, list[Organisation]]) -> str:
    if not by_name:
        return "Ouvrez d’abord un territoire : allant territory create --epci 200040392"
    containing = [key for key in by_name if name.casefold() in key] if name else []
    near = containing or get_close_matches(name.casefold(), by_name, n=3, cutoff=0.4) or sorted(by_name)
    return "Vouliez-vous dire : " + ", ".join(by_name[key][0].name for key in near[:3]) + " ?"


def _refused(error: ValidationError, row: Organisation | User) -> InputError:
    """Return what a row breaks of the rules of its model, in the words of the form."""
    field, messages = next(iter(error.message_dict.items()))
    return InputError(
        value=str(getattr(row, field, row)),
        rule=" ".join(messages),
        remedy="Corrigez cette valeur, ou choisissez-en une autre.",
    )


@transaction.atomic
def draft_key(*, user: User, device: uuid.UUID) -> bytes:
    """Return the key that seals this person's unsent drafts on one device, always the same for both."""
    kept, _is_new = DraftSecret.objects.get_or_create(
        user=user, defaults={"secret": secrets.token_bytes(DRAFT_SECRET_BYTES)}
    )
    return hmac.new(bytes(kept.secret), device.bytes, hashlib.sha256).digest()


def use_shortcuts(*, user: User, are_on: bool) -> None:
    """Turn the shortcuts of one letter on or off for somebody: dictation and slips of the hand set them off."""
    user.uses_shortcuts = are_on
    user.save(update_fields=["uses_shortcuts"])
