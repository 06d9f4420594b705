"""Reading of what all rules of advice share: texts in several languages and names."""

from collections.abc import Mapping
from typing import Any

from allant.advice.situation import Words
from allant.errors import ParameterError
from allant.texts import Text, read_wording

__all__ = ["read_name", "read_words"]


def read_words(rule: Mapping[str, Any], key: str, path: str) -> Words:
    """Return the text `key` of a rule; raise ParameterError where a wording is refused or French is missing."""
    given = rule.get(key)
    wordings = {language: read_wording(each) for language, each in given.items()} if isinstance(given, dict) else {}
    read = {language: wording for language, wording in wordings.items() if wording is not None}
    if "fr" not in read or len(read) < len(wordings):
        raise ParameterError(
            value=given,
            rule=f"A rule of {path} has no {key!r} in French, an empty one, or one whose review is incomplete.",
            remedy=f"Write `{key}: {{fr: …, en: …}}`; a reviewed text is {{text, status: reviewed, reviewed_by}}.",
        )
    return Words(Text(read))


def read_name(rule: Mapping[str, Any], key: str, path: str) -> str:
    """Return the name `key` of a rule; raise ParameterError where there is none."""
    given = rule.get(key)
    if not isinstance(given, str) or not given:
        raise ParameterError(value=given, rule=f"A rule of {path} has no {key!r}.", remedy=f"Add `{key}`.")
    return given
