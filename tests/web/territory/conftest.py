"""The fictional valley, studied once for all tests: large hexagons, a short window."""

import shutil
from functools import partial

import pytest
from tests.web.reaching.conftest import loaded_valley  # noqa: F401  # the same valley
from tests.web.reaching.valley import AS_OF, load_valley, valley

from allant.routing.study.pools import local_pool
from allant.routing.study.running import run_study
from allant.web.reaching.grounds import folder_of, ground_of
from allant.web.territory.studying import STUDIES, Asked, folder_of_plan, territory_plan

COARSE = Asked(resolution=7, window_min=10)


def study(ground):
    """Compute the study of a ground; return its folder."""
    plan = territory_plan(ground, COARSE, AS_OF)
    run_study(plan, folder_of_plan(ground, plan), partial(local_pool, 1), lambda _: None)
    return folder_of_plan(ground, plan)


@pytest.fixture
def territory(db, settings, tmp_path, loaded_valley):  # noqa: F811
    """The valley, its ground in a folder of the test's own."""
    found = valley(settings, tmp_path, None)
    shutil.copytree(loaded_valley, folder_of(found))
    return found


@pytest.fixture(scope="session")
def studied_folder(tmp_path_factory, django_db_setup, django_db_blocker):
    """What the studies of the valley hold once one is whole; not to be changed."""
    from types import SimpleNamespace

    from django.test import override_settings

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
