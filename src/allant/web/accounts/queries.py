"""Reads of territories, of organisations and of their places."""

from django.db.models import Q, QuerySet

from allant.errors import InputError
from allant.sources.names import comparable
from allant.web.accounts.models import Organisation, ReceptionPoint, Territory


def open_points(organisation: Organisation, kept: int | None = None) -> QuerySet[ReceptionPoint]:
    """Return the places where a platform receives, and the one, by its key, that a row names already."""
    return organisation.reception_points.filter(Q(closed_on__isnull=True) | Q(pk=kept))


def territory_called(code_or_name: str) -> Territory:
    """Return the territory that somebody names, by its EPCI code or by its name, as people write it.

    Raises
    ------
    InputError
        There is no such territory, or several bear that name.
    """
    asked = code_or_name.strip()
    known = list(Territory.objects.order_by("name"))
    found = [each for each in known if each.epci_code == asked and asked] or [
        each for each in known if comparable(each.name) == comparable(asked)
    ]
    if len(found) == 1:
        return found[0]
    names = ", ".join(f"{each.name} ({each.epci_code})" if each.epci_code else each.name for each in known)
    raise InputError(
        value=asked or "territoire",
        rule="Plusieurs territoires portent ce nom." if found else "Aucun territoire ouvert n’a ce nom ou ce code.",
        remedy=f"Nommez l’un de : {names}."
        if known
        else "Ouvrez d’abord un territoire : allant territory create --epci 200040392",
    )
