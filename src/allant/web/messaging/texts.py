"""The texts of messages, held as data in `wordings/`: one file a text, a body for each channel, a wording by language.

A paragraph that names a value nobody gave is left out: a message without a telephone number does not say to call it.
Paragraphs of an SMS are joined by a space, and its signs written so that 160 of them fit where the language allows.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from importlib.resources import files

import yaml

from allant.errors import InputError
from allant.texts import Text, read_wording
from allant.web.messaging.enums import Channel
from allant.web.ui import formatting
from allant.web.ui.languages import LANGUAGES

WORDINGS = files("allant.web.messaging") / "wordings"
BLANK = re.compile(r"{(\w+)}")
PLAIN = str.maketrans(
    {"’": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "…": "...", "\u00a0": " ", "\u202f": " "}
)
GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_TWICE = frozenset("^{}\\[~]|€\f")
"""Signs that take two places (3GPP TS 23.038)."""
GSM_ALONE, GSM_JOINED, WIDE_ALONE, WIDE_JOINED = 160, 153, 70, 67
"""Signs in one SMS, and in each of several, in the short alphabet and in any other."""


@dataclass(frozen=True, slots=True)
class MessageText:
    """One text: for each channel its subject (an SMS has none) and its body."""

    code: str
    label_fr: str
    subjects: Mapping[str, Text]
    bodies: Mapping[str, Text]


def compose(code: str, language: str, /, *, channel: str = Channel.EMAIL, **values: object) -> tuple[str, str]:
    """Return the subject and the body of a message, in French where the language has no wording.

    Days, hours and telephone numbers are written as the language does; a value that is empty drops its paragraph.
    """
    text = read(code)
    language = spoken(language)
    written = {name: _written(value, language) for name, value in values.items() if value not in (None, "")}
    if written.get("phone"):
        written["phone"] = formatting.phone(written["phone"])
    paragraphs = [
        BLANK.sub(lambda blank: written[blank[1]], paragraph)
        for paragraph in text.bodies[channel].in_language(language).text.strip().split("\n\n")
        if set(BLANK.findall(paragraph)) <= set(written)
    ]
    if channel == Channel.SMS:
        return "", " ".join(" ".join(paragraphs).translate(PLAIN).split())
    subject = BLANK.sub(lambda blank: written[blank[1]], text.subjects[channel].in_language(language).text)
    return subject, "\n\n".join(paragraphs)


def spoken(language: str) -> str:
    """Return a language in which messages are written: that of the person, or French."""
    return language if any(each.code == language for each in LANGUAGES) else "fr"


def sms_count(text: str) -> int:
    """Return how many SMS a text makes: 160 signs of the short alphabet, or 70 of any other, go in one."""
    if set(text) <= GSM | GSM_TWICE:
        signs = sum(2 if sign in GSM_TWICE else 1 for sign in text)
        return 1 if signs <= GSM_ALONE else -(-signs // GSM_JOINED)
    # Signs beyond the basic plane (emoji) take two places.
    places = len(text.encode("utf-16-le")) // 2
    return 1 if places <= WIDE_ALONE else -(-places // WIDE_JOINED)


def codes() -> tuple[str, ...]:
    """Return the codes of all texts."""
    return tuple(
        sorted(entry.name.removesuffix(".yaml") for entry in WORDINGS.iterdir() if entry.name.endswith(".yaml"))
    )


@cache
def read(code: str) -> MessageText:
    """Return a text with all its wordings; raise `InputError` for a file that leaves one out."""
    if code not in codes():
        raise InputError(value=code, rule="no text of messages has this code.", remedy="Correct it, or add its file.")
    content = yaml.safe_load((WORDINGS / f"{code}.yaml").read_text(encoding="utf-8"))
    subjects = {channel: _text(code, channel, "subject", content) for channel in (Channel.EMAIL, Channel.LETTER)}
    bodies = {channel: _text(code, channel, "body", content) for channel in Channel.values}
    return MessageText(code=code, label_fr=content["label_fr"], subjects=subjects, bodies=bodies)


def _text(code: str, channel: str, part: str, content: Mapping[str, Mapping[str, Mapping[str, object]]]) -> Text:
    given = content.get(channel, {}).get(part, {})
    wordings = {language: wording for language, each in given.items() if (wording := read_wording(each))}
    if "fr" not in wordings or len(wordings) != len(given):
        raise InputError(
            value=f"{code}: {channel}.{part}",
            rule="each part has a French wording, and each wording is a text or {text, status, reviewed_by}.",
            remedy="Complete the file.",
        )
    return Text(wordings)


def _written(value: object, language: str) -> str:
    if isinstance(value, date):
        return formatting.weekday_and_day(value, language)
    if isinstance(value, time):
        return formatting.hour(value, language)
    return str(value)
