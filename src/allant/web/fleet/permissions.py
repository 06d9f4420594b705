"""Who sees the vehicles and loans of a platform: its team. The manager decides what is in the fleet."""

from django.shortcuts import get_object_or_404

from allant.web.accounts.access import require_role
from allant.web.accounts.enums import Role
from allant.web.accounts.models import User
from allant.web.cases.permissions import TEAM
from allant.web.fleet.models import Loan, Vehicle


def team_vehicle(user: User, vehicle_id: int) -> Vehicle:
    """A vehicle of one's own platform."""
    require_role(user, *TEAM)
    vehicles = Vehicle.objects.select_related("organisation", "kept_at")
    return get_object_or_404(vehicles, pk=vehicle_id, organisation=user.organisation)


def managed_vehicle(user: User, vehicle_id: int) -> Vehicle:
    """A vehicle of the platform that one manages."""
    require_role(user, Role.MANAGER)
    return team_vehicle(user, vehicle_id)


def team_loan(user: User, loan_id: int) -> Loan:
    """A loan of a vehicle of one's own platform, wherever the person is followed since."""
    require_role(user, *TEAM)
    loans = Loan.objects.select_related("vehicle__organisation", "case__beneficiary", "case__organisation", "step")
    return get_object_or_404(loans, pk=loan_id, vehicle__organisation=user.organisation)
