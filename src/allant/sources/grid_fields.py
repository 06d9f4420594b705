"""The fields of a grid file, each read as what it must be; refuses what is missing, unknown or of another kind."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from allant.errors import GridError
from allant.questionnaire.structure import DO_NOT_KNOW, NOT_APPLICABLE, Condition, SkipRule
from allant.sources.icons import ICONS
from allant.texts import Wording, read_wording

RESERVED_ANSWERS = frozenset({NOT_APPLICABLE, DO_NOT_KNOW})
_CODE = re.compile(r"[a-z][a-z0-9_]*")
_EQUAL = "equal"


def read_required(entry: Mapping[str, Any], key: str, where: str) -> Any:
    """Return what a key says, whatever it is."""
    if key not in entry:
        raise GridError(value=where, rule=f"It must say {key!r}.", remedy=f"Add `{key}`.")
    return entry[key]


def read_string(entry: Mapping[str, Any], key: str, where: str) -> str:
    """Return a text that is not empty."""
    given = read_required(entry, key, where)
    if not isinstance(given, str) or not given.strip():
        raise GridError(value=given, rule=f"{key!r} of {where} is a text.", remedy="Put it between quotes.")
    return given


def read_number(entry: Mapping[str, Any], key: str, where: str) -> float:
    """Return a number; true and false are none."""
    given = read_required(entry, key, where)
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise GridError(value=given, rule=f"{key!r} of {where} is a number.", remedy="Write a number.")
    return float(given)


def read_flag(entry: Mapping[str, Any], key: str, *, default: bool) -> bool:
    """Return true or false, the default where nothing is said."""
    given = entry.get(key, default)
    if not isinstance(given, bool):
        raise GridError(value=given, rule=f"{key!r} of {entry['code']} is true or false.", remedy="Write one of both.")
    return given


def read_names(entry: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    """Return a list of names, empty where nothing is said."""
    given = entry.get(key, [])
    if not isinstance(given, list) or not all(isinstance(name, str) for name in given):
        raise GridError(value=given, rule=f"{key!r} of {where} is a list of names.", remedy="Write [name, name].")
    return tuple(given)


def read_weight(weights: object, code: str, *, equal: float) -> float:
    """Return the weight of a code: `equal` where the grid says that all weigh the same."""
    if weights == _EQUAL:
        return equal
    if isinstance(weights, dict):
        return read_number(weights, code, "weights")
    raise GridError(value=weights, rule="Weights are `equal`, or a number by code.", remedy="Write one or the other.")


def require_wording(given: object, where: str) -> Wording:
    """Return the wording that was written, draft or reviewed."""
    wording = read_wording(given)
    if wording is None:
        raise GridError(
            value=given,
            rule=f"The text {where} is empty, or its review is incomplete.",
            remedy="Write the text; a reviewed one also says `status: reviewed` and `reviewed_by`, a draft one nobody.",
        )
    return wording


def read_options(entry: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """Return the options of a choice, two or more; none of another type of question."""
    options = entry.get("options", [])
    if entry["type"] != "choice":
        if options:
            raise GridError(value=entry["code"], rule="Only a choice has options.", remedy="Remove them.")
        return ()
    if not isinstance(options, list) or len(options) < 2 or not all(isinstance(option, dict) for option in options):
        raise GridError(value=entry["code"], rule="A choice has two options or more.", remedy="Add `options`.")
    refuse_bad_codes([option.get("code") for option in options], f"options of {entry['code']}")
    for option in options:
        if option["code"] in RESERVED_ANSWERS:
            raise GridError(
                value=option["code"],
                rule=f"This answer of {entry['code']!r} is reserved.",
                remedy="Use `allows_na` or `allows_dk`, or another code.",
            )
    return options


def read_skip_rule(entry: Mapping[str, Any]) -> SkipRule | None:
    """Return when a question is skipped and what it then counts as, None where it is always asked."""
    if "skip" not in entry:
        return None
    rule, where = entry["skip"], f"the skip rule of {entry['code']}"
    if not isinstance(rule, dict) or set(rule) != {"when", "counts_as"} or not isinstance(rule["when"], list):
        raise GridError(value=rule, rule=f"{where} has `when` and `counts_as`.", remedy="Write both, nothing else.")
    return SkipRule(
        when=tuple(
            Condition(
                question=read_string(condition, "question", where), options=read_names(condition, "options", where)
            )
            for condition in rule["when"]
        ),
        counts_as=read_string(rule, "counts_as", where),
    )


def refuse_unknown_keys(entry: Mapping[str, Any], known: frozenset[str], where: str) -> None:
    """Refuse a key that nothing reads."""
    for key in entry:
        if key not in known:
            raise GridError(
                value=key,
                rule=f"Nothing of {where} has this name.",
                remedy=f"Use one of: {', '.join(sorted(known))}.",
            )


def refuse_unknown_icon(entry: Mapping[str, Any], where: str) -> None:
    """Refuse a pictogram that the pages cannot draw."""
    if "icon" in entry and entry["icon"] not in ICONS:
        raise GridError(
            value=entry["icon"],
            rule=f"{where} has an unknown icon.",
            remedy=f"Use one of: {', '.join(sorted(ICONS))}.",
        )


def refuse_bad_codes(codes: Sequence[object], where: str) -> None:
    """Refuse a code that is no plain word, or that stands twice."""
    for code in codes:
        if not isinstance(code, str) or not _CODE.fullmatch(code):
            raise GridError(
                value=code,
                rule=f"A code among the {where} is a word of small letters, digits and underscores.",
                remedy="Write one; yes, no, on and off are not words in YAML.",
            )
        if codes.count(code) > 1:
            raise GridError(value=code, rule=f"This code stands twice among the {where}.", remedy="Change one of them.")
