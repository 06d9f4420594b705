"""Who sees whose lessons and trips: the team that follows the person."""

from django.shortcuts import get_object_or_404

from allant.web.accounts.access import require_role
from allant.web.accounts.models import User
from allant.web.cases.permissions import TEAM
from allant.web.learning.models import Rehearsal, RehearsalTrip


def team_rehearsal(user: User, rehearsal_id: int) -> Rehearsal:
    """A rehearsed trip in a case of one's own platform."""
    require_role(user, *TEAM)
    rehearsals = Rehearsal.objects.select_related("case__beneficiary", "case__organisation", "step")
    return get_object_or_404(rehearsals, pk=rehearsal_id, case__organisation=user.organisation)


def team_trip(user: User, trip_id: int) -> RehearsalTrip:
    """One time a trip was made, in a case of one's own platform."""
    require_role(user, *TEAM)
    trips = RehearsalTrip.objects.select_related("rehearsal__case__beneficiary", "rehearsal__case__organisation")
    return get_object_or_404(trips, pk=trip_id, rehearsal__case__organisation=user.organisation)
