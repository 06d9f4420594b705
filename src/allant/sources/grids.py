"""Grids: a questionnaire, its scoring and where both come from, read from one file of `allant/grids`.

The checksum of a grid covers what a score depends on: components, items, kinds, options, credits, weights and skip
rules. Texts are left out, so that a review or a new language leaves results comparable; a wording that changes what is
asked makes a new grid, as does any change of the checksum once the grid is in `frozen.yaml`.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from allant.errors import GridError
from allant.mobility_index.scale import Scale
from allant.questionnaire.structure import Questionnaire
from allant.sources.grid_parts import GridDocument
from allant.sources.grid_rules import check_scored_side, check_variant
from allant.sources.strict_yaml import strict_yaml
from allant.texts import Text

__all__ = ["Grid", "Reference", "list_grids", "parse_grid", "read_frozen", "read_grid"]

_FOLDER = files("allant").joinpath("grids")
_FROZEN = "frozen.yaml"
_GRID_NAME = re.compile(r"[a-z]{2}-\d{4}\.\d+(-[a-z]+)?")


@dataclass(frozen=True, slots=True)
class Reference:
    """Where an item comes from."""

    title: Text
    url: str | None


@dataclass(frozen=True, slots=True)
class Grid:
    """One version of a grid: what is asked, how it is scored, and the origin of both.

    `public_items` are the scored items that the public test also asks. `raised_by` gives, for each scored item, the
    solutions (codes of `parameters/advice/solutions.yaml`) that can raise it; none where only the network or a move
    can. `comparable_with` lists other grids whose scores may be compared with this one's.
    """

    code: str
    questionnaire: Questionnaire
    scale: Scale
    public_items: frozenset[str]
    variant_of: str | None
    variants: tuple[str, ...]
    comparable_with: tuple[str, ...]
    weights_origin: Text
    credits_origin: Text
    raised_by: Mapping[str, tuple[str, ...]]
    references: Mapping[str, Reference]
    item_sources: Mapping[str, tuple[str, ...]]
    checksum: str


def list_grids() -> tuple[str, ...]:
    """Return the codes of the grids that the package holds, in alphabetical order."""
    names = (entry.name for entry in _FOLDER.iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if _is_grid_file(name)))


@cache
def read_grid(code: str) -> Grid:
    """Read one grid of the package.

    Parameters
    ----------
    code : str
        For example `fr-2026.1`; see `list_grids`.

    Returns
    -------
    Grid
        Shared between callers: read-only.

    Raises
    ------
    GridError
        No such grid, or a grid that contradicts itself; names the value, the rule and the remedy.
    """
    if code not in list_grids():
        raise GridError(
            value=code,
            rule="Cette grille n’existe pas.",
            remedy=f"Choisissez une de ces grilles : {', '.join(list_grids())}.",
        )
    grid = parse_grid(_FOLDER.joinpath(f"{code}.yaml").read_text(encoding="utf-8"))
    if grid.code != code:
        raise GridError(
            value=grid.code,
            rule=f"The grid names itself otherwise than its file {code}.yaml.",
            remedy="Give both the same name.",
        )
    if grid.variant_of is not None:
        parent = read_grid(grid.variant_of)
        check_variant(grid.scale, parent.scale)
    return grid


def parse_grid(text: str) -> Grid:
    """Read a grid from the text of its file; raise GridError at the first thing that is wrong with it."""
    document = GridDocument(strict_yaml(text))
    questionnaire = document.questionnaire()
    scale = document.scale()
    check_scored_side(questionnaire, scale)
    return Grid(
        code=questionnaire.code,
        questionnaire=questionnaire,
        scale=scale,
        public_items=document.public_items(),
        variant_of=document.variant_of(),
        variants=document.names("variants"),
        comparable_with=document.names("comparable_with"),
        weights_origin=document.origin("weights"),
        credits_origin=document.origin("credits"),
        raised_by=MappingProxyType(document.item_names("raised_by")),
        references=MappingProxyType(
            {code: Reference(title, url) for code, (title, url) in document.references().items()}
        ),
        item_sources=MappingProxyType(document.item_sources()),
        checksum=_checksum(questionnaire, scale),
    )


def read_frozen() -> dict[str, str]:
    """Return the checksum under which each frozen grid was frozen."""
    content: dict[str, Any] = yaml.safe_load(_FOLDER.joinpath(_FROZEN).read_text(encoding="utf-8"))
    return {code: entry["checksum"] for code, entry in content["grids"].items()}


def _is_grid_file(name: str) -> bool:
    return name.endswith(".yaml") and _GRID_NAME.fullmatch(name.removesuffix(".yaml")) is not None


def _checksum(questionnaire: Questionnaire, scale: Scale) -> str:
    items = [
        [item.code, item.dimension, item.weight, item.kind, [[option.code, option.credit] for option in item.options]]
        for item in scale.items
    ]
    rules = [
        [
            question.code,
            question.skip.counts_as,
            sorted([condition.question, sorted(condition.options)] for condition in question.skip.when),
        ]
        for question in questionnaire.questions
        if question.skip is not None
    ]
    canonical = {
        "grid": scale.grid,
        "dimensions": sorted([dimension.code, dimension.weight] for dimension in scale.dimensions),
        "items": sorted(items),
        "skip": sorted(rules),
    }
    return hashlib.sha256(json.dumps(canonical, sort_keys=True, ensure_ascii=True).encode("ascii")).hexdigest()
