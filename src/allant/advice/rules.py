"""Reading of what all rules of advice share: texts in several languages and names."""

from collections.abc import Mapping
from typing import Any

from allant.advice.situation import Words
from allant.errors import ParameterError

__all__ = ["read_name", "read_words"]


def read_words(rule: Mapping[str, Any], key: str, path: str) -> Words:
    """Return the text `key` of a rule; raise ParameterError where a language is empty or French is missing."""
    given = rule.get(key)
    if not isinstance(given, dict) or "fr" not in given or not all(isinstance(t, str) and t for t in given.values()):
        raise ParameterError(
            value=given,
            rule=f"A rule of {path} has no {key!r} in French, or an empty one.",
            remedy=f"Write `{key}: {{fr: …, en: …}}`.",
        )
    return Words(dict(given))


def read_name(rule: Mapping[str, Any], key: str, path: str) -> str:
    """Return the name `key` of a rule; raise ParameterError where there is none."""
    given = rule.get(key)
    if not isinstance(given, str) or not given:
        raise ParameterError(value=given, rule=f"A rule of {path} has no {key!r}.", remedy=f"Add `{key}`.")
    return given
