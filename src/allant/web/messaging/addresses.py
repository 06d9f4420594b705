"""Where a person can be written to, by each way."""

import re

from allant.errors import InputError
from allant.sources.person_fields import parse_email, parse_phone
from allant.web.messaging.enums import Channel
from allant.web.messaging.models import Message
from allant.web.people.models import Beneficiary

LANDLINE = re.compile(r"\+33[1-59]|\+(?:262262|590590|594594|596596)")
"""French numbers to which no SMS is sent: landlines and boxes."""


def address_of(person: Beneficiary, channel: str) -> str:
    """Return where a person gets messages of this kind; empty when nothing is known."""
    if channel == Channel.EMAIL:
        return person.email
    if channel == Channel.SMS:
        return person.phone
    return _postal_address(person)


def letter_address(letter: Message) -> str:
    """Return where a letter goes: while it waits to be printed, where the person lives now; then, where it was sent."""
    if letter.is_waiting_letter and letter.person is not None:
        return _postal_address(letter.person) or letter.address
    return letter.address


def is_handed_over(address: str) -> bool:
    """Does a letter lack a street or a town, so that no postman can bring it?"""
    return "\n" not in address


def checked(address: str, channel: str) -> str:
    """Return an address as it is written on the message; raise `InputError` when nothing can be sent there."""
    if channel == Channel.EMAIL:
        return parse_email(address)
    if channel == Channel.SMS:
        return _mobile(address)
    return address.strip()


def can_get_sms(phone: str) -> bool:
    """Is it a number to which an SMS can be sent?"""
    try:
        return bool(phone and _mobile(phone))
    except InputError:
        return False


def _mobile(typed: str) -> str:
    number = parse_phone(typed)
    if LANDLINE.match(number):
        raise InputError(
            value=typed,
            rule="Un SMS ne peut pas être envoyé à un téléphone fixe.",
            remedy="Donnez un numéro de mobile, ou écrivez une lettre.",
        )
    return number


def _postal_address(person: Beneficiary) -> str:
    """Return the lines under the name; without a street the letter is handed over."""
    commune = person.commune
    town = "" if commune is None else " ".join([*commune.postal_codes[:1], commune.name]).strip()
    return "\n".join(line for line in (person.address, town) if line)
