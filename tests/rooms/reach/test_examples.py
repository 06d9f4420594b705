"""The examples of the room hold."""

import doctest
import importlib

import pytest


@pytest.mark.parametrize("name", ["surroundings", "territory", "unused"])
def test_examples_of_a_module_are_true(name):
    failed, tried = doctest.testmod(importlib.import_module(f"allant.reach.{name}"))
    assert (failed, tried > 0) == (0, True)
