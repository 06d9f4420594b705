"""A case about which papers are made, and a folder for their files."""

import pytest
from tests.web import factories

from allant.web.cases.actions import papers as actions


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, settings):
    settings.VAR = tmp_path


@pytest.fixture
def closed(case, house):
    """A finished entry bilan in which much stands in the way."""
    return factories.bilan(case=case, by=house.adviser, answers=factories.answers_to("fr-2026.1", 9), is_finished=True)


@pytest.fixture
def contract(case, house):
    return actions.make_contract(
        case=case,
        objectives=["Aller au travail"],
        person_commits=["Venir"],
        platform_commits=["Aider"],
        ends_on=None,
        by=house.adviser,
    )
