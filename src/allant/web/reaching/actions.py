"""Writes of usual weeks. The journal says what kind of trip changed, never where somebody goes."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allant.errors import InputError
from allant.web.accounts.models import User
from allant.web.cases.models import CaseAssessment
from allant.web.journal.actions import record
from allant.web.journal.models import Action
from allant.web.reaching.models import UsualTrip
from allant.web.reaching.queries import week_of

MOST_TRIPS = 40
"""A week of more is a typing mistake, or a diary: this is the usual week."""


@transaction.atomic
def add_trip(*, trip: UsualTrip, by: User) -> UsualTrip:
    """Add a trip to the week of a bilan."""
    trip.as_trip()
    if week_of(trip.link).count() >= MOST_TRIPS:
        raise InputError(
            value=MOST_TRIPS,
            rule=_("Une semaine habituelle compte %(most)d trajets au plus.") % {"most": MOST_TRIPS},
            remedy=_("Réunissez les trajets qui se ressemblent : leur nombre par semaine les compte."),
        )
    _forget_removed(trip.link)
    trip.noted_by, trip.noted_at = by, timezone.now()
    trip.save()
    _note(trip, "trajet ajouté", by)
    return trip


@transaction.atomic
def change_trip(*, trip: UsualTrip, by: User) -> UsualTrip:
    """Keep what was corrected."""
    trip.as_trip()
    trip.noted_by, trip.noted_at = by, timezone.now()
    trip.save()
    _note(trip, "trajet corrigé", by)
    return trip


@transaction.atomic
def remove_trip(*, trip: UsualTrip, by: User) -> None:
    """Take a trip away; it can come back until something else is noted."""
    if trip.removed_at is None:
        _forget_removed(trip.link)
        trip.removed_at = timezone.now()
        trip.save(update_fields=["removed_at"])
        _note(trip, "trajet retiré", by)


@transaction.atomic
def put_back(*, trip: UsualTrip, by: User) -> None:
    """Put back the trip that was just taken away."""
    if trip.removed_at is not None:
        trip.removed_at = None
        trip.save(update_fields=["removed_at"])
        _note(trip, "trajet remis", by)


@transaction.atomic
def copy_week(*, source: CaseAssessment, link: CaseAssessment, by: User) -> int:
    """Give a bilan the week of another one: nothing changed since. Return how many trips; a week begun stays."""
    CaseAssessment.objects.select_for_update().get(pk=link.pk)
    if week_of(link).exists():
        raise InputError(
            value=str(link),
            rule=_("Cette semaine a déjà des trajets."),
            remedy=_("Retirez-les d’abord, ou corrigez ceux qui ont changé."),
        )
    copies = list(week_of(source))
    for trip in copies:
        trip.pk, trip._state.adding = None, True
        trip.link, trip.noted_by, trip.noted_at = link, by, timezone.now()
    UsualTrip.objects.bulk_create(copies)
    detail = f"semaine habituelle ({link.get_moment_display()}) : inchangée, {len(copies)} trajets repris"
    record(by=by, action=Action.CHANGE, subject=link.case, detail=detail[:200])
    return len(copies)


def _forget_removed(link: CaseAssessment) -> None:
    """Erase what was taken away before: only the last trip can come back, until something else is noted."""
    UsualTrip.objects.filter(link=link, removed_at__isnull=False).delete()


def _note(trip: UsualTrip, what: str, by: User) -> None:
    detail = f"semaine habituelle ({trip.link.get_moment_display()}) : {what}, {trip}"
    record(by=by, action=Action.CHANGE, subject=trip.link.case, detail=detail[:200])
