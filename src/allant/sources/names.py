"""Compare names the way people write them: without accents, case, punctuation or `St` for `Saint`."""

import re
import unicodedata

__all__ = ["comparable", "comparable_place"]

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss"})
_SHORTENED = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_POSTAL_WORDS = re.compile(r"\b(cedex( \d+)?|\d+ ?(er|e|eme)?( arrondissement)?)$")


def comparable(text: str) -> str:
    """Return `text` in ASCII lower case, one space between words.

    >>> comparable("  Noël-Œuvrard, D'ARC ")
    'noel oeuvrard d arc'
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    letters = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    return " ".join(re.findall(r"[^\W_]+", letters))


def comparable_place(name: str) -> str:
    """Return the name of a commune without what addresses add to it (CEDEX, arrondissement) or shorten.

    >>> comparable_place("ST-ASTIER CEDEX 2"), comparable_place("Paris 11e")
    ('saint astier', 'paris')
    """
    bare = _POSTAL_WORDS.sub("", comparable(name)).strip()
    return " ".join(_SHORTENED.get(word, word) for word in bare.split())
