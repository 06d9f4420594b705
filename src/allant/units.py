"""Conversions that never change: the only numbers of the library that are not parameters."""

__all__ = ["MONTHS_PER_YEAR"]

MONTHS_PER_YEAR = 12
