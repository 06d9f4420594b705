"""Writes of the fleet, one module per noun. Each is atomic and journalled."""

from allant.web.fleet.actions.loans import book, cancel, change_deposit, renew, sign_contract, take_payment
from allant.web.fleet.actions.returns import hand_over, take_back
from allant.web.fleet.actions.vehicles import block, lift_block, save_vehicle

__all__ = [
    "block",
    "book",
    "cancel",
    "change_deposit",
    "hand_over",
    "lift_block",
    "renew",
    "save_vehicle",
    "sign_contract",
    "take_back",
    "take_payment",
]
