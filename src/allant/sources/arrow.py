"""Arrow, which the extra `tables` brings: asked for where it is needed, with a clear word where it is not installed."""

from importlib import import_module
from typing import Any

from allant.errors import FileError

__all__ = ["pyarrow_parquet"]


def pyarrow_parquet() -> Any:
    """Return the module `pyarrow.parquet`; FileError where it is not installed."""
    try:
        return import_module("pyarrow.parquet")
    except ImportError as error:
        raise FileError(
            value="Parquet",
            rule="lire et écrire ce format demande pyarrow, qui n’est pas installé.",
            remedy="Lancez : pip install 'allant[tables]', ou utilisez des fichiers CSV.",
        ) from error
