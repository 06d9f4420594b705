"""`allant study whatif`: one change, told how to be written, and computed on a copy."""

import json

import pytest
from click.testing import CliRunner
from tests.web.territory.conftest import territory  # noqa: F401

from allant.cli import main
from allant.web.reaching.grounds import folder_of

pytestmark = pytest.mark.django_db
BAD_INPUT = 2


def whatif(*more):
    asked = ["study", "whatif", "--territory", "Val d’Allant", "--name", "Essai", "--resolution", "7", "--workers", "1"]
    return CliRunner().invoke(main, [*asked, *more])


def test_line_that_goes_to_a_point_is_compared(territory):  # noqa: F811
    done = whatif("--extend", "4:2.90,46.25:12", "--window-min", "10")
    assert done.exit_code == 0, done.output
    assert "avec le changement · " in done.output
    said = json.loads((folder_of(territory) / "what-if" / "essai" / "what-if.json").read_text())
    assert said["change"]["to"] == {"name": "2.90,46.25", "lon": 2.9, "lat": 46.25}
    assert [each[11:16] for each in said["question"]["departures"]] == ["05:00", "08:00", "18:00"]
    assert said["vehicle_hours_a_year"] > 0


@pytest.mark.parametrize("more", [(), ("--add-departure", "4@05:30", "--extend", "4:Gare:6")])
def test_comparison_is_about_one_change(territory, more):  # noqa: F811
    refused = whatif(*more)
    assert refused.exit_code == BAD_INPUT
    assert "un seul" in refused.output


def test_line_that_is_not_there_is_told_with_those_that_are(territory):  # noqa: F811
    refused = whatif("--add-departure", "99@05:30")
    assert refused.exit_code == BAD_INPUT
    assert "Choisissez parmi" in refused.output
    assert "TER" in refused.output
