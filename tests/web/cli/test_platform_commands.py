"""Commands that open a platform: territories, accounts, lists of people, and the demonstration."""

import json
import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from allant.cli import main

pytestmark = pytest.mark.django_db
PERIGUEUX = "200040392"
BAD_INPUT = 2


def allant(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


def printed(*arguments):
    result = allant(*arguments)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture
def perigueux():
    return printed("territory", "create", "--epci", PERIGUEUX, "--platform", "Mobilité Périgueux", "--json")


@pytest.fixture
def people_file(tmp_path):
    path = tmp_path / "liste.csv"
    path.write_text(
        "nom;prénom;date de naissance;commune\n"
        "Durand;Zoé;12/03/1990;Périgueux\n"
        "Martin;Léo;31/02/1990;Trélissac\n"
        "Petit;Ana;01/06/2001;Boulazac Isle Manoire\n",
        encoding="utf-8",
    )
    return path


def test_real_territory_opens_with_its_communes_and_platform(perigueux):
    from allant.web.accounts.models import Commune, Organisation

    assert (perigueux["communes"], perigueux["created"], perigueux["is_fictional"]) == (43, True, False)
    assert Organisation.objects.get(name="Mobilité Périgueux").territory_id == perigueux["territory"]
    assert Commune.objects.get(name="Périgueux").centroid_quality == "contour"


def test_territory_opened_twice_changes_nothing(perigueux):
    again = printed("territory", "create", "--epci", PERIGUEUX, "--platform", "Un autre nom", "--json")
    assert again == perigueux | {"created": False}


def test_unknown_territory_is_refused_with_near_ones():
    from allant.web.accounts.models import Territory

    result = allant("territory", "create", "--epci", "200040393")
    assert result.exit_code == BAD_INPUT
    assert "200040393" in result.stderr
    assert "200040392 (CA Le Grand Périgueux)" in result.stderr
    assert not Territory.objects.exists()


def test_territories_are_listed(perigueux):
    assert [each["epci"] for each in printed("territory", "list", "--json")] == [PERIGUEUX]


def account(**changed):
    options = {"role": "adviser", "organisation": "Mobilité Périgueux", "email": "A.Be@Exemple.fr", "name": "Alice Bé"}
    return [part for name, value in (options | changed).items() for part in (f"--{name}", value)]


def test_account_gets_a_password_that_is_shown_once(perigueux):
    from django.contrib.auth import authenticate

    opened = printed("account", "create", *account(), "--json")
    assert opened["login"] == "a.be@exemple.fr"
    assert authenticate(username="a.be@exemple.fr", password=opened["password"]).full_name == "Alice Bé"
    assert opened["password"] not in allant("account", "list").stdout


def test_password_read_from_a_file_is_not_printed(perigueux, tmp_path):
    path = tmp_path / "password"
    path.write_text("un-mot-de-passe-solide\n", encoding="utf-8")
    result = allant("account", "create", *account(), "--password-file", path)
    assert result.exit_code == 0
    assert "un-mot-de-passe-solide" not in result.output


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"organisation": "Mobilite Perigueux"}, "Vouliez-vous dire : Mobilité Périgueux ?"),
        ({"email": "pas une adresse"}, "pas une adresse"),
        ({"role": "prescriber"}, "prescripteur"),
    ],
)
def test_account_that_breaks_a_rule_is_refused_with_the_remedy(perigueux, changed, told):
    from allant.web.accounts.models import User

    result = allant("account", "create", *account(**changed))
    assert result.exit_code == BAD_INPUT
    assert told in result.stderr
    assert not User.objects.exists()


def test_short_password_is_refused(perigueux, tmp_path):
    path = tmp_path / "password"
    path.write_text("court", encoding="utf-8")
    result = allant("account", "create", *account(), "--password-file", path)
    assert result.exit_code == BAD_INPUT
    assert "12" in result.stderr


def test_same_login_twice_is_refused(perigueux):
    allant("account", "create", *account())
    assert allant("account", "create", *account(email="a.be@exemple.fr")).exit_code == BAD_INPUT


def test_list_of_people_is_imported_and_refusals_are_told(perigueux, people_file):
    from allant.web.cases.models import Case

    report = printed("people", "import", people_file, "--json")
    assert (report["rows"], report["accepted"]) == (3, 2)
    assert [(each["row"], each["value"]) for each in report["refused"]] == [(3, "31/02/1990")]
    assert set(report["refused"][0]) == {"row", "field", "value", "rule", "remedy"}
    assert set(Case.objects.values_list("beneficiary__last_name", flat=True)) == {"Durand", "Petit"}
    assert set(Case.objects.values_list("beneficiary__commune__name", flat=True)) == {
        "Périgueux",
        "Boulazac Isle Manoire",
    }


def test_dry_run_reports_the_same_and_writes_nothing(perigueux, people_file):
    from allant.web.people.models import Beneficiary

    tried = printed("people", "import", people_file, "--dry-run", "--json")
    assert not Beneficiary.objects.exists()
    assert printed("people", "import", people_file, "--json") == tried


def test_import_that_breaks_off_leaves_nobody(perigueux, people_file, monkeypatch):
    from allant.web.cases import actions
    from allant.web.people.models import Beneficiary

    calls = []

    def second_fails(**_):
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError("cut off")

    monkeypatch.setattr(actions.imports, "record", second_fails)
    with pytest.raises(RuntimeError):
        allant("people", "import", people_file)
    assert not Beneficiary.objects.exists()


def test_file_that_cannot_be_read_is_refused(perigueux, tmp_path):
    result = allant("people", "import", tmp_path / "absent.csv", "--json")
    assert (result.exit_code, result.stdout) == (BAD_INPUT, "")
    assert "absent.csv" in result.stderr


def test_platform_must_be_named_when_there_are_several(perigueux, people_file):
    printed("territory", "create", "--epci", "200040095", "--json")
    result = allant("people", "import", people_file)
    assert result.exit_code == BAD_INPUT
    assert "--organisation" in result.stderr
    assert printed("people", "import", people_file, "--territory", PERIGUEUX, "--json")["accepted"] == 2


def test_port_that_is_taken_is_named_with_the_remedy():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = allant("demo", "--port", port)
    assert result.exit_code == BAD_INPUT
    assert str(port) in result.stderr
    assert f"PORT={port + 1} make demo" in result.stderr


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process and a folder of its own, as an operator would."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("ALLANT_", "DATABASE_URL"))}
    command = [sys.executable, "-c", "from allant.cli import main; main()", *arguments]
    return subprocess.run(
        command, cwd=folder, env=clean | environment, capture_output=True, text=True, check=False, timeout=300
    )


def test_demonstration_is_prepared_once_and_speaks_json(tmp_path):
    first = run(tmp_path, "demo", "--prepare-only", "--json")
    second = run(tmp_path, "demo", "--prepare-only", "--json")
    summary = json.loads(first.stdout)
    assert first.stdout == second.stdout
    assert "rien ne change" in second.stderr
    assert 1100 <= summary["people"] <= 1300
    assert summary["exits"] < summary["pathways"]
    assert summary["median_gain"] > 0
    assert {each["role"] for each in summary["accounts"]} == {"adviser", "manager", "network_head", "prescriber"}
    assert stat.S_IMODE((tmp_path / "var" / "secret-key").stat().st_mode) == 0o600
    shown = run(tmp_path, "ground", "show", "--territory", "Val d’Allant", "--json")
    assert json.loads(shown.stdout)["network"]["timetables"]
    opened = run(tmp_path, "territory", "create", "--epci", PERIGUEUX, "--json")
    assert json.loads(opened.stdout)["communes"] == 43


def test_missing_secret_is_told_with_the_variable(tmp_path):
    result = run(tmp_path, "territory", "list")
    assert result.returncode == BAD_INPUT
    assert "ALLANT_SECRET_KEY" in result.stderr
    assert "Traceback" not in result.stderr


def test_database_that_is_not_ready_is_told_with_the_remedy(tmp_path):
    result = run(tmp_path, "account", "list", ALLANT_SECRET_KEY="only-for-this-test")
    assert result.returncode == BAD_INPUT
    assert "migrate" in result.stderr


def test_first_territory_prepares_an_empty_database(tmp_path):
    result = run(tmp_path, "territory", "create", "--epci", PERIGUEUX, "--json", ALLANT_SECRET_KEY="only-for-this-test")
    assert json.loads(result.stdout)["created"] is True


@pytest.fixture
def written_twice(perigueux, people_file):
    """Everybody of the list is stored a second time."""
    from allant.web.cases.models import Case

    assert allant("people", "import", people_file).exit_code == 0
    for case in Case.objects.all():
        person, case.pk = case.beneficiary, None
        person.pk = None
        person.save()
        case.beneficiary = person
        case.save()


# Keys are shared by name and by birth: one at once, two at once, all at once.
@pytest.mark.parametrize("at_once", [1, 2, 200])
def test_people_stored_twice_are_proposed_to_their_platform(written_twice, monkeypatch, at_once):
    from allant.web.cases import duplicates
    from allant.web.cases.models import DuplicatePair

    monkeypatch.setattr(duplicates, "KEYS_AT_ONCE", at_once)
    for found in (2, 0):
        result = allant("people", "duplicates")
        assert result.stdout == f"Mobilité Périgueux : {found} paires nouvelles, 2 à regarder.\n"
    assert {str(each) for each in DuplicatePair.objects.all()} == {"Zoé Durand / Zoé Durand", "Ana Petit / Ana Petit"}
    assert allant("people", "duplicates", "--organisation", "Inconnue").exit_code == BAD_INPUT


def test_duplicates_are_looked_for_in_every_platform_or_in_the_one_named(written_twice):
    printed("territory", "create", "--epci", "200040095", "--json")
    assert len(allant("people", "duplicates").stdout.splitlines()) == 2
    named = allant("people", "duplicates", "--organisation", "Mobilité Périgueux").stdout
    assert named == "Mobilité Périgueux : 0 paires nouvelles, 2 à regarder.\n"


def test_links_that_the_demonstration_gives_open_on_its_own_port(monkeypatch):
    from allant.cli import demo

    for name in ("ALLANT_DEBUG", "ALLANT_HTTPS", "ALLANT_HOSTS", "ALLANT_SECRET_KEY"):
        monkeypatch.setenv(name, "only-for-this-test")
    monkeypatch.setenv("ALLANT_URL", "to be put back")
    monkeypatch.delenv("ALLANT_URL")
    demo._set_environment(8123)
    assert os.environ["ALLANT_URL"] == "http://127.0.0.1:8123"
