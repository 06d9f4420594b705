"""When two words are the same name: equal, one slip of the hand apart, or heard alike in French."""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from allant.sources.names import comparable

LONGEST_WORD = 50
SHORTEST_MISTYPED = 4
"""Below this length, half the short names are one slip from each other."""
COMPARED_LENGTH = 7
"""Slips are sought at the beginning of long words: eight keys a word, however long."""

KEPT_SOUNDS = 20_000
"""Words whose sound is remembered: a search hears the same ones again and again."""

_SOUNDS = (
    (r"ph", "f"),
    (r"(?<=.)h|^h", ""),
    (r"eau|au", "o"),
    (r"ai|ei|ay|ey", "e"),
    (r"[iy]ll?e?$", "i"),
    (r"c(?=[eiy])", "s"),
    (r"qu|q|ck|c", "k"),
    (r"ge(?=[ao])", "j"),
    (r"g(?=[eiy])", "j"),
    (r"z", "s"),
    (r"bv|w", "v"),
    (r"y", "i"),
    (r"(.)\1+", r"\1"),
    (r"(?<=..)[esxtd]+$", ""),
)


def words_of(name: str) -> list[str]:
    """Return the words of a name as they are compared; one that is too long keeps its beginning."""
    return [word[:LONGEST_WORD] for word in comparable(name).split()]


@lru_cache(maxsize=KEPT_SOUNDS)
def sound_of(word: str) -> str:
    """Return how a name is heard, roughly: enough to bring Lefebvre beside Lefèvre and Mathieu beside Matthieu.

    >>> sound_of("lefebvre"), sound_of("lefevre"), sound_of("quentin"), sound_of("matthieux")
    ('lefevr', 'lefevr', 'kentin', 'matieu')
    """
    for written, heard in _SOUNDS:
        word = re.sub(written, heard, word)
    return word


def keys_of(word: str) -> set[str]:
    """Return the keys under which a word is kept and sought: itself, itself less one letter, its sound.

    Two words at one slip (a letter added, lost, changed, or two exchanged) share a key.
    """
    head = word[:COMPARED_LENGTH]
    return {head, f"~{sound_of(word)}", *(head[:at] + head[at + 1 :] for at in range(len(head)))}


def is_mistyped(typed: str, word: str) -> bool:
    """Say whether `typed` stands for `word` with one slip, or sounds the same."""
    return len(typed) >= SHORTEST_MISTYPED and (distance(typed, word) <= 1 or sound_of(typed) == sound_of(word))


def tells(typed: list[str], text: str) -> bool:
    """Say whether a text holds each of these words, or its beginning, with one slip at most; no word tells nothing.

    >>> tells(words_of("éco"), "Atelier d’écoconduite"), tells(words_of("permanance"), "Permanences")
    (True, True)
    """
    words = words_of(text)
    return bool(typed) and all(any(_begins(each, word) for word in words) for each in typed)


def _begins(typed: str, word: str) -> bool:
    return word.startswith(typed) or is_mistyped(typed, word) or is_mistyped(typed, word[: len(typed)])


def distance(one: str, other: str) -> int:
    """Return how many slips part two words: a letter added, lost, changed, or two neighbours exchanged.

    >>> distance("lefevre", "lefevre"), distance("lefevre", "lefvere"), distance("lefevre", "lefebvre")
    (0, 1, 1)
    """
    return OSA.distance(one, other)
