"""From the text of a grid file to typed questions, options, texts and weights, refusing what is missing or unknown."""

from collections.abc import Mapping
from typing import Any, cast, get_args

from allant.errors import GridError
from allant.mobility_index.scale import Dimension, ItemKind, Scale, ScaleItem, ScaleOption
from allant.questionnaire.structure import Option, Question, Questionnaire, QuestionType, Section
from allant.sources.grid_fields import (
    RESERVED_ANSWERS,
    read_flag,
    read_names,
    read_number,
    read_options,
    read_required,
    read_skip_rule,
    read_string,
    read_weight,
    refuse_bad_codes,
    refuse_unknown_icon,
    refuse_unknown_keys,
    require_wording,
)
from allant.texts import EASY_FRENCH, Text

__all__ = ["GridDocument"]

# A result file has these columns beside one per item, and an input file may carry `environment`.
_RESERVED_ITEMS = frozenset(
    {"person_id", "environment", "index", "index_low", "index_high", "partial", "not_measured"},
)
_UNTRANSLATED = "fr"
_GRID_KEYS = frozenset(
    [
        "grid",
        "version",
        "purpose",
        "languages",
        "title",
        "weights",
        "credits",
        "variant_of",
        "variants",
        "comparable_with",
        "sources",
        "sections",
        "questions",
    ]
)
_QUESTION_KEYS = frozenset(
    [
        "code",
        "section",
        "type",
        "kind",
        "public",
        "icon",
        "label",
        "short",
        "help",
        "options",
        "skip",
        "allows_dk",
        "allows_na",
        "raised_by",
        "external_codes",
        "sources",
    ]
)
_SOURCE_KEYS = frozenset(["title", "url"])


class GridDocument:
    """The content of one grid file, asked part by part."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        refuse_unknown_keys(content, _GRID_KEYS, "the grid")
        self._content = content
        self._languages = self._read_languages()
        self._sections: list[Mapping[str, Any]] = self._read_coded_list("sections")
        self._questions: list[Mapping[str, Any]] = self._read_coded_list("questions")
        self._components = tuple(entry["code"] for entry in self._sections if entry.get("component"))
        for entry in self._questions:
            self._check_question(entry)

    def questionnaire(self) -> Questionnaire:
        """Return the side that is shown and answered."""
        return Questionnaire(
            code=read_string(self._content, "grid", "the grid"),
            version=read_string(self._content, "version", "the grid"),
            purpose=read_string(self._content, "purpose", "the grid"),
            title=self._text(self._content, "title", "the grid"),
            languages=self._languages,
            sections=tuple(self._section(entry) for entry in self._sections),
            questions=tuple(self._question(entry) for entry in self._questions),
        )

    def scale(self) -> Scale:
        """Return the scored side: the questions that have a kind, with their credits and weights."""
        between = read_required(self._mapping("weights"), "between_components", "weights")
        within = read_required(self._mapping("weights"), "within_components", "weights")
        scored = [entry for entry in self._questions if "kind" in entry]
        return Scale(
            grid=read_string(self._content, "grid", "the grid"),
            dimensions=tuple(
                Dimension(code, read_weight(between, code, equal=1 / len(self._components)))
                for code in self._components
            ),
            items=tuple(self._scale_item(entry, within) for entry in scored),
        )

    def public_items(self) -> frozenset[str]:
        """Return the codes of the scored items that the public test also asks."""
        return frozenset(entry["code"] for entry in self._questions if "kind" in entry and entry.get("public"))

    def variant_of(self) -> str | None:
        """Return the grid whose anchor items this one takes, if any."""
        return read_string(self._content, "variant_of", "the grid") if "variant_of" in self._content else None

    def names(self, key: str) -> tuple[str, ...]:
        """Return a list of names of the grid itself, empty where the file has none."""
        return read_names(self._content, key, "the grid")

    def origin(self, key: str) -> Text:
        """Return the text that says where the weights or the credits come from."""
        return self._text(self._mapping(key), "origin", key)

    def item_names(self, key: str) -> dict[str, tuple[str, ...]]:
        """Return one list of names by scored item; each item must have the list, be it empty."""
        scored = [entry for entry in self._questions if "kind" in entry]
        for entry in scored:
            read_required(entry, key, entry["code"])
        return {entry["code"]: read_names(entry, key, entry["code"]) for entry in scored}

    def references(self) -> dict[str, tuple[Text, str | None]]:
        """Return title and address of each source by its code."""
        return {code: self._reference(entry, f"the source {code}") for code, entry in self._mapping("sources").items()}

    def item_sources(self) -> dict[str, tuple[str, ...]]:
        """Return the sources of each scored item; none missing, none unknown."""
        sources = self.item_names("sources")
        for item, codes in sources.items():
            if not codes:
                raise GridError(value=item, rule="A scored item names its source.", remedy="Add `sources`.")
            for code in codes:
                if code not in self._mapping("sources"):
                    raise GridError(
                        value=code,
                        rule=f"The item {item!r} names a source that the grid does not describe.",
                        remedy="Add it under `sources`, with its title.",
                    )
        return sources

    def _read_languages(self) -> tuple[str, ...]:
        languages = read_names(self._content, "languages", "the grid")
        if _UNTRANSLATED not in languages:
            raise GridError(
                value=list(languages),
                rule="Every grid exists in French.",
                remedy="Add `fr` to `languages`, and the French texts.",
            )
        return languages

    def _read_coded_list(self, key: str) -> list[Mapping[str, Any]]:
        entries = self._content.get(key)
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise GridError(value=key, rule=f"A grid has a list of {key}.", remedy=f"Add `{key}`.")
        refuse_bad_codes([entry.get("code") for entry in entries], key)
        return entries

    def _mapping(self, key: str) -> Mapping[str, Any]:
        entry = self._content.get(key)
        if not isinstance(entry, dict):
            raise GridError(value=key, rule=f"A grid has a mapping {key!r}.", remedy=f"Add `{key}`.")
        return entry

    def _check_question(self, entry: Mapping[str, Any]) -> None:
        code = entry["code"]
        refuse_unknown_keys(entry, _QUESTION_KEYS, code)
        if code in _RESERVED_ITEMS | RESERVED_ANSWERS | set(self._components):
            raise GridError(
                value=code,
                rule="This word is a column of the results, a component or a reserved answer.",
                remedy="Give the question another code.",
            )
        if entry.get("section") not in {section["code"] for section in self._sections}:
            raise GridError(
                value=entry.get("section"),
                rule=f"The question {code!r} stands in a section that the grid does not have.",
                remedy="Name one of the grid's sections.",
            )
        if entry.get("type") not in get_args(QuestionType):
            raise GridError(
                value=entry.get("type"),
                rule=f"The question {code!r} has an unknown type.",
                remedy=f"Use one of: {', '.join(get_args(QuestionType))}.",
            )
        refuse_unknown_icon(entry, code)
        if "kind" in entry:
            self._check_scored(entry)

    def _check_scored(self, entry: Mapping[str, Any]) -> None:
        code = entry["code"]
        if entry["kind"] not in get_args(ItemKind):
            raise GridError(
                value=entry["kind"],
                rule=f"The item {code!r} has an unknown kind.",
                remedy=f"Use one of: {', '.join(get_args(ItemKind))}.",
            )
        if entry["type"] != "choice" or entry["section"] not in self._components:
            raise GridError(
                value=code,
                rule="A scored item is a choice, in a section which is a component.",
                remedy="Remove its `kind`, or make it a choice of a component.",
            )

    def _section(self, entry: Mapping[str, Any]) -> Section:
        where = f"section {entry['code']}"
        refuse_unknown_keys(entry, frozenset({"code", "component", "title", "intro", "icon"}), where)
        refuse_unknown_icon(entry, where)
        return Section(
            code=entry["code"],
            title=self._text(entry, "title", where),
            intro=self._optional_text(entry, "intro", where),
            icon=entry.get("icon"),
        )

    def _question(self, entry: Mapping[str, Any]) -> Question:
        code = entry["code"]
        return Question(
            code=code,
            section=entry["section"],
            type=cast(QuestionType, entry["type"]),
            label=self._text(entry, "label", code),
            help=self._optional_text(entry, "help", code),
            options=tuple(self._option(option, code) for option in read_options(entry)),
            skip=read_skip_rule(entry),
            allows_dk=read_flag(entry, "allows_dk", default=entry["type"] != "open"),
            allows_na=read_flag(entry, "allows_na", default=False),
            icon=entry.get("icon"),
            external_codes=read_names(entry, "external_codes", code),
            short=self._text(entry, "short", code),
        )

    def _option(self, entry: Mapping[str, Any], question: str) -> Option:
        where = f"{question}.{entry['code']}"
        refuse_unknown_keys(entry, frozenset({"code", "credit", "label", "help", "icon"}), where)
        refuse_unknown_icon(entry, where)
        return Option(
            code=entry["code"],
            label=self._text(entry, "label", where),
            help=self._optional_text(entry, "help", where),
            icon=entry.get("icon"),
        )

    def _reference(self, entry: object, where: str) -> tuple[Text, str | None]:
        if not isinstance(entry, dict):
            raise GridError(value=entry, rule=f"{where} is a mapping.", remedy="Write `title` and, if any, `url`.")
        refuse_unknown_keys(entry, _SOURCE_KEYS, where)
        return self._text(entry, "title", where), read_string(entry, "url", where) if "url" in entry else None

    def _scale_item(self, entry: Mapping[str, Any], within: object) -> ScaleItem:
        return ScaleItem(
            code=entry["code"],
            dimension=entry["section"],
            weight=read_weight(within, entry["code"], equal=1.0),
            kind=cast(ItemKind, entry["kind"]),
            options=tuple(
                ScaleOption(option["code"], read_number(option, "credit", f"{entry['code']}.{option['code']}"))
                for option in read_options(entry)
            ),
        )

    def _optional_text(self, entry: Mapping[str, Any], key: str, where: str) -> Text | None:
        return self._text(entry, key, where) if key in entry else None

    def _text(self, entry: Mapping[str, Any], key: str, where: str) -> Text:
        given = read_required(entry, key, where)
        if not isinstance(given, dict) or set(given) - {EASY_FRENCH} != set(self._languages):
            raise GridError(
                value=sorted(given) if isinstance(given, dict) else given,
                rule=f"The text {key!r} of {where} must exist in each language of the grid and no other.",
                remedy=f"Write it in: {', '.join(self._languages)} (and in {EASY_FRENCH} where French is hard).",
            )
        return Text({language: require_wording(text, f"{where}.{key}.{language}") for language, text in given.items()})
