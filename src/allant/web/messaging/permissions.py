"""Who reads and decides about messages: the team of the organisation that writes them."""

from django.shortcuts import get_object_or_404

from allant.web.accounts.access import require_role
from allant.web.accounts.enums import Role
from allant.web.accounts.models import Organisation, User
from allant.web.messaging.models import Message

TEAM = (Role.ADVISER, Role.MANAGER)


def team(user: User) -> Organisation:
    """Advisers and managers, each for their own platform."""
    require_role(user, *TEAM)
    return user.organisation


def manager(user: User) -> Organisation:
    """The manager of a platform."""
    require_role(user, Role.MANAGER)
    return user.organisation


def team_message(user: User, message_id: int) -> Message:
    """A message of one's own platform."""
    require_role(user, *TEAM)
    messages = Message.objects.select_related("person__commune", "organisation", "created_by")
    return get_object_or_404(messages, pk=message_id, organisation=user.organisation)
