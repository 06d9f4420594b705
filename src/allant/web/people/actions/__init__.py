"""Writes of what is known of a person beside any file, one module per noun. Each is atomic and journalled."""

from allant.web.people.actions.consents import give_consent, withdraw_consent
from allant.web.people.actions.life import (
    add_contact,
    add_dated,
    add_guardian,
    enter_fse,
    remove_contact,
    withdraw_guardian,
)

__all__ = [
    "add_contact",
    "add_dated",
    "add_guardian",
    "enter_fse",
    "give_consent",
    "remove_contact",
    "withdraw_consent",
    "withdraw_guardian",
]
