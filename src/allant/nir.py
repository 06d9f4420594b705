"""Does this text hold what looks like a social security number (NIR), and how is it hidden?

No NIR enters Allant: décret 2019-341 lists who may use this number and for what, and a mobility platform is not among
them. Texts typed, files and their names are therefore looked at before anything is kept, by this one pattern.

A NIR has 13 digits, or 15 with its key; the letter of 2A and 2B stands for a digit. Any of them may be apart from the
next by one or two spaces, dots or hyphens. Its month, its commune and its key are not checked: a number with a slip of
the hand still names somebody. Telephone numbers, dates and SIRET are read first, so that two of them side by side are
not taken for one.
"""

import re

__all__ = ["NIR_MASK", "holds_nir", "without_nir"]

NIR_MASK = "(numéro masqué)"

_GAP = r"[ .\-\u00a0\u202f]{0,2}"
_PHONE = rf"(?:(?:\+|00{_GAP})33{_GAP}(?:\(0\){_GAP})?|0)[1-9](?:{_GAP}\d\d){{4}}(?!\d)"
_DATE = r"(?:0?[1-9]|[12]\d|3[01])([.\-])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d(?!\w)"
_SIRET = r"\d{3}([ \u00a0\u202f]?)\d{3}\2\d{3}[ \u00a0\u202f]?\d{5}(?!\d)"
_NIR = rf"(?<!\+)[123478](?:{_GAP}\d){{5}}{_GAP}[\dABab](?:{_GAP}\d){{6}}(?:(?:{_GAP}\d){{2}})?(?!\d)"
_NUMBER = re.compile(rf"(?<!\d)(?:{_PHONE}|{_DATE}|{_SIRET}|(?P<nir>{_NIR}))")


def holds_nir(text: str) -> bool:
    """Tell whether something in `text` looks like a social security number.

    Parameters
    ----------
    text : str
        Any text, as typed or read.

    Returns
    -------
    bool

    Examples
    --------
    >>> holds_nir("NIR : 1 85 05 24 322 001 22"), holds_nir("06 12 34 56 78")
    (True, False)
    """
    return any(found["nir"] for found in _NUMBER.finditer(text))


def without_nir(text: str) -> str:
    """Return `text` with whatever looks like a social security number hidden.

    Parameters
    ----------
    text : str
        Any text, as typed or read.

    Returns
    -------
    str
        The same text where `NIR_MASK` stands for each number found.

    Examples
    --------
    >>> without_nir("Luc, 1850524322001, au 06 12 34 56 78")
    'Luc, (numéro masqué), au 06 12 34 56 78'
    """
    return _NUMBER.sub(lambda found: NIR_MASK if found["nir"] else found[0], text)
