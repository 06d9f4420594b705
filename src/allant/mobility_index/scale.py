"""What scoring needs of a grid: items, credits and weights, without a word of text."""

from dataclasses import dataclass
from typing import Literal

ItemKind = Literal["fact", "declared", "judged"]


@dataclass(frozen=True, slots=True)
class ScaleOption:
    """One possible answer and its credit in [0, 1]."""

    code: str
    credit: float


@dataclass(frozen=True, slots=True)
class ScaleItem:
    """A scored item. `kind`: checked on paper (fact), said by the person (declared), by the adviser (judged)."""

    code: str
    dimension: str
    weight: float
    kind: ItemKind
    options: tuple[ScaleOption, ...]


@dataclass(frozen=True, slots=True)
class Dimension:
    """A component of the index and its weight (all weights of a scale sum to 1)."""

    code: str
    weight: float


@dataclass(frozen=True, slots=True)
class Scale:
    """The scored side of one grid version."""

    grid: str
    dimensions: tuple[Dimension, ...]
    items: tuple[ScaleItem, ...]
