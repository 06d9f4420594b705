"""Readers of data that comes in files: parse, validate, refuse with the value, the rule and the remedy."""
