"""The environment of every test: a secret of its own, no HTTPS, a folder that disappears."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allant.web.config.settings")
os.environ.setdefault("ALLANT_SECRET_KEY", "only-for-tests")
os.environ.setdefault("ALLANT_HTTPS", "0")
os.environ.setdefault("ALLANT_HOSTS", "testserver,127.0.0.1,localhost")
if "ALLANT_VAR" not in os.environ:
    os.environ["ALLANT_VAR"] = tempfile.mkdtemp(prefix="allant-tests-")
    atexit.register(shutil.rmtree, os.environ["ALLANT_VAR"], ignore_errors=True)

# Properties are judged on what they find, not on how busy the machine is or how many draws a seed throws away.
settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
settings.load_profile("house")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Keep SQLite in a file: in memory, threads would share one connection and never meet a lock.

    No thread keeps its connection after a request either: a browser that leaves its line open would hold one, and a
    database that somebody still uses cannot be removed at the end.
    """
    from django.conf import settings

    database = settings.DATABASES["default"]
    database["CONN_MAX_AGE"] = 0
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["TEST"] = database.get("TEST", {}) | {
            "NAME": str(Path(os.environ["ALLANT_VAR"]) / f"tests-{os.getpid()}.sqlite3")
        }


@pytest.fixture(scope="session", autouse=True)
def _journal_can_be_emptied_between_tests():
    """Open the append-only journal while a test that commits is cleaned up, and only then."""
    try:
        from django.test import TransactionTestCase
    except ImportError:  # the bare library, without Django
        yield
        return
    cleaned = TransactionTestCase._fixture_teardown

    def unlocked(self):
        from importlib import import_module

        from django.db import connection

        migration = import_module("allant.web.journal.migrations.0002_append_only")
        with connection.schema_editor() as editor:
            migration.unlock(None, editor)
        try:
            cleaned(self)
        finally:
            with connection.schema_editor() as editor:
                migration.lock(None, editor)

    TransactionTestCase._fixture_teardown = unlocked
    yield
    TransactionTestCase._fixture_teardown = cleaned


@pytest.fixture(scope="session")
def loaded_valley(tmp_path_factory):
    """The folder of the network and the places of the fictional valley, built once a process; not to be changed."""
    from tests.web.reaching.valley import load_valley

    return load_valley(tmp_path_factory.mktemp("grounds"))
