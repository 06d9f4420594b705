"""What advice needs to know of a person: plain values of the index, its components and the answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from allant.texts import Text

__all__ = ["AnsweredItem", "DimensionValue", "Situation", "Words"]


@dataclass(frozen=True, slots=True)
class Words:
    """One text by language, with what is known of its review; French is always there."""

    text: Text

    def in_language(self, language: str) -> str:
        """Return the words in `language`, else in French."""
        return self.text.in_language(language).text


@dataclass(frozen=True, slots=True)
class DimensionValue:
    """A component and its value, 0 (total lack) to 1; None when it is not measured."""

    code: str
    value: float | None


@dataclass(frozen=True, slots=True)
class AnsweredItem:
    """A scored item as it counts for this person.

    `answer` is an option code, `na`, `dk` or None; `credit` is that option's credit (0 to 1), None where there is no
    such option; `credits` gives the credit of every option; `weight` is the item's weight in its component.
    """

    code: str
    dimension: str
    weight: float
    answer: str | None
    credit: float | None
    credits: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Situation:
    """Index (0 to 100, None when not measured), components and items of one person, skipped questions filled in."""

    index: float | None
    dimensions: tuple[DimensionValue, ...]
    items: tuple[AnsweredItem, ...]

    def value_of(self, dimension: str) -> float | None:
        """Return the value of a component; None when it is not measured or not part of the grid."""
        return next((entry.value for entry in self.dimensions if entry.code == dimension), None)

    def item(self, code: str) -> AnsweredItem | None:
        """Return an item; None when the grid does not have it."""
        return next((entry for entry in self.items if entry.code == code), None)

    def measured(self) -> tuple[tuple[str, float], ...]:
        """Return code and value of the measured components, in the order of the grid."""
        return tuple((entry.code, entry.value) for entry in self.dimensions if entry.value is not None)
