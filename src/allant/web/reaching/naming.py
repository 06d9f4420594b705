"""Finding a known place by what somebody types: exactly, or what they may have meant."""

from collections.abc import Mapping
from difflib import get_close_matches

from allant.web.people.names import plain_words
from allant.web.reaching.doors import KnownPlace

CLOSE = 0.6
"""How alike two names are, 0-1, for one to be offered in the place of the other."""


def named(known: Mapping[str, KnownPlace], text: str) -> KnownPlace | None:
    """Return the place of that name, whatever its accents, capitals and apostrophes."""
    if text in known:
        return known[text]
    wanted = plain_words(text)
    return next((place for name, place in known.items() if wanted and plain_words(name) == wanted), None)


def alike(known: Mapping[str, KnownPlace], text: str, most: int) -> list[str]:
    """Return the names that may have been meant: those that hold all the words, then those written nearly so."""
    wanted = plain_words(text)
    if not wanted:
        return []
    plain = {name: plain_words(name) for name in known}
    holding = [name for name, words in plain.items() if all(each in words for each in wanted.split())]
    close = set(get_close_matches(wanted, plain.values(), n=most, cutoff=CLOSE))
    return list(dict.fromkeys([*holding, *(name for name, words in plain.items() if words in close)]))[:most]
