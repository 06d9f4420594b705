"""How figures, money, dates and delays are written, in French, in English and in Arabic.

Pure functions: the language is an argument ("fr" unless it starts with "en" or "ar"). A missing value is a dash.
Arabic has the digits, the decimal comma and the space between thousands of French, as in the Maghreb (see `arabic`).
"""

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal

from allant.web.ui import arabic

__all__ = [
    "MISSING",
    "date",
    "days_ago_or_ahead",
    "days_long",
    "euros",
    "hour",
    "megabytes",
    "number",
    "percent",
    "phone",
    "points",
    "signed",
    "signed_points",
    "typeset",
    "weekday_and_day",
]

NO_BREAK = "\u00a0"
MINUS = "\u2212"
BESIDE_A_SIGN = re.compile(r"(?<=«) | (?=»)|(?<=[\w»)]) (?=[?!;:](?:\s|$))")
MISSING = "\u2014"

MONTHS = {
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "ar": arabic.MONTHS,
}
WEEKDAYS = {
    "fr": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "ar": arabic.WEEKDAYS,
}
NEAR_DAYS = {
    "fr": {-1: "hier", 0: "aujourd’hui", 1: "demain"},
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
    "ar": {-1: "أمس", 0: "اليوم", 1: "غدًا"},
}
# What stands before and after a delay: to come, past.
RELATIVE = {
    "fr": (("dans ", ""), ("il y a ", "")),
    "en": (("in ", ""), ("", " ago")),
    "ar": (("بعد ", ""), ("قبل ", "")),
}
DAYS_PER_MONTH = 30
MINUTES_PER_HOUR = 60
FRENCH_PHONE_DIGITS = 10
# Beyond two months, a delay reads better in months.
LONGEST_DELAY_IN_DAYS = 60

Figure = int | float | Decimal


def _family(language: str) -> str:
    """Return the language whose habits are followed."""
    return next((family for family in ("en", "ar") if language.startswith(family)), "fr")


def _is_english(language: str) -> bool:
    return _family(language) == "en"


def _is_arabic(language: str) -> bool:
    return _family(language) == "ar"


def _rounded(value: Figure, decimals: int | None) -> Decimal:
    """Round half away from zero, as people do; whole numbers keep no decimals, others one unless told."""
    if decimals is None:
        decimals = 0 if isinstance(value, int) else 1
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _written(rounded: Decimal, language: str) -> str:
    text = f"{abs(rounded):,f}"
    if not _is_english(language):
        text = text.replace(",", NO_BREAK).replace(".", ",")
    return _sign(MINUS, language) + text if rounded < 0 else text


def _sign(sign: str, language: str) -> str:
    """Keep a sign to the left of its number where the text runs the other way."""
    return arabic.LEFT_TO_RIGHT + sign if _is_arabic(language) else sign


def number(value: Figure | None, language: str, decimals: int | None = None) -> str:
    """Write 1240 as "1 240" and 8.1 as "8,1" ("1,240" and "8.1" in English)."""
    if value is None:
        return MISSING
    return _written(_rounded(value, decimals), language)


def signed(value: Figure | None, language: str, decimals: int | None = None) -> str:
    """Write a change with its sign: "+8,1", "−0,4"; a change that rounds to zero has none."""
    if value is None:
        return MISSING
    rounded = _rounded(value, decimals)
    return (_sign("+", language) if rounded > 0 else "") + _written(rounded, language)


def points(value: Figure | None, language: str, decimals: int | None = None) -> str:
    """Write a number of index points: "1 point", "14 points"."""
    if value is None:
        return MISSING
    return f"{number(value, language, decimals)}{NO_BREAK}{_point_or_points(value, language, decimals)}"


def signed_points(value: Figure | None, language: str, decimals: int | None = None) -> str:
    """Write a change in index points: "+1 point", "−4 points".

    >>> signed_points(1.2, "fr", 0)
    '+1\xa0point'
    """
    if value is None:
        return MISSING
    return f"{signed(value, language, decimals)}{NO_BREAK}{_point_or_points(value, language, decimals)}"


def _point_or_points(value: Figure, language: str, decimals: int | None) -> str:
    rounded = abs(_rounded(value, decimals))
    if _is_arabic(language):
        return arabic.noun("point", rounded)
    one = rounded == 1 if _is_english(language) else rounded < 2
    return "point" if one else "points"


def percent(share: Figure | None, language: str, decimals: int = 0) -> str:
    """Write a share between 0 and 1 as "41 %" ("41%" in English and, so that the sign stays right, in Arabic)."""
    if share is None:
        return MISSING
    text = _written(_rounded(Decimal(str(share)) * 100, decimals), language)
    return f"{text}{NO_BREAK}%" if _family(language) == "fr" else f"{text}%"


def euros(value: Figure | None, language: str, decimals: int | None = None) -> str:
    """Write money: "52 €", "304,60 €" ("€52", "€304.60"); cents only where there are some."""
    if value is None:
        return MISSING
    if decimals is None:
        cents = _rounded(value, 2)
        decimals = 0 if cents == cents.to_integral_value() else 2
    rounded = _rounded(value, decimals)
    if _is_english(language):
        return f"{MINUS if rounded < 0 else ''}€{_written(abs(rounded), language)}"
    return f"{_written(rounded, language)}{NO_BREAK}€"


def _day_of_month(day: dt.date, language: str) -> str:
    return "1er" if day.day == 1 and _family(language) == "fr" else str(day.day)


def date(day: dt.date | None, language: str) -> str:
    """Write a date in words: "4 mars 2026", "1er septembre 2026" ("4 March 2026")."""
    if day is None:
        return MISSING
    month = MONTHS[_family(language)][day.month - 1]
    return f"{_day_of_month(day, language)}{NO_BREAK}{month}{NO_BREAK}{day.year}"


def weekday_and_day(day: dt.date | None, language: str) -> str:
    """Write a day without its year: "dimanche 22 novembre" ("Sunday 22 November")."""
    if day is None:
        return MISSING
    weekday = WEEKDAYS[_family(language)][day.weekday()]
    month = MONTHS[_family(language)][day.month - 1]
    return f"{weekday} {_day_of_month(day, language)}{NO_BREAK}{month}"


def hour(moment: dt.time | dt.datetime | None, language: str) -> str:
    """Write a time of day: "5 h 40", "10 h 00" ("5:40", "10:00")."""
    if moment is None:
        return MISSING
    if _family(language) != "fr":
        return f"{moment.hour}:{moment.minute:02d}"
    return f"{moment.hour}{NO_BREAK}h{NO_BREAK}{moment.minute:02d}"


def duration(minutes: int | None, language: str) -> str:
    """Write how long something took: "45 min", "1 h", "6 h 30".

    >>> duration(390, "fr")
    '6\xa0h\xa030'
    """
    if minutes is None:
        return MISSING
    hours, rest = divmod(minutes, MINUTES_PER_HOUR)
    if _is_arabic(language):
        parts = ((hours, arabic.HOUR), (rest, arabic.MINUTE))
        return (
            NO_BREAK.join(f"{number}{NO_BREAK}{sign}" for number, sign in parts if number)
            or f"0{NO_BREAK}{arabic.MINUTE}"
        )
    if not hours:
        return f"{rest}{NO_BREAK}min"
    return f"{_written(Decimal(hours), language)}{NO_BREAK}h" + (f"{NO_BREAK}{rest:02d}" if rest else "")


def days_long(days: int | None, language: str) -> str:
    """Write how long something lasts: "6 jours", "1 jour", "3 mois"."""
    if days is None:
        return MISSING
    english = _is_english(language)
    if _is_arabic(language):
        return _days_long_in_arabic(days)
    if days > LONGEST_DELAY_IN_DAYS:
        months = round(days / DAYS_PER_MONTH)
        return f"{months}{NO_BREAK}{'months' if english else 'mois'}"
    if english:
        return f"{days}{NO_BREAK}{'day' if days == 1 else 'days'}"
    return f"{days}{NO_BREAK}{'jour' if days < 2 else 'jours'}"


def _days_long_in_arabic(days: int) -> str:
    if days > LONGEST_DELAY_IN_DAYS:
        return arabic.counted("month", round(days / DAYS_PER_MONTH))
    return arabic.counted("day", days)


def days_ago_or_ahead(days: int | None, language: str) -> str:
    """Write a day relative to today, from the number of days ahead (negative: past): "demain", "il y a 6 jours"."""
    if days is None:
        return MISSING
    near = NEAR_DAYS[_family(language)]
    if days in near:
        return near[days]
    length = days_long(abs(days), language)
    before, after = RELATIVE[_family(language)][days < 0]
    return f"{before}{length}{after}"


def phone(stored: str) -> str:
    """Write a French number as people read it, 06 12 34 56 78; leave others as they are stored.

    >>> phone("+33612345678")
    '06\xa012\xa034\xa056\xa078'
    """
    national = stored.replace("+33", "0", 1)
    if not stored.startswith("+33") or len(national) != FRENCH_PHONE_DIGITS:
        return stored
    return NO_BREAK.join(national[start : start + 2] for start in range(0, FRENCH_PHONE_DIGITS, 2))


def typeset(text: str) -> str:
    """Keep French signs on the line of the word they belong to, by spaces that do not break."""
    return BESIDE_A_SIGN.sub(NO_BREAK, text)


def megabytes(size: int) -> str:
    """Write the size of a file in French, in kilobytes below one megabyte: "840 ko", "3,2 Mo".

    >>> megabytes(3_200_000)
    '3,2\xa0Mo'
    """
    if size < 1_000_000:
        return f"{number(max(1, round(size / 1000)), 'fr')}{NO_BREAK}ko"
    return f"{number(size / 1_000_000, 'fr', 1)}{NO_BREAK}Mo"
