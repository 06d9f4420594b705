"""Who answers what people ask: the manager of the platform that they asked."""

from django.shortcuts import get_object_or_404

from allant.web.accounts.access import require_role
from allant.web.accounts.enums import Role
from allant.web.accounts.models import User
from allant.web.personal.models import Request


def managed_request(user: User, request_id: int) -> Request:
    """What a person asked of the platform that one manages."""
    require_role(user, Role.MANAGER)
    asked = Request.objects.select_related("person", "organisation", "answered_by")
    return get_object_or_404(asked, pk=request_id, organisation=user.organisation)
