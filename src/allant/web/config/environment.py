"""Reads the environment, the only switch of an installation. Every variable is listed in `.env.sample`."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """Return a variable, or the content of the file named by `<name>_FILE`; fail loudly when neither is set."""
    file_name = os.environ.get(f"{name}_FILE")
    if file_name:
        try:
            return Path(file_name).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(
                f"{name}_FILE={file_name}: the file cannot be read ({error.strerror})."
            ) from error
    value = os.environ.get(name) or default
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set: give it a value, or name a file in {name}_FILE (.env.sample).")
    return value


def flag(name: str, *, default: bool) -> bool:
    """Return a variable that is 1 or 0."""
    value = text(name, "1" if default else "0")
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name}={value}: only 1 (yes) or 0 (no) is understood.")
    return value == "1"


def number(name: str, default: int) -> int:
    """Return a variable that is a whole number, 1 or more."""
    value = text(name, str(default))
    if not value.isdecimal() or int(value) < 1:
        raise ImproperlyConfigured(f"{name}={value}: only a whole number, 1 or more, is understood.")
    return int(value)


def words(name: str, default: str) -> list[str]:
    """Return a comma-separated variable as a list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]
