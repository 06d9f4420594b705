"""Who somebody is. Numbers are of the range kept for fiction, addresses of a domain that does not exist."""

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from allant.web.demo import names
from allant.web.demo.living import Traits
from allant.web.demo.scripts import Script

PHONE_SHARE, EMAIL_SHARE = 0.93, 0.68
DAYS_PER_YEAR = 365.25
FICTION_NUMBERS = (80000, 89999)
"""Last digits of the mobile numbers 06 39 98 xx xx, which the regulator gives to nobody."""

LONGEST_MAILBOX = 60
MAIL_DOMAIN = "courrier.val-allant.example"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is, and how to reach them."""

    first_name: str
    last_name: str
    birth_date: date
    phone: str
    email: str
    code_insee: str


def draw_identity(chance: Random, script: Script, traits: Traits, last_day: date) -> Identity:
    """Draw a name, a birth date that fits the age, and ways to be reached."""
    first_name = chance.choice(names.WOMEN if traits.sex == "F" else names.MEN)
    last_name = chance.choice(names.LAST_NAMES)
    birth_date = last_day - timedelta(days=int(traits.age * DAYS_PER_YEAR) + chance.randint(1, 360))
    phone, email = f"+336399{chance.randint(*FICTION_NUMBERS)}", chance.random() < EMAIL_SHARE
    has_phone = chance.random() < PHONE_SHARE
    first_name, last_name = script.first_name or first_name, script.last_name or last_name
    return Identity(
        first_name=first_name,
        last_name=last_name,
        birth_date=birth_date,
        phone=phone if has_phone and script.has_contacts else "",
        email=_email(first_name, last_name) if email and script.has_contacts else "",
        code_insee=traits.place.code_insee if script.has_commune else "",
    )


def _email(first_name: str, last_name: str) -> str:
    bare = unicodedata.normalize("NFKD", f"{first_name}.{last_name}").encode("ascii", "ignore").decode().lower()
    mailbox = "".join(each for each in bare if each.isalnum() or each in ".-")
    return f"{mailbox[:LONGEST_MAILBOX]}@{MAIL_DOMAIN}"
