"""Allant: the open-source platform for inclusive mobility."""

__version__ = "0.1.0"
