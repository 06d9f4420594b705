"""What is committed: complete migrations, no address of a package index, no path of somebody's machine."""

import re
import subprocess
from pathlib import Path

import django
import pytest

django.setup()

from django.core.management import call_command  # noqa: E402

ROOT = Path(__file__).parent.parent.parent
# Spelled in pieces, for this file is committed too.
INDEX_HOSTS = ["pypi" + ".org", "python" + "hosted.org", "registry.npmjs" + ".org", "registry.yarnpkg" + ".com"]
RESOLVED = '"resol' + 'ved"'
INDEX_URL = "--index" + "-url"
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home|Users|root|work|mnt|private/tmp)/\w")


def committed():
    """Return the text files that are committed, by path."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    texts = {}
    for name in filter(None, names.split("\0")):
        path = ROOT / name
        if path.is_file():
            content = path.read_bytes()
            if b"\0" not in content[:8000]:
                texts[name] = content.decode("utf-8")
    return texts


@pytest.fixture(scope="module")
def texts():
    return committed()


@pytest.mark.parametrize("word", [*INDEX_HOSTS, INDEX_URL])
def test_no_committed_file_names_a_package_index(texts, word):
    assert [name for name, text in texts.items() if word in text] == []


def test_no_lock_of_packages_says_where_they_came_from(texts):
    assert [name for name, text in texts.items() if name.endswith(".json") and RESOLVED in text] == []


def test_no_committed_file_holds_a_path_of_a_machine(texts):
    assert {name: found[0] for name, text in texts.items() if (found := MACHINE_PATH.search(text))} == {}


def test_no_third_party_script_or_style_is_committed(texts):
    assert [name for name in texts if re.search(r"\.min\.(js|css)$|/vendor/|node_modules/", name)] == []


def test_no_module_is_a_drawer_for_everything():
    names = {path.stem for path in (ROOT / "src").rglob("*.py")}
    assert not {"utils", "helpers", "base", "manager", "managers", "misc", "common"} & names


def test_no_unfinished_work_is_committed(texts):
    unfinished = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    assert [name for name, text in texts.items() if name.startswith("src/") and unfinished.search(text)] == []


@pytest.mark.django_db
def test_migrations_are_complete():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_migrations_can_be_taken_back_and_redone():
    for app in ("cases", "assessments", "messaging", "documents"):
        call_command("migrate", app, "zero", verbosity=0)
    call_command("migrate", verbosity=0)


def test_django_finds_nothing_to_say_about_the_house():
    call_command("check", fail_level="WARNING")
