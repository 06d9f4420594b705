"""The folder of a study: what was asked, the parts done, the table once whole."""

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl

from allant.errors import FileError
from allant.routing.holding import held
from allant.routing.study.plan import KEY, Plan
from allant.sources.arrow import pyarrow_parquet
from allant.sources.table_files import writing

__all__ = ["ASKED", "PARTS", "PROVENANCE", "TABLE", "StudyFolder"]

ASKED, PARTS, TABLE = "study.json", "parts", "access.parquet"
PROVENANCE = "allant_study"
"""Under this name the table itself says what it was made of."""
_OPTIONS = {
    "origins": "--origins",
    "resolution": "--resolution",
    "opportunities": "--opportunities",
    "modes": "--modes",
    "departures": "--departures",
    "window_min": "--window-min",
    "minutes": "--minutes",
    "network": "réseau",
    "engine": "moteur",
    "allant": "version d’Allant",
    "parameters": "paramètres",
}


class StudyFolder:
    """Where one study is written."""

    def __init__(self, path: Path) -> None:
        """Name the folder; it is made by `open`."""
        self.path = path
        self.table = path / TABLE
        self.opportunities = path / "opportunities.parquet"
        self._parts = path / PARTS

    @contextmanager
    def open(self, plan: Plan) -> Iterator[None]:
        """Have the folder for this plan alone: begun here, or begun before with the same options.

        Raises
        ------
        FileError
            Another study lies here, the same is under way, or the folder cannot be written to.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            with held(self.path, busy="une étude est déjà en cours dans ce dossier."):
                self._begin(plan)
                yield
        except OSError as error:
            raise FileError(
                value=f"{error.filename or self.path} ({error.strerror or error})",
                rule="l’étude n’a pas pu être lue ou écrite ; ce qui est fait est gardé.",
                remedy="Faites de la place ; avec --dask, chaque machine voit le réseau et le dossier de l’étude sous"
                " le même nom. Puis recommencez la même commande : elle reprend où elle en était.",
            ) from error

    def _begin(self, plan: Plan) -> None:
        asked, there = plan.described(), self._asked()
        if there is not None:
            _refuse_another(self.path, asked, there)
        elif self.table.exists():
            rule = "ce dossier contient déjà un tableau, et rien ne dit de quelle étude."
            raise FileError(value=str(self.table), rule=rule, remedy="Choisissez un autre dossier.")
        else:
            shutil.rmtree(self._parts, ignore_errors=True)
            aside = self.path / f".{ASKED}"
            aside.write_text(json.dumps(asked, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            aside.replace(self.path / ASKED)
        if not self.is_whole():
            self._parts.mkdir(exist_ok=True)
            plan.opportunities.write_parquet(self.opportunities)

    def _asked(self) -> dict[str, Any] | None:
        try:
            content: dict[str, Any] = json.loads((self.path / ASKED).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except ValueError as error:
            rule = "ce fichier ne dit plus quelle étude est ici."
            raise FileError(value=str(self.path / ASKED), rule=rule, remedy="Choisissez un autre dossier.") from error
        return content

    def part(self, number: int) -> Path:
        """Return where a part is written."""
        return self._parts / f"{number:06d}.parquet"

    def has_part(self, number: int, rows: int) -> bool:
        """Return whether a part is there, whole: one cut short by a power failure is computed again."""
        path = self.part(number)
        try:
            found: int = pyarrow_parquet().read_metadata(path).num_rows
        except (OSError, ValueError):
            return False
        return found == rows

    def is_whole(self) -> bool:
        """Return whether the table is there: it takes its name last."""
        return self.table.is_file()

    def finish(self, plan: Plan, parts: int) -> None:
        """Make one table of the parts, in the order of its key, one part in memory at a time."""
        provenance = {PROVENANCE: json.dumps(plan.described(), ensure_ascii=False)}
        with writing(self.table, repeated=KEY, provenance=provenance) as writer:
            for number in range(parts):
                writer.write(pl.read_parquet(self.part(number)))
        self.clear()

    def clear(self) -> None:
        """Leave the table and what was asked, nothing of the work."""
        shutil.rmtree(self._parts, ignore_errors=True)
        self.opportunities.unlink(missing_ok=True)


def _refuse_another(path: Path, asked: Mapping[str, Any], there: Mapping[str, Any]) -> None:
    for name in dict.fromkeys([*_OPTIONS, *asked, *there]):
        if asked.get(name) != there.get(name):
            raise FileError(
                value=f"{_OPTIONS.get(name, name)} : {_said(asked.get(name))}",
                rule=f"le dossier {path} contient une autre étude, avec {_said(there.get(name))}.",
                remedy="Reprenez avec les mêmes options, ou choisissez un autre dossier.",
            )


def _said(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_said, value))
    if isinstance(value, dict):
        return ", ".join(f"{name} {each}" for name, each in value.items())
    return "rien" if value is None else str(value)
