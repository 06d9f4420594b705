"""`allant organisation`, on a real database."""

import pytest
from click.testing import CliRunner

from allant.cli import main
from allant.web.accounts.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def territory() -> None:
    assert run("territory", "create", "--epci", "200040392").exit_code == 0


def run(*words: str):
    return CliRunner().invoke(main, words)


def test_a_prescriber_opens_in_a_territory_and_a_platform_joins_a_network(territory):
    opened = run("organisation", "create", "--kind", "prescriber", "--name", "Mission locale", "--epci", "200040392")
    assert opened.exit_code == 0, opened.output
    assert Organisation.objects.get(name="Mission locale").territory.epci_code == "200040392"

    run("organisation", "create", "--kind", "network", "--name", "Réseau")
    platform = Organisation.objects.get(kind="platform")
    assert run("organisation", "join", "--platform", platform.name, "--network", "Réseau").exit_code == 0
    platform.refresh_from_db()
    assert platform.network.name == "Réseau"
    assert "réseau Réseau" in run("organisation", "list").output


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (("--kind", "network", "--name", "R", "--epci", "200040392"), "n’a pas de territoire"),
        (("--kind", "prescriber", "--name", "M"), "territoire déjà ouvert"),
        (("--kind", "prescriber", "--name", "M", "--epci", "999999999"), "territoire déjà ouvert"),
    ],
)
def test_a_kind_of_organisation_that_does_not_fit_its_territory_is_refused(territory, words, rule):
    refused = run("organisation", "create", *words)
    assert refused.exit_code == 2
    assert rule in refused.stderr


def test_the_same_name_is_refused_twice_in_a_territory_and_among_networks(territory):
    prescriber = ("organisation", "create", "--kind", "prescriber", "--name", "M", "--epci", "200040392")
    network = ("organisation", "create", "--kind", "network", "--name", "R")
    for words in (prescriber, network):
        assert run(*words).exit_code == 0
        assert "porte déjà ce nom" in run(*words).stderr
    assert Organisation.objects.filter(name__in=["M", "R"]).count() == 2
