"""Who sees how somebody gets about: the team that follows them. After the exit, it is read and no longer changed.

Streets and edges of communes are those of a territory: whoever works there, and the head of a network with a platform
there, draws maps on them.
"""

import uuid

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from allant.web.accounts.access import on_ground_of, require_role
from allant.web.accounts.enums import Role
from allant.web.accounts.models import Organisation, Territory, User
from allant.web.cases.enums import Moment
from allant.web.cases.models import Case, CaseAssessment
from allant.web.cases.permissions import FOLLOWS, TEAM, team_bilan, team_case
from allant.web.reaching.models import PlaceToBe, UsualTrip


@on_ground_of(FOLLOWS)
def team_week(user: User, assessment_id: uuid.UUID) -> CaseAssessment:
    """The bilan, in a case of one's own platform, that takes a usual week; a test takes none."""
    link = team_bilan(user, assessment_id)
    if link.moment == Moment.TEST:
        raise Http404
    return link


@on_ground_of(FOLLOWS)
def open_week(user: User, assessment_id: uuid.UUID) -> CaseAssessment:
    """A usual week that may still change."""
    link = team_week(user, assessment_id)
    _refuse_after_exit(link.case)
    return link


@on_ground_of(FOLLOWS)
def open_trip(user: User, trip_id: int) -> UsualTrip:
    """A trip of a usual week that may still change, also one that was just taken away."""
    require_role(user, *TEAM)
    trips = UsualTrip.objects.select_related("link__assessment", "link__case__beneficiary", "link__case__organisation")
    trip = get_object_or_404(trips, pk=trip_id, link__case__organisation=user.organisation)
    _refuse_after_exit(trip.link.case)
    return trip


def own_territory(user: User, territory_id: int) -> Territory:
    """The territory where one works, or where a platform of one's network does."""
    here = Q(organisations=user.organisation) | Q(organisations__network=user.organisation)
    return get_object_or_404(Territory.objects.filter(here).distinct(), pk=territory_id)


@on_ground_of(FOLLOWS)
def open_case(user: User, case_id: int) -> Case:
    """A case in which what is known of the person's travel may still change."""
    case = team_case(user, case_id)
    _refuse_after_exit(case)
    return case


@on_ground_of(FOLLOWS)
def open_place(user: User, place_id: int) -> PlaceToBe:
    """A place where somebody has to be, that may still change, also one that was just taken away."""
    require_role(user, *TEAM)
    places = PlaceToBe.objects.select_related("case__beneficiary__commune", "case__organisation__territory")
    place = get_object_or_404(places, pk=place_id, case__organisation=user.organisation)
    _refuse_after_exit(place.case)
    return place


@on_ground_of("son équipe suit les personnes, les autres n’en voient que le nombre")
def workplace_asker(user: User) -> Organisation:
    """Whoever may ask who can come to a workplace: a team by name, the others as counts (see `scopes`)."""
    require_role(user, *TEAM, Role.NETWORK_HEAD, Role.PRESCRIBER)
    return user.organisation


@on_ground_of(FOLLOWS)
def team_place(user: User, place_id: int) -> PlaceToBe:
    """A place to be in a case of one's own platform."""
    require_role(user, *TEAM)
    places = PlaceToBe.objects.select_related("case__beneficiary__commune", "case__organisation__territory")
    return get_object_or_404(places, pk=place_id, removed_at=None, case__organisation=user.organisation)


def _refuse_after_exit(case: Case) -> None:
    if hasattr(case, "exit"):
        raise PermissionDenied(
            "La sortie est enregistrée : ce qui est noté de ses déplacements ne change plus. "
            "Pour corriger une erreur, annulez d’abord la sortie."
        )
