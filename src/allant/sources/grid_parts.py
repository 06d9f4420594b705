"""From the text of a grid file to typed questions, options, texts and weights, refusing what is missing or unknown."""

import re
from collections.abc import Hashable, Mapping, Sequence
from typing import Any, cast, get_args

import yaml

from allant.errors import GridError
from allant.mobility_index.scale import Dimension, ItemKind, Scale, ScaleItem, ScaleOption
from allant.questionnaire.structure import (
    DO_NOT_KNOW,
    NOT_APPLICABLE,
    Condition,
    Option,
    Question,
    Questionnaire,
    QuestionType,
    Section,
    SkipRule,
)
from allant.texts import EASY_FRENCH, Text, Wording, read_wording

__all__ = ["ICONS", "GridDocument", "strict_yaml"]

ICONS = frozenset(
    [
        "bus",
        "car",
        "bike",
        "walk",
        "wallet",
        "clock",
        "map",
        "phone",
        "child",
        "heart",
        "stairs",
        "licence",
        "home",
        "speech",
        "bag",
        "people",
        "pass",
        "repair",
        "bus-stop",
        "town",
        "month-end",
        "too-dear",
        "route",
        "signpost",
        "day-night",
        "adult-child",
        "stroller",
        "pin",
        "places",
        "places-many",
        "answer-yes",
        "answer-no",
        "answer-partly",
        "learning",
        "ticket",
        "minutes-few",
        "minutes-some",
        "minutes-many",
        "face-easy",
        "face-hard",
        "face-unable",
        "never",
        "sometimes",
        "often",
    ],
)
"""The pictograms that the pages can draw."""

# A result file has these columns beside one per item, and an input file may carry `environment`.
_RESERVED_ITEMS = frozenset(
    {"person_id", "environment", "index", "index_low", "index_high", "partial", "not_measured"},
)
_RESERVED_ANSWERS = frozenset({NOT_APPLICABLE, DO_NOT_KNOW})
_CODE = re.compile(r"[a-z][a-z0-9_]*")
_EQUAL = "equal"
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


class _StrictLoader(yaml.SafeLoader):
    """Refuses a mapping that says the same key twice, where plain YAML silently keeps the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise GridError(
                    value=key,
                    rule=f"This key stands twice in one mapping{node.start_mark}.",
                    remedy="Keep one of them.",
                )
        return super().construct_mapping(node, deep)


def strict_yaml(text: str) -> Mapping[str, Any]:
    """Return the mapping that `text` holds; raise GridError where it is not YAML or says a key twice."""
    try:
        content = _StrictLoader(text).get_single_data()
    except yaml.YAMLError as error:
        raise GridError(value=str(error), rule="The file is not valid YAML.", remedy="Correct this line.") from error
    if not isinstance(content, dict):
        raise GridError(value=content, rule="A grid is a mapping.", remedy="Start from a grid that exists.")
    return content


class GridDocument:
    """The content of one grid file, asked part by part."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        _refuse_unknown_keys(content, _GRID_KEYS, "the grid")
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
            code=_string(self._content, "grid", "the grid"),
            version=_string(self._content, "version", "the grid"),
            purpose=_string(self._content, "purpose", "the grid"),
            title=self._text(self._content, "title", "the grid"),
            languages=self._languages,
            sections=tuple(self._section(entry) for entry in self._sections),
            questions=tuple(self._question(entry) for entry in self._questions),
        )

    def scale(self) -> Scale:
        """Return the scored side: the questions that have a kind, with their credits and weights."""
        between = _required(self._mapping("weights"), "between_components", "weights")
        within = _required(self._mapping("weights"), "within_components", "weights")
        scored = [entry for entry in self._questions if "kind" in entry]
        return Scale(
            grid=_string(self._content, "grid", "the grid"),
            dimensions=tuple(
                Dimension(code, _weight(between, code, equal=1 / len(self._components))) for code in self._components
            ),
            items=tuple(self._scale_item(entry, within) for entry in scored),
        )

    def public_items(self) -> frozenset[str]:
        """Return the codes of the scored items that the public test also asks."""
        return frozenset(entry["code"] for entry in self._questions if "kind" in entry and entry.get("public"))

    def variant_of(self) -> str | None:
        """Return the grid whose anchor items this one takes, if any."""
        return _string(self._content, "variant_of", "the grid") if "variant_of" in self._content else None

    def names(self, key: str) -> tuple[str, ...]:
        """Return a list of names of the grid itself, empty where the file has none."""
        return _names(self._content, key, "the grid")

    def origin(self, key: str) -> Text:
        """Return the text that says where the weights or the credits come from."""
        return self._text(self._mapping(key), "origin", key)

    def item_names(self, key: str) -> dict[str, tuple[str, ...]]:
        """Return one list of names by scored item; each item must have the list, be it empty."""
        scored = [entry for entry in self._questions if "kind" in entry]
        for entry in scored:
            _required(entry, key, entry["code"])
        return {entry["code"]: _names(entry, key, entry["code"]) for entry in scored}

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
        languages = _names(self._content, "languages", "the grid")
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
        _refuse_bad_codes([entry.get("code") for entry in entries], key)
        return entries

    def _mapping(self, key: str) -> Mapping[str, Any]:
        entry = self._content.get(key)
        if not isinstance(entry, dict):
            raise GridError(value=key, rule=f"A grid has a mapping {key!r}.", remedy=f"Add `{key}`.")
        return entry

    def _check_question(self, entry: Mapping[str, Any]) -> None:
        code = entry["code"]
        _refuse_unknown_keys(entry, _QUESTION_KEYS, code)
        if code in _RESERVED_ITEMS | _RESERVED_ANSWERS | set(self._components):
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
        _refuse_unknown_icon(entry, code)
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
        _refuse_unknown_keys(entry, frozenset({"code", "component", "title", "intro", "icon"}), where)
        _refuse_unknown_icon(entry, where)
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
            options=tuple(self._option(option, code) for option in _options(entry)),
            skip=_skip_rule(entry),
            allows_dk=_flag(entry, "allows_dk", default=entry["type"] != "open"),
            allows_na=_flag(entry, "allows_na", default=False),
            icon=entry.get("icon"),
            external_codes=_names(entry, "external_codes", code),
            short=self._text(entry, "short", code),
        )

    def _option(self, entry: Mapping[str, Any], question: str) -> Option:
        where = f"{question}.{entry['code']}"
        _refuse_unknown_keys(entry, frozenset({"code", "credit", "label", "help", "icon"}), where)
        _refuse_unknown_icon(entry, where)
        return Option(
            code=entry["code"],
            label=self._text(entry, "label", where),
            help=self._optional_text(entry, "help", where),
            icon=entry.get("icon"),
        )

    def _reference(self, entry: object, where: str) -> tuple[Text, str | None]:
        if not isinstance(entry, dict):
            raise GridError(value=entry, rule=f"{where} is a mapping.", remedy="Write `title` and, if any, `url`.")
        _refuse_unknown_keys(entry, _SOURCE_KEYS, where)
        return self._text(entry, "title", where), _string(entry, "url", where) if "url" in entry else None

    def _scale_item(self, entry: Mapping[str, Any], within: object) -> ScaleItem:
        return ScaleItem(
            code=entry["code"],
            dimension=entry["section"],
            weight=_weight(within, entry["code"], equal=1.0),
            kind=cast(ItemKind, entry["kind"]),
            options=tuple(
                ScaleOption(option["code"], _number(option, "credit", f"{entry['code']}.{option['code']}"))
                for option in _options(entry)
            ),
        )

    def _optional_text(self, entry: Mapping[str, Any], key: str, where: str) -> Text | None:
        return self._text(entry, key, where) if key in entry else None

    def _text(self, entry: Mapping[str, Any], key: str, where: str) -> Text:
        given = _required(entry, key, where)
        if not isinstance(given, dict) or set(given) - {EASY_FRENCH} != set(self._languages):
            raise GridError(
                value=sorted(given) if isinstance(given, dict) else given,
                rule=f"The text {key!r} of {where} must exist in each language of the grid and no other.",
                remedy=f"Write it in: {', '.join(self._languages)} (and in {EASY_FRENCH} where French is hard).",
            )
        return Text({language: _wording(text, f"{where}.{key}.{language}") for language, text in given.items()})


def _wording(given: object, where: str) -> Wording:
    wording = read_wording(given)
    if wording is None:
        raise GridError(
            value=given,
            rule=f"The text {where} is empty, or its review is incomplete.",
            remedy="Write the text; a reviewed one also says `status: reviewed` and `reviewed_by`, a draft one nobody.",
        )
    return wording


def _options(entry: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    options = entry.get("options", [])
    if entry["type"] != "choice":
        if options:
            raise GridError(value=entry["code"], rule="Only a choice has options.", remedy="Remove them.")
        return ()
    if not isinstance(options, list) or len(options) < 2 or not all(isinstance(option, dict) for option in options):
        raise GridError(value=entry["code"], rule="A choice has two options or more.", remedy="Add `options`.")
    _refuse_bad_codes([option.get("code") for option in options], f"options of {entry['code']}")
    for option in options:
        if option["code"] in _RESERVED_ANSWERS:
            raise GridError(
                value=option["code"],
                rule=f"This answer of {entry['code']!r} is reserved.",
                remedy="Use `allows_na` or `allows_dk`, or another code.",
            )
    return options


def _skip_rule(entry: Mapping[str, Any]) -> SkipRule | None:
    if "skip" not in entry:
        return None
    rule, where = entry["skip"], f"the skip rule of {entry['code']}"
    if not isinstance(rule, dict) or set(rule) != {"when", "counts_as"} or not isinstance(rule["when"], list):
        raise GridError(value=rule, rule=f"{where} has `when` and `counts_as`.", remedy="Write both, nothing else.")
    return SkipRule(
        when=tuple(
            Condition(question=_string(condition, "question", where), options=_names(condition, "options", where))
            for condition in rule["when"]
        ),
        counts_as=_string(rule, "counts_as", where),
    )


def _weight(weights: object, code: str, *, equal: float) -> float:
    if weights == _EQUAL:
        return equal
    if isinstance(weights, dict):
        return _number(weights, code, "weights")
    raise GridError(value=weights, rule="Weights are `equal`, or a number by code.", remedy="Write one or the other.")


def _required(entry: Mapping[str, Any], key: str, where: str) -> Any:
    if key not in entry:
        raise GridError(value=where, rule=f"It must say {key!r}.", remedy=f"Add `{key}`.")
    return entry[key]


def _string(entry: Mapping[str, Any], key: str, where: str) -> str:
    given = _required(entry, key, where)
    if not isinstance(given, str) or not given.strip():
        raise GridError(value=given, rule=f"{key!r} of {where} is a text.", remedy="Put it between quotes.")
    return given


def _number(entry: Mapping[str, Any], key: str, where: str) -> float:
    given = _required(entry, key, where)
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise GridError(value=given, rule=f"{key!r} of {where} is a number.", remedy="Write a number.")
    return float(given)


def _flag(entry: Mapping[str, Any], key: str, *, default: bool) -> bool:
    given = entry.get(key, default)
    if not isinstance(given, bool):
        raise GridError(value=given, rule=f"{key!r} of {entry['code']} is true or false.", remedy="Write one of both.")
    return given


def _names(entry: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    given = entry.get(key, [])
    if not isinstance(given, list) or not all(isinstance(name, str) for name in given):
        raise GridError(value=given, rule=f"{key!r} of {where} is a list of names.", remedy="Write [name, name].")
    return tuple(given)


def _refuse_unknown_keys(entry: Mapping[str, Any], known: frozenset[str], where: str) -> None:
    for key in entry:
        if key not in known:
            raise GridError(
                value=key,
                rule=f"Nothing of {where} has this name.",
                remedy=f"Use one of: {', '.join(sorted(known))}.",
            )


def _refuse_unknown_icon(entry: Mapping[str, Any], where: str) -> None:
    if "icon" in entry and entry["icon"] not in ICONS:
        raise GridError(
            value=entry["icon"],
            rule=f"{where} has an unknown icon.",
            remedy=f"Use one of: {', '.join(sorted(ICONS))}.",
        )


def _refuse_bad_codes(codes: Sequence[object], where: str) -> None:
    for code in codes:
        if not isinstance(code, str) or not _CODE.fullmatch(code):
            raise GridError(
                value=code,
                rule=f"A code among the {where} is a word of small letters, digits and underscores.",
                remedy="Write one; yes, no, on and off are not words in YAML.",
            )
        if codes.count(code) > 1:
            raise GridError(value=code, rule=f"This code stands twice among the {where}.", remedy="Change one of them.")
