"""Who reads the study of a territory: whoever works there, and the head of a network with a platform there.

It says nothing of anybody: streets, timetables, places, and how many people live in each commune.
"""

from allant.web.accounts.access import require_role
from allant.web.accounts.enums import Role
from allant.web.accounts.models import Territory, User
from allant.web.reaching.permissions import own_territory

READERS = (Role.ADVISER, Role.MANAGER, Role.NETWORK_HEAD)


def any_reader(user: User) -> None:
    """Whoever may read the study of some territory."""
    require_role(user, *READERS)


def read_territory(user: User, territory_id: int) -> Territory:
    """The territory whose study one may read."""
    require_role(user, *READERS)
    return own_territory(user, territory_id)
