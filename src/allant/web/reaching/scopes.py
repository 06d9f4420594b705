"""For whom a workplace may be asked about: the people of one's own team by name, those of a territory as counts."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from allant.web.accounts.enums import Role
from allant.web.accounts.models import Organisation, Territory, User
from allant.web.cases.models import Case

TEAM = "equipe"
MOST_PEOPLE = 20_000
"""How many people one question is answered for: those whose cases were opened last."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The people whom a question is about. Names are shown to the team that follows them, and to nobody else."""

    code: str
    label: str
    territory: Territory
    people: Q
    shows_names: bool

    def cases(self) -> QuerySet[Case]:
        """Return their open cases, the newest first."""
        return Case.objects.filter(self.people, exit__isnull=True).order_by("-opened_on", "-pk")


def scopes_of(user: User) -> list[Scope]:
    """Return whom somebody may ask about, the usual one first."""
    organisation = user.organisation
    if user.role == Role.NETWORK_HEAD:
        return [_of_network(organisation, territory) for territory in _territories(organisation)]
    everybody = _of_territory(organisation.territory)
    team = Scope(TEAM, organisation.name, organisation.territory, Q(organisation=organisation), shows_names=True)
    return {Role.ADVISER: [team], Role.MANAGER: [team, everybody]}.get(user.role, [everybody])


def _of_territory(territory: Territory) -> Scope:
    label = _("%(territory)s, toutes les plateformes") % {"territory": territory.name}
    return Scope(_code(territory), label, territory, Q(organisation__territory=territory), shows_names=False)


def _of_network(network: Organisation, territory: Territory) -> Scope:
    people = Q(organisation__network=network, organisation__territory=territory)
    return Scope(_code(territory), territory.name, territory, people, shows_names=False)


def _territories(network: Organisation) -> QuerySet[Territory]:
    return Territory.objects.filter(organisations__network=network).distinct().order_by("name", "pk")


def _code(territory: Territory) -> str:
    return f"territoire-{territory.pk}"
