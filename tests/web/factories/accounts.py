"""The territories, the organisations with their places, and the people who work in them."""

import string

import factory
from factory.django import DjangoModelFactory

from allant.web.accounts.enums import CentroidQuality, OrganisationKind, Role
from allant.web.accounts.models import Commune, Organisation, ReceptionPoint, Territory, User


def commune_code(number: int) -> str:
    """A code that no commune of France has, in the five signs a code has: 99, then the number in base 36."""
    signs = string.digits + string.ascii_uppercase
    hundreds, rest = divmod(number, len(signs) ** 2)
    return f"99{signs[hundreds]}{signs[rest // len(signs)]}{signs[rest % len(signs)]}"


class TerritoryFactory(DjangoModelFactory):
    class Meta:
        model = Territory

    name = factory.Sequence(lambda n: f"Val d’Essai {n}")


class CommuneFactory(DjangoModelFactory):
    class Meta:
        model = Commune

    territory = factory.SubFactory(TerritoryFactory)
    code_insee = factory.Sequence(commune_code)
    name = factory.Sequence(lambda n: f"Bourg-l’Essai {n}")
    postal_codes = ["99000"]
    population = 1240
    lon = 0.72
    lat = 45.18
    centroid_quality = CentroidQuality.CONTOUR


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Plateforme {n}")
    kind = OrganisationKind.PLATFORM
    territory = factory.SubFactory(TerritoryFactory)

    class Params:
        is_network = factory.Trait(kind=OrganisationKind.NETWORK, territory=None)
        is_prescriber = factory.Trait(
            kind=OrganisationKind.PRESCRIBER, name=factory.Sequence(lambda n: f"Mission locale {n}")
        )


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"personne{n}@exemple.fr")
    full_name = factory.Sequence(lambda n: f"Camille Exemple {n}")
    organisation = factory.SubFactory(OrganisationFactory)
    role = Role.ADVISER
    password = "!"


class ReceptionPointFactory(DjangoModelFactory):
    class Meta:
        model = ReceptionPoint

    organisation = factory.SubFactory(OrganisationFactory)
    commune = factory.SubFactory(CommuneFactory, territory=factory.SelfAttribute("..organisation.territory"))
    name = factory.Sequence(lambda n: f"Point d’accueil {n}")
    address = "2 rue du Pont"
