"""Keys by which one person is found twice: without accents, case, hyphens or order of writing."""

import unicodedata
from datetime import date

LONGEST_KEY = 200


def plain_words(text: str) -> str:
    """Return words without accents, case or signs: "d’Aubignosc-Élie" becomes "d aubignosc elie"."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each))
    return " ".join("".join(each if each.isalnum() else " " for each in bare).split())


def name_key(first_name: str, last_name: str) -> str:
    """Return last name then first name as plain words."""
    return plain_words(f"{last_name} {first_name}")[:LONGEST_KEY]


def birth_key(first_name: str, last_name: str, birth_date: date | None) -> str:
    """Return birth date and initials, in an order that does not matter; empty without a birth date."""
    if birth_date is None:
        return ""
    initials = sorted(plain_words(each)[:1] for each in (first_name, last_name))
    return f"{birth_date:%Y%m%d}{''.join(initials)}"
