"""All the stories of the fictional territory and its ground, made once for the tests that read them."""

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


@pytest.fixture(scope="session")
def ground(tmp_path_factory):
    """The streets, the timetable and the places of the valley; not to be changed."""
    from allant.web.demo.ground import write_ground

    return write_ground(tmp_path_factory.mktemp("ground"))
