"""Writes of what is known of a person beside any file, one module per noun. Each is atomic and journalled."""

from allant.web.people.actions.consents import give_consent, withdraw_consent

__all__ = ["give_consent", "withdraw_consent"]
