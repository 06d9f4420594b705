"""How Arabic counts: names of months and days, and nouns that change with their number.

Figures keep the digits of the Maghreb and of France (0–9), the decimal comma and the space between thousands.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

__all__ = ["HOUR", "LEFT_TO_RIGHT", "MINUTE", "MONTHS", "WEEKDAYS", "counted", "noun"]

Form = Literal["one", "two", "few", "many", "other"]

# Keeps a sign to the left of its number, as it is written in the Maghreb and in France.
LEFT_TO_RIGHT = "\u200e"
NO_BREAK = "\u00a0"
FEWEST, MOST_OF_FEW, MOST_OF_MANY = 3, 10, 99

MONTHS = [
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
]
WEEKDAYS = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]
# Hours and minutes of a length of time, as they are abbreviated.
HOUR, MINUTE = "س", "د"
# What is counted; the forms for one and two say the number themselves, and stand as after a preposition.
NOUNS: dict[str, dict[Form, str]] = {
    "day": {"one": "يوم واحد", "two": "يومين", "few": "أيام", "many": "يومًا", "other": "يوم"},
    "month": {"one": "شهر واحد", "two": "شهرين", "few": "أشهر", "many": "شهرًا", "other": "شهر"},
    "point": {"one": "نقطة", "two": "نقطة", "few": "نقاط", "many": "نقطة", "other": "نقطة"},
}


def _form(number: int | Decimal) -> Form:
    if number != int(number):
        return "other"
    hundredth = int(number) % 100
    if number in (1, 2):
        return "one" if number == 1 else "two"
    if FEWEST <= hundredth <= MOST_OF_FEW:
        return "few"
    return "many" if MOST_OF_FEW < hundredth <= MOST_OF_MANY else "other"


def noun(name: str, number: int | Decimal) -> str:
    """Return the form of a noun that goes after a number written in digits.

    >>> noun("point", 3), noun("point", 14)
    ('نقاط', 'نقطة')
    """
    forms: Mapping[Form, str] = NOUNS[name]
    return forms[_form(abs(number))]


def counted(name: str, number: int) -> str:
    """Return a number of things: "يومين" for 2 days, "3 أيام" for 3."""
    written = noun(name, number)
    return written if number in (1, 2) else f"{number}{NO_BREAK}{written}"
