"""Opens the platform for a command: settings from the environment, database ready."""

import os
import secrets
from pathlib import Path

from allant.errors import InputError

SETTINGS = "allant.web.config.settings"
SECRET_NAME = "secret-key"  # noqa: S105  # the name of the file
SECRET_BYTES = 48


def open_platform(*, prepare_empty: bool = False) -> None:
    """Load Django as the environment says; refuse a database that is not ready.

    A database without any table is prepared when `prepare_empty` is true: opening a territory is the first thing
    done in an installation.
    """
    _use_secret_of_demo()
    start_django()
    from django.core.management import call_command

    tables = _tables()
    if not tables and prepare_empty:
        call_command("migrate", verbosity=0)
    elif not tables or _awaits_migration():
        raise InputError(
            value="base vide" if not tables else "base d’une version antérieure",
            rule="La base de données n’est pas prête pour cette version d’Allant.",
            remedy="Lancez d’abord : python manage.py migrate (mêmes variables d’environnement).",
        )


def start_django() -> None:
    """Load Django's settings and apps; a variable that is missing or wrong is told like any bad input."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        var_folder().mkdir(parents=True, exist_ok=True)
        django.setup()
    except ImproperlyConfigured as error:
        raise InputError(
            value="environnement", rule=str(error), remedy="Les variables sont décrites dans .env.sample."
        ) from error


def var_folder() -> Path:
    """Return the folder of what changes: database, secret of the demonstration."""
    return Path(os.environ.get("ALLANT_VAR") or "var")


def make_secret() -> Path:
    """Return the file of a random secret that only its owner reads; make it when it is not there."""
    path = var_folder() / SECRET_NAME
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{SECRET_NAME}.{os.getpid()}")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(SECRET_BYTES))
        fresh.replace(path)
    return path


def _use_secret_of_demo() -> None:
    """Read the secret that `allant demo` made here, when the environment names none."""
    is_named = os.environ.get("ALLANT_SECRET_KEY") or os.environ.get("ALLANT_SECRET_KEY_FILE")
    path = var_folder() / SECRET_NAME
    if not is_named and path.exists():
        os.environ["ALLANT_SECRET_KEY_FILE"] = str(path)


def _tables() -> list[str]:
    from django.db import OperationalError, connection

    try:
        return connection.introspection.table_names()
    except OperationalError as error:
        raise InputError(
            value=connection.settings_dict["NAME"],
            rule=f"La base de données ne répond pas ({str(error).strip()}).",
            remedy="Vérifiez DATABASE_URL, ou le dossier ALLANT_VAR.",
        ) from error


def _awaits_migration() -> bool:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
