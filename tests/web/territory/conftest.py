"""The fictional valley, studied once for all tests: large hexagons, a short window."""

import shutil
from types import SimpleNamespace

import pytest
from django.test import override_settings
from tests.web.reaching.valley import load_valley, valley
from tests.web.territory.studied import study

from allant.web.reaching.grounds import folder_of, ground_of
from allant.web.territory.studying import STUDIES


@pytest.fixture
def territory(db, settings, tmp_path, loaded_valley):
    """The valley, its ground in a folder of the test's own."""
    found = valley(settings, tmp_path, None)
    shutil.copytree(loaded_valley, folder_of(found))
    return found


@pytest.fixture(scope="session")
def studied_folder(tmp_path_factory, django_db_setup, django_db_blocker):
    """What the studies of the valley hold once one is whole; not to be changed."""
    grounds = tmp_path_factory.mktemp("studied")
    loaded = load_valley(grounds)
    stands_for = SimpleNamespace(name="Val d’Allant", epci_code=loaded.name, pk=0)
    with override_settings(GROUNDS=grounds):
        study(ground_of(stands_for))
    return loaded / STUDIES


@pytest.fixture
def studied(territory, studied_folder):
    """The valley with a study that is whole."""
    shutil.copytree(studied_folder, folder_of(territory) / STUDIES)
    return territory


@pytest.fixture
def here(house, territory):
    """Everybody of the house works in the valley."""
    house.platform.territory = territory
    house.platform.save()
    return house
