"""Writes of the places where somebody has to be."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allant.errors import InputError
from allant.web.accounts.models import User
from allant.web.cases.models import Case
from allant.web.journal.actions import record
from allant.web.journal.models import Action
from allant.web.reaching.models import PlaceToBe
from allant.web.reaching.queries import UNDO_WITHIN, places_of

MOST_PLACES = 12
"""More is a diary: these are the places of an ordinary week."""


@transaction.atomic
def add_place(*, place: PlaceToBe, by: User) -> PlaceToBe:
    """Add a place to those of a case."""
    Case.objects.select_for_update().get(pk=place.case_id)
    if places_of(place.case).count() >= MOST_PLACES:
        raise InputError(
            value=MOST_PLACES,
            rule=_("Une personne a %(most)d lieux où être au plus.") % {"most": MOST_PLACES},
            remedy=_("Retirez d’abord un lieu où elle va rarement."),
        )
    _refuse_twice(place)
    _forget_removed(place.case)
    _keep(place, "lieu où être ajouté", by)
    return place


@transaction.atomic
def change_place(*, place: PlaceToBe, by: User) -> PlaceToBe:
    """Keep what was corrected; a place that somebody took away meanwhile comes back corrected."""
    _refuse_twice(place)
    what = "lieu où être corrigé" if place.removed_at is None else "lieu où être remis et corrigé"
    place.removed_at = None
    _keep(place, what, by)
    return place


@transaction.atomic
def place_remove(*, place: PlaceToBe, by: User) -> None:
    """Take a place away; it can come back until another one is noted."""
    if place.removed_at is None:
        _forget_removed(place.case)
        place.removed_at = timezone.now()
        place.save(update_fields=["removed_at"])
        _note(place, "lieu où être retiré", by)


@transaction.atomic
def place_put_back(*, place: PlaceToBe, by: User) -> None:
    """Put back the place that was just taken away."""
    if place.removed_at is not None:
        _refuse_twice(place)
        place.removed_at = None
        place.save(update_fields=["removed_at"])
        _note(place, "lieu où être remis", by)


def erase_removed_places(now: datetime) -> int:
    """Erase the places that were taken away and can no longer come back. Return how many."""
    deleted, _by_model = PlaceToBe.objects.filter(removed_at__lt=now - UNDO_WITHIN).delete()
    return deleted


def _refuse_twice(place: PlaceToBe) -> None:
    same = places_of(place.case).filter(name=place.name, purpose=place.purpose).exclude(pk=place.pk)
    if same.exists():
        raise InputError(
            value=f"{place.name}, {place.get_purpose_display()}",
            rule=_("Ce lieu est déjà noté, pour la même raison."),
            remedy=_("Corrigez celui qui est noté."),
        )


def _keep(place: PlaceToBe, what: str, by: User) -> None:
    place.noted_by, place.noted_at = by, timezone.now()
    place.save()
    _note(place, what, by)


def _forget_removed(case: Case) -> None:
    """Erase what was taken away before: only the last place can come back, until something else is noted."""
    PlaceToBe.objects.filter(case=case, removed_at__isnull=False).delete()


def _note(place: PlaceToBe, what: str, by: User) -> None:
    record(by=by, action=Action.CHANGE, subject=place.case, detail=f"{what} ({place.get_purpose_display()})")
