"""Understand one cell about a person: a date, a telephone number, an e-mail address, a language, a name.

Each function returns the value in one form, or raises `InputError` in words for the person who filled the cell.
"""

import datetime
import re

from allant.errors import InputError
from allant.sources.names import comparable

__all__ = [
    "parse_birth_date",
    "parse_date",
    "parse_email",
    "parse_language",
    "parse_name",
    "parse_phone",
    "parse_postal_code",
]

OLDEST_AGE_YEARS = 120
"""Beyond it, a slip of the hand: the longest life verified in France lasted 122 years."""

LONGEST_NAME = 100
LONGEST_EMAIL = 254
"""Longest address that mail servers carry (RFC 5321)."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan",
            "fevrier fevr fev",
            "mars",
            "avril avr",
            "mai",
            "juin",
            "juillet juil",
            "aout",
            "septembre sept sep",
            "octobre oct",
            "novembre nov",
            "decembre dec",
        ),
        start=1,
    )
    for name in names.split()
}

CALLING_CODES = {
    **dict.fromkeys(("590", "690", "691"), "590"),
    **dict.fromkeys(("594", "694"), "594"),
    **dict.fromkeys(("596", "696", "697"), "596"),
    **dict.fromkeys(("262", "263", "269", "639", "692", "693"), "262"),
}
"""Overseas numbers (first digits after the 0) are called under another country code than +33."""

LANGUAGES = {
    "albanais": "sq",
    "allemand": "de",
    "anglais": "en",
    "arabe": "ar",
    "armenien": "hy",
    "bengali": "bn",
    "bulgare": "bg",
    "chinois": "zh",
    "dari": "fa",
    "espagnol": "es",
    "francais": "fr",
    "georgien": "ka",
    "italien": "it",
    "lingala": "ln",
    "mandarin": "zh",
    "pachto": "ps",
    "persan": "fa",
    "peul": "ff",
    "polonais": "pl",
    "portugais": "pt",
    "roumain": "ro",
    "russe": "ru",
    "serbe": "sr",
    "somali": "so",
    "soninke": "snk",
    "swahili": "sw",
    "tamoul": "ta",
    "tigrigna": "ti",
    "turc": "tr",
    "ukrainien": "uk",
    "vietnamien": "vi",
    "wolof": "wo",
    "arabic": "ar",
    "english": "en",
    "french": "fr",
    "portuguese": "pt",
    "spanish": "es",
    "turkish": "tr",
}

_ISO_DATE = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_FRENCH_DATE = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})(?: 00:00(?::00)?)?")
_WRITTEN_DATE = re.compile(r"(?:\w+ )?(\d{1,2})(?:er)? ([a-z]+) (\d{4})")
_SHORT_YEAR = re.compile(r"\d{1,2}[/.\- ]\d{1,2}[/.\- ]\d{2}")
_PHONE = re.compile(r"(?:\+33|0033|33)?0?([1-9]\d{8})")
_OVERSEAS_PHONE = re.compile(r"(?:\+|00)(262|590|594|596)0?(\d{9})")
_PHONE_PUNCTUATION = re.compile(r"\(0\)|[\s./()\-\u00a0\u202f\u2010-\u2013]")
_EMAIL = re.compile(r"[^\s@,;:<>()\[\]\"]+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}")


def parse_name(text: str) -> str:
    """Return a first or last name as written.

    Raises
    ------
    InputError
        Nothing in it can be a name, or it is too long to be one.
    """
    if not text:
        raise InputError(value=text, rule="Le nom et le prénom sont obligatoires.", remedy="Complétez cette cellule.")
    if not any(c.isalpha() for c in text) or any(c.isdigit() or c == "@" for c in text):
        raise InputError(
            value=text, rule="Un nom est fait de lettres.", remedy="Vérifiez que les colonnes ne sont pas décalées."
        )
    if len(text) > LONGEST_NAME:
        raise InputError(
            value=text[:LONGEST_NAME],
            rule=f"Un nom compte au plus {LONGEST_NAME} caractères.",
            remedy="Raccourcissez-le, ou vérifiez que les colonnes ne sont pas décalées.",
        )
    return text


def parse_date(text: str) -> datetime.date:
    """Return the date written `12/05/1985`, `12 mai 1985` or `1985-05-12`.

    Raises
    ------
    InputError
        Not in the calendar, or in another form.
    """
    year, month, day = _date_parts(text)
    try:
        return datetime.date(year, month, day)
    except ValueError as error:
        raise InputError(
            value=text,
            rule="Cette date n’existe pas dans le calendrier.",
            remedy="Écrivez jour/mois/année, par exemple 12/05/1985.",
        ) from error


def _date_parts(text: str) -> tuple[int, int, int]:
    if found := _ISO_DATE.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _FRENCH_DATE.fullmatch(text):
        return int(found[3]), int(found[2]), int(found[1])
    if (found := _WRITTEN_DATE.fullmatch(comparable(text))) and found[2] in MONTHS:
        return int(found[3]), MONTHS[found[2]], int(found[1])
    if _SHORT_YEAR.fullmatch(text):
        raise InputError(
            value=text, rule="L’année doit avoir 4 chiffres.", remedy="Écrivez par exemple 12/05/1985, pas 12/05/85."
        )
    if text.isdecimal():
        raise InputError(
            value=text,
            rule="C’est un nombre, pas une date.",
            remedy="Mettez la colonne au format « Date » dans votre tableur, puis enregistrez de nouveau.",
        )
    raise InputError(
        value=text, rule="Cette date n’est pas comprise.", remedy="Écrivez jour/mois/année, par exemple 12/05/1985."
    )


def parse_birth_date(text: str, as_of: datetime.date) -> datetime.date:
    """Return a birth date that a living person can have on `as_of`.

    Raises
    ------
    InputError
        Not a date, after `as_of`, or more than 120 years before.
    """
    born_on = parse_date(text)
    if born_on > as_of:
        raise InputError(value=text, rule="La date de naissance est dans le futur.", remedy="Corrigez l’année.")
    if (born_on.year + OLDEST_AGE_YEARS, born_on.month, born_on.day) < (as_of.year, as_of.month, as_of.day):
        raise InputError(
            value=text, rule=f"Cette personne aurait plus de {OLDEST_AGE_YEARS} ans.", remedy="Corrigez l’année."
        )
    return born_on


def parse_phone(text: str) -> str:
    """Return a French telephone number in its international form, also when a spreadsheet took its first 0 away.

    >>> parse_phone("06 12 34 56 78"), parse_phone("612345678"), parse_phone("0690 12 34 56")
    ('+33612345678', '+33612345678', '+590690123456')

    Raises
    ------
    InputError
        Not a number of ten digits of France or its overseas departments.
    """
    digits = _PHONE_PUNCTUATION.sub("", text)
    if overseas := _OVERSEAS_PHONE.fullmatch(digits):
        return f"+{overseas[1]}{overseas[2]}"
    if national := _PHONE.fullmatch(digits):
        return f"+{CALLING_CODES.get(national[1][:3], '33')}{national[1]}"
    raise InputError(
        value=text,
        rule="Ce numéro n’est pas un numéro de téléphone français.",
        remedy="Écrivez ses 10 chiffres, par exemple 06 12 34 56 78, un seul numéro par cellule.",
    )


def parse_email(text: str) -> str:
    """Return an e-mail address in lower case.

    Raises
    ------
    InputError
        It cannot be one.
    """
    local_part = text.partition("@")[0]
    dotted_badly = ".." in text or local_part.startswith(".") or local_part.endswith(".")
    if len(text) > LONGEST_EMAIL or dotted_badly or not _EMAIL.fullmatch(text):
        raise InputError(
            value=text[:LONGEST_EMAIL],
            rule="Cette adresse de courriel n’est pas complète.",
            remedy="Écrivez-la en entier, par exemple prenom.nom@exemple.fr, une seule par cellule.",
        )
    return text.lower()


def parse_language(text: str) -> str:
    """Return the code (ISO 639) of a language given by its French or English name, or by its code.

    Raises
    ------
    InputError
        Not one of the languages known here.
    """
    name = comparable(text)
    if name in LANGUAGES:
        return LANGUAGES[name]
    if name in LANGUAGES.values():
        return name
    raise InputError(
        value=text,
        rule="Cette langue n’est pas reconnue.",
        remedy="Écrivez son nom en français, une seule par cellule.",
    )


def parse_postal_code(text: str) -> str:
    """Return five digits, also when a spreadsheet took the first 0 away.

    Raises
    ------
    InputError
        Not a French postal code.
    """
    digits = text.replace(" ", "")
    if re.fullmatch(r"[0-9]{4,5}", digits):
        return digits.zfill(5)
    raise InputError(value=text, rule="Un code postal a 5 chiffres.", remedy="Écrivez-le en entier, par exemple 24000.")
