"""All the stories of the fictional territory, told once for the tests that read them."""

import datetime

import pytest

AS_OF = datetime.date(2026, 11, 23)


@pytest.fixture(scope="session")
def as_of():
    return AS_OF


@pytest.fixture(scope="session")
def stories():
    from allant.web.demo.population import SEED, tell_all

    return tell_all(seed=SEED, as_of=AS_OF)


@pytest.fixture(scope="session")
def drawn(stories):
    """Only the stories that no script decides."""
    from allant.web.demo.showcase import EDGES, VISIT

    return stories[len(VISIT) + len(EDGES) :]
