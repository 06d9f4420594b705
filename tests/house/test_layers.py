"""The house has one direction, and the contracts that say so really refuse."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
CONTRACTS = {
    "One direction: cli > web > routing > sources > rooms > parameters > kernel": [
        ("parameters/__init__.py", "import allant.sources"),
        ("advice/advise.py", "import allant.mobility_index"),
        ("questionnaire/logic.py", "import allant.advice"),
        ("outcomes/exits.py", "import allant.advice"),
        ("energy/factors.py", "import allant.travel_cost"),
        ("travel_cost/month.py", "import allant.energy"),
        ("reach/ways.py", "import allant.travel_cost"),
        ("trips/totals.py", "import allant.energy"),
        ("sources/streets.py", "import allant.routing"),
        ("routing/reach.py", "import allant.web"),
        ("parameters/__init__.py", "import allant.trips"),
        ("intervals.py", "import allant.parameters"),
        ("sources/tables.py", "import allant.web"),
        ("errors.py", "import allant.parameters"),
        ("nir.py", "import allant.errors"),
    ],
    "Rooms and what lies below them are pure": [
        ("advice/advise.py", "import django"),
        ("questionnaire/logic.py", "import os"),
        ("mobility_index/scoring.py", "import random"),
        ("outcomes/exits.py", "import time"),
        ("energy/many_trips.py", "import random"),
        ("travel_cost/month.py", "import time"),
        ("trips/engines.py", "import pathlib"),
        ("errors.py", "import pathlib"),
        ("nir.py", "import django"),
    ],
    "The edges and the parameters know nothing of the web": [
        ("sources/tables.py", "import django"),
        ("parameters/__init__.py", "import django"),
    ],
    "The order of the web apps": [
        ("web/journal/models.py", "import allant.web.cases.models"),
        ("web/accounts/models.py", "import allant.web.assessments.models"),
        ("web/ui/formatting.py", "import allant.web.journal.models"),
        ("web/assessments/queries.py", "import allant.web.cases.queries"),
        ("web/messaging/actions.py", "import allant.web.assessments.models"),
    ],
}
BREACHES = [
    pytest.param(contract, path, line, id=f"{path}: {line}")
    for contract, breaches in CONTRACTS.items()
    for path, line in breaches
]


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """Return a copy of the package, with its contracts, that may be broken."""
    folder = tmp_path_factory.mktemp("house")
    leave_out = shutil.ignore_patterns("static", "templates", "__pycache__", "*.parquet", "*.yaml")
    shutil.copytree(ROOT / "src" / "allant", folder / "allant", ignore=leave_out)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def checked(folder):
    """Run the contracts on a folder, in a process that finds the copy before the installed package."""
    runs = "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    return subprocess.run(
        [sys.executable, "-c", runs], cwd=folder, capture_output=True, text=True, timeout=300, check=False
    )


def test_contracts_hold(copy):
    result = checked(copy)
    assert result.returncode == 0, result.stdout
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in result.stdout


@pytest.mark.parametrize(("contract", "path", "line"), BREACHES)
def test_contract_is_broken_by_a_forbidden_import(copy, contract, path, line):
    module = copy / "allant" / path
    before = module.read_text(encoding="utf-8")
    module.write_text(f"{before}\n{line}\n", encoding="utf-8")
    try:
        result = checked(copy)
    finally:
        module.write_text(before, encoding="utf-8")
    assert result.returncode == 1, result.stdout
    assert f"{contract} BROKEN" in result.stdout


def test_app_that_no_layer_names_breaks_the_order(copy):
    folder = copy / "allant" / "web" / "garages"
    folder.mkdir()
    (folder / "__init__.py").touch()
    try:
        result = checked(copy)
    finally:
        shutil.rmtree(folder)
    assert result.returncode != 0
    assert "garages" in result.stdout


WITHOUT = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"django", "numba", "pyarrow", "llvmlite"}:
            raise ImportError(name)
sys.meta_path.insert(0, Refuse())
import ROOM
assert not {"django", "numba", "pyarrow"} & set(sys.modules)
"""


@pytest.mark.parametrize(
    "room",
    [
        "mobility_index",
        "advice",
        "energy",
        "outcomes",
        "questionnaire",
        "reach",
        "travel_cost",
        "trips",
        "parameters",
        "intervals",
        "errors",
        "nir",
        "sources.grids",
    ],
)
def test_room_needs_neither_django_nor_compiled_kernels(room):
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT.replace("ROOM", f"allant.{room}")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
