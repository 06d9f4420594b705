"""Writes of usual weeks. The journal says what kind of trip changed, never where somebody goes."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allant.errors import InputError
from allant.web.accounts.models import User
from allant.web.cases.models import CaseAssessment
from allant.web.journal.actions import record
from allant.web.journal.models import Action
from allant.web.reaching.models import UsualTrip, WeekWithoutTrips
from allant.web.reaching.queries import UNDO_WITHIN, week_of

LONGEST_DETAIL = 200
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
            remedy=_("Réunissez les trajets qui se ressemblent : leur nombre par semaine les compte."),
        )
    _forget_former(trip.link)
    trip.noted_by, trip.noted_at = by, timezone.now()
    trip.save()
    _note(trip, "trajet ajouté", by)
    return trip


@transaction.atomic
def change_trip(*, trip: UsualTrip, by: User) -> UsualTrip:
    """Keep what was corrected; a trip that somebody took away meanwhile comes back corrected."""
    trip.as_trip()
    _forget_former(trip.link, but=trip)
    what = "trajet corrigé" if trip.removed_at is None else "trajet remis et corrigé"
    trip.noted_by, trip.noted_at, trip.removed_at = by, timezone.now(), None
    trip.save()
    _note(trip, what, by)
    return trip


@transaction.atomic
def remove_trip(*, trip: UsualTrip, by: User) -> None:
    """Take a trip away; it can come back until something else is noted."""
    if trip.removed_at is None:
        _forget_former(trip.link)
        trip.removed_at = timezone.now()
        trip.save(update_fields=["removed_at"])
        _note(trip, "trajet retiré", by)


@transaction.atomic
def put_back(*, trip: UsualTrip, by: User) -> None:
    """Put back the trip that was just taken away."""
    if trip.removed_at is not None:
        _forget_former(trip.link, but=trip)
        trip.removed_at = None
        trip.save(update_fields=["removed_at"])
        _note(trip, "trajet remis", by)


@transaction.atomic
def copy_week(*, source: CaseAssessment, link: CaseAssessment, by: User) -> int:
    """Give a bilan the week of another one: nothing changed since. Return how many trips; a week begun stays."""
    _refuse_begun(link)
    _forget_former(link)
    copies = list(week_of(source))
    if not copies and hasattr(source, "week_without_trips"):
        WeekWithoutTrips.objects.create(link=link, noted_by=by)
    for trip in copies:
        trip.pk, trip._state.adding = None, True
        trip.link, trip.noted_by, trip.noted_at = link, by, timezone.now()
    UsualTrip.objects.bulk_create(copies)
    _note_week(link, f"inchangée, {len(copies)} trajets repris", by)
    return len(copies)


@transaction.atomic
def say_no_trips(*, link: CaseAssessment, by: User) -> None:
    """Keep that the person was asked and that no trip comes back."""
    _refuse_begun(link)
    _forget_former(link)
    WeekWithoutTrips.objects.create(link=link, noted_by=by)
    _note_week(link, "aucun trajet habituel", by)


@transaction.atomic
def take_back_no_trips(*, link: CaseAssessment, by: User) -> None:
    """Forget that no trip comes back: the week is to be asked."""
    deleted, _by_model = WeekWithoutTrips.objects.filter(link=link).delete()
    if deleted:
        _note_week(link, "« aucun trajet habituel » retiré", by)


def erase_removed(now: datetime) -> int:
    """Erase the trips that were taken away and can no longer come back. Return how many."""
    deleted, _by_model = UsualTrip.objects.filter(removed_at__lt=now - UNDO_WITHIN).delete()
    return deleted


def _refuse_begun(link: CaseAssessment) -> None:
    CaseAssessment.objects.select_for_update().get(pk=link.pk)
    if week_of(link).exists():
        raise InputError(
            value=str(link),
            rule=_("Cette semaine a déjà des trajets."),
            remedy=_("Retirez-les d’abord, ou corrigez ceux qui ont changé."),
        )


def _forget_former(link: CaseAssessment, but: UsualTrip | None = None) -> None:
    """Erase what the week no longer says: an earlier trip taken away, or that there was none."""
    UsualTrip.objects.filter(link=link, removed_at__isnull=False).exclude(pk=but and but.pk).delete()
    WeekWithoutTrips.objects.filter(link=link).delete()


def _note(trip: UsualTrip, what: str, by: User) -> None:
    _note_week(trip.link, f"{what}, {trip}", by)


def _note_week(link: CaseAssessment, what: str, by: User) -> None:
    detail = f"semaine habituelle ({link.get_moment_display()}) : {what}"
    record(by=by, action=Action.CHANGE, subject=link.case, detail=detail[:LONGEST_DETAIL])
