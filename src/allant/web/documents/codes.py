"""The alphabet of codes: no letter that can be taken for a digit or for another letter, read aloud or by hand."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8


def draw() -> str:
    """Return a new code, drawn by the system's generator: one in 31⁸ (852 thousand million)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def normalise(typed: str) -> str:
    """Return a code as stored: capitals, without the dash and spaces that people add."""
    return "".join(character for character in typed.upper() if character.isalnum())


def is_well_formed(code: str) -> bool:
    """Has it the length and the letters of a code?"""
    return len(code) == LENGTH and all(character in ALPHABET for character in code)
