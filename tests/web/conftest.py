"""People of every role around one platform, and one browser each."""

from types import SimpleNamespace

import django
import pytest
from django.template import engines
from django.test import Client
from django.utils import translation

# pytest reads this file before pytest-django sets Django up, when the folder is named on the command line.
django.setup()

from tests.web import factories  # noqa: E402

from allant.web.accounts.enums import Role  # noqa: E402


@pytest.fixture
def house(db):
    """A platform in its network and territory, its neighbour in the same territory, and who works there."""
    network = factories.OrganisationFactory(is_network=True, name="Réseau d’Essai")
    platform = factories.OrganisationFactory(network=network, name="Plateforme d’Essai")
    factories.CommuneFactory(territory=platform.territory)
    neighbour = factories.OrganisationFactory(network=network, territory=platform.territory, name="Voisine")
    referrer = factories.OrganisationFactory(is_prescriber=True, territory=platform.territory)

    def person(organisation, role, name):
        return factories.UserFactory(organisation=organisation, role=role, full_name=name)

    return SimpleNamespace(
        network=network,
        platform=platform,
        neighbour=neighbour,
        referrer=referrer,
        territory=platform.territory,
        adviser=person(platform, Role.ADVISER, "Ines Conseil"),
        colleague=person(platform, Role.ADVISER, "Paul Collègue"),
        manager=person(platform, Role.MANAGER, "Mona Responsable"),
        network_head=person(network, Role.NETWORK_HEAD, "Teo Réseau"),
        prescriber=person(referrer, Role.PRESCRIBER, "Lia Prescriptrice"),
        stranger=person(neighbour, Role.ADVISER, "Ari Ailleurs"),
        strange_manager=person(neighbour, Role.MANAGER, "Uma Ailleurs"),
    )


@pytest.fixture
def browser():
    """Return a browser signed in as somebody, or as nobody."""

    def signed_in(user=None, **options):
        client = Client(**options)
        if user is not None:
            client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def case(house):
    return factories.CaseFactory(organisation=house.platform, adviser=house.adviser)


@pytest.fixture
def adviser(house, browser):
    """The browser of the adviser of the platform."""
    return browser(house.adviser)


class Undefined:
    """Stands for a template variable that nobody defined: reading one fails the test."""

    def __contains__(self, text):
        return text == "%s"

    def __mod__(self, variable):
        raise AssertionError(f"A template reads {variable}, which its view does not give it.")


@pytest.fixture(autouse=True)
def _undefined_variables_fail(monkeypatch):
    """Make every lookup that fails in a template an error; {% if x %} may still ask for what may lack."""
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", Undefined())


@pytest.fixture(autouse=True)
def _language_of_the_test_before_is_forgotten():
    """Leave the language that the last page was asked for in, as a new request of a new visitor does."""
    translation.deactivate()
