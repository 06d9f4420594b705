"""All the stories of Val d'Allant: the same for the same seed, told as they stand on a given day."""

from datetime import date, timedelta
from random import Random

from allant.web.demo.filling import Filling
from allant.web.demo.scripts import Script
from allant.web.demo.showcase import EDGES, VISIT
from allant.web.demo.stories import Story, tell, tell_loose_test

SEED = 2026
PEOPLE = 1200
LOOSE_TESTS = (0, 1, 2, 3, 5, 6, 8, 11, 13, 16, 20, 24)
"""Days ago when tests were taken whose code is not in any case yet."""


def chance_of(seed: int, name: str) -> Random:
    """Return the drawing of one person: adding another one leaves it as it was."""
    return Random(f"{seed}/{name}")  # noqa: S311  # invented people, not secrets


def tell_all(*, seed: int, as_of: date, people: int = PEOPLE) -> list[Story]:
    """Return the stories of so many people, those of the visit first. Their last day is the one before `as_of`."""
    scripts = [*VISIT, *EDGES]
    scripts += [Script()] * (people - len(scripts))
    last_day = as_of - timedelta(days=1)
    return [tell(chance_of(seed, f"person {number}"), script, last_day) for number, script in enumerate(scripts)]


def tell_loose_tests(*, seed: int, as_of: date) -> list[Filling]:
    """Return the tests whose people keep a code, or have just handed it over."""
    last_day = as_of - timedelta(days=1)
    return [
        tell_loose_test(chance_of(seed, f"test {number}"), last_day, days_ago)
        for number, days_ago in enumerate(LOOSE_TESTS)
    ]
