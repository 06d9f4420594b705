"""People who live in the fictional valley, whose streets, timetable and places are loaded once for all tests."""

import pytest
from tests.web import factories
from tests.web.reaching.valley import AS_OF, valley

from allant.web.accounts.models import Commune
from allant.web.reaching.grounds import ground_of


@pytest.fixture(scope="session")
def as_of():
    return AS_OF


@pytest.fixture
def territory(db, settings, tmp_path, loaded_valley):
    return valley(settings, tmp_path, loaded_valley)


@pytest.fixture
def ground(territory):
    return ground_of(territory)


@pytest.fixture
def lives_in(house, territory):
    """Open the case of somebody who lives in a commune of the valley."""
    house.platform.territory = territory
    house.platform.save()

    def opened(commune: str, **details):
        where = Commune.objects.get(territory=territory, name=commune)
        return factories.a_case(house, "Vallon", beneficiary__commune=where, **details)

    return opened
