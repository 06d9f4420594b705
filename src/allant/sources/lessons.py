"""Lessons: short cards to read and practice with its answers, read from one file each of `allant/lessons`.

A lesson says which items of the grid it trains, so that an adviser can propose it from a bilan. Its texts exist in each
language of its `review`, which says for each language whether somebody reviewed it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from allant.errors import GridError
from allant.sources.grids import read_grid
from allant.sources.icons import ICONS
from allant.sources.strict_yaml import strict_yaml
from allant.texts import Text, TextStatus, Wording

__all__ = ["Card", "Choice", "Lesson", "Table", "list_lessons", "parse_lesson", "read_lesson"]

_FOLDER = files("allant").joinpath("lessons")
_NAME = re.compile(r"[a-z][a-z_]*")
_GRID = "fr-2026.1"
_LESSON_KEYS = frozenset(["lesson", "items", "minutes", "icon", "review", "title", "goal", "tables", "cards"])


@dataclass(frozen=True, slots=True)
class Table:
    """A timetable to read: one row a stop, one column a bus; `times` go bus by bus, as long as `stops`."""

    caption: Text
    stops: tuple[str, ...]
    times: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer, and why it is right or not."""

    label: Text
    is_right: bool
    because: Text


@dataclass(frozen=True, slots=True)
class Card:
    """One card: a text to read (no choices), or a question to practise (exactly one choice is right)."""

    text: Text
    choices: tuple[Choice, ...]
    table: Table | None

    @property
    def is_practice(self) -> bool:
        """Does this card ask something?"""
        return bool(self.choices)


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson, about `minutes` long, that trains `items` of the grid."""

    code: str
    title: Text
    goal: Text
    items: tuple[str, ...]
    minutes: int
    icon: str
    cards: tuple[Card, ...]

    @property
    def practice_count(self) -> int:
        """How many of the cards ask something."""
        return sum(card.is_practice for card in self.cards)


@cache
def list_lessons() -> tuple[str, ...]:
    """Return the codes of the lessons that the package holds, in alphabetical order."""
    names = (entry.name for entry in _FOLDER.iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


@cache
def read_lesson(code: str) -> Lesson:
    """Return one lesson of the package; raise GridError where there is none or where its file contradicts itself."""
    if code not in list_lessons():
        raise GridError(
            value=code,
            rule="Cette leçon n’existe pas.",
            remedy=f"Choisissez une de ces leçons : {', '.join(list_lessons())}.",
        )
    lesson = parse_lesson(_FOLDER.joinpath(f"{code}.yaml").read_text(encoding="utf-8"))
    if lesson.code != code:
        raise GridError(
            value=lesson.code,
            rule=f"The lesson names itself otherwise than its file {code}.yaml.",
            remedy="Give both the same name.",
        )
    return lesson


def parse_lesson(text: str) -> Lesson:
    """Read a lesson from the text of its file; raise GridError at the first thing that is wrong with it."""
    content = strict_yaml(text)
    if set(content) != _LESSON_KEYS:
        raise GridError(
            value=sorted(set(content) ^ _LESSON_KEYS),
            rule="A lesson has these keys and no other: " + ", ".join(sorted(_LESSON_KEYS)) + ".",
            remedy="Add what is missing, remove what is unknown.",
        )
    reader = _Reader(_review(content["review"]))
    tables = {name: reader.table(entry, name) for name, entry in content["tables"].items()}
    return Lesson(
        code=_code(content["lesson"]),
        title=reader.text(content["title"], "title"),
        goal=reader.text(content["goal"], "goal"),
        items=_items(content["items"]),
        minutes=_minutes(content["minutes"]),
        icon=_icon(content["icon"]),
        cards=tuple(reader.card(entry, tables, number) for number, entry in enumerate(content["cards"], start=1)),
    )


class _Reader:
    """Reads texts in the languages of one lesson."""

    def __init__(self, review: Mapping[str, Wording]) -> None:
        self._review = review

    def text(self, given: object, where: str) -> Text:
        if (
            not isinstance(given, dict)
            or set(given) != set(self._review)
            or not all(isinstance(each, str) and each.strip() for each in given.values())
        ):
            raise GridError(
                value=given,
                rule=f"The text {where} must exist in each language of the lesson and no other.",
                remedy=f"Write it in: {', '.join(self._review)}.",
            )
        return Text(
            {
                language: Wording(given[language], review.status, review.reviewed_by)
                for language, review in self._review.items()
            }
        )

    def table(self, entry: Mapping[str, Any], name: str) -> Table:
        stops = tuple(entry["stops"])
        times = tuple(tuple(bus) for bus in entry["times"])
        if not times or any(len(bus) != len(stops) for bus in times):
            raise GridError(
                value=name, rule="A bus of this timetable has not one time a stop.", remedy="Write “–” where none."
            )
        return Table(self.text(entry["caption"], f"{name}.caption"), stops, times)

    def card(self, entry: Mapping[str, Any], tables: Mapping[str, Table], number: int) -> Card:
        where = f"of card {number}"
        table = entry.get("table")
        is_well_made = {"read"} <= set(entry) <= {"read", "table"} or {"ask", "options"} <= set(entry) <= {
            "ask",
            "options",
            "table",
        }
        if not is_well_made or (table is not None and table not in tables):
            raise GridError(
                value=sorted(entry),
                rule=f"Card {number} is `read`, or `ask` with `options`; its table, if any, is one of the lesson.",
                remedy="Write one or the other.",
            )
        choices = tuple(self._choice(option, where) for option in entry.get("options", []))
        if choices and sum(choice.is_right for choice in choices) != 1:
            raise GridError(value=number, rule=f"One answer {where} is right, no more.", remedy="Mark one `right`.")
        return Card(self.text(entry.get("read") or entry.get("ask"), where), choices, tables.get(table or ""))

    def _choice(self, option: Mapping[str, Any], where: str) -> Choice:
        return Choice(
            label=self.text(option.get("label"), f"label {where}"),
            is_right=option.get("right", False) is True,
            because=self.text(option.get("because"), f"because {where}"),
        )


def _review(given: object) -> dict[str, Wording]:
    """Return, for each language, the status that every text of the lesson takes (the text itself is empty here)."""
    if not isinstance(given, dict) or "fr" not in given:
        raise GridError(
            value=given, rule="`review` names the languages of the lesson; French is one.", remedy="Add fr."
        )
    review = {}
    for language, entry in given.items():
        status: TextStatus | None = entry.get("status") if isinstance(entry, dict) else None
        reviewer = entry.get("reviewed_by") if isinstance(entry, dict) else None
        if not ((status == "draft" and reviewer is None) or (status == "reviewed" and isinstance(reviewer, str))):
            raise GridError(
                value=entry,
                rule=f"The review in {language!r} is incomplete.",
                remedy="Write {status: draft}, or {status: reviewed, reviewed_by: …}.",
            )
        review[language] = Wording("", status, reviewer)
    return review


def _code(given: object) -> str:
    if not isinstance(given, str) or not _NAME.fullmatch(given):
        raise GridError(value=given, rule="A lesson is named in small letters.", remedy="Write `lesson: some_name`.")
    return given


def _items(given: object) -> tuple[str, ...]:
    known = {question.code for question in read_grid(_GRID).questionnaire.questions}
    if not isinstance(given, list) or not given or not set(given) <= known:
        raise GridError(
            value=given, rule=f"A lesson trains items of the grid {_GRID}.", remedy="Name one item or more."
        )
    return tuple(given)


def _minutes(given: object) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or given < 1:
        raise GridError(value=given, rule="`minutes` is a whole number from 1.", remedy="Say how long it takes.")
    return given


def _icon(given: object) -> str:
    if given not in ICONS:
        raise GridError(value=given, rule="This pictogram does not exist.", remedy=f"Use one of {sorted(ICONS)}.")
    return str(given)
