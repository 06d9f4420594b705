"""Who arrives, and how they really live: the true state behind the answers, in the words of the grid.

Sex and age, licence, vehicle, bike, season pass and physical limits follow the national survey cell by cell, shifted
together so that the whole fits the known profile of platforms. Everything else comes from one latent level per
component, which general ease correlates, cut at the shares of `demo/answers.yaml`.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from random import Random
from statistics import NormalDist
from typing import Any

from allant.parameters import parameter, rules
from allant.questionnaire import fill_skipped
from allant.sources.grids import Grid, read_grid
from allant.web.assessments.actions import BILAN_GRID
from allant.web.demo.places import PLACES, Place

NORMAL = NormalDist()
COMMON_SHARE = 0.35
"""Share of the variance of a component's level that is common to all components: general ease."""

LEVEL_SHARE = 0.5
"""Share of the variance of an answer that is due to the level of its component."""

PLACE_SHARE = 0.5
"""Share of the variance of the environment that is due to the commune."""

VEHICLE_WITHOUT_LICENCE = 0.12
"""Share of those without a licence who have a vehicle all the same: a scooter, or somebody drives them."""

SHARED_VEHICLE = 0.3
NOT_VALID_SHARE = 0.12
LEARNING_SHARE = 0.22
BROKEN_BIKE = 0.25
TICKETS_SHARE = 0.5
HARD_WHEN_LIMITED, IMPOSSIBLE_WHEN_LIMITED = 0.4, 0.18
HARD_OTHERWISE = 0.03

SITUATIONS = {"job_seeker": 0.78, "training": 0.08, "working": 0.08, "other": 0.06}
PURPOSES = {"work": 0.72, "training": 0.14, "daily_life": 0.09, "health": 0.05}
CHILDREN_SHARE = {18: 0.08, 25: 0.3, 30: 0.58, 40: 0.52, 50: 0.16}
"""Share of people with children to drop off, by first age of the cell (invented)."""

State = dict[str, str]


@dataclass(frozen=True, slots=True)
class Traits:
    """What is drawn before anything else."""

    sex: str
    age: int
    place: Place


def pick(chance: Random, shares: Mapping[Any, float]) -> Any:
    """Draw one key according to its share."""
    return chance.choices(list(shares), list(shares.values()))[0]


@cache
def grid() -> Grid:
    """Return the grid in which people of the demonstration are described."""
    return read_grid(BILAN_GRID)


@cache
def option_credits() -> dict[str, dict[str, float]]:
    """Return the credit of each option of each scored question, from the best down."""
    return {
        item.code: {option.code: option.credit for option in sorted(item.options, key=lambda each: -each.credit)}
        for item in grid().scale.items
    }


def draw_traits(chance: Random) -> Traits:
    """Draw sex and age as the survey counts them, and a commune by its population."""
    cells = rules("demo/jobseekers").rules
    cell = chance.choices(cells, [each["people"] for each in cells])[0]
    place = chance.choices(PLACES, [each.population for each in PLACES])[0]
    return Traits(sex=cell["sex"], age=chance.randint(cell["from_age"], cell["to_age"]), place=place)


def draw_state(chance: Random, traits: Traits) -> State:
    """Draw how somebody lives: an answer to every question of the grid, all of them true."""
    cell = _cell(traits)
    state: State = {
        "situation": pick(chance, SITUATIONS),
        "purpose": pick(chance, PURPOSES),
        "children": _yes(chance, CHILDREN_SHARE[cell["from_age"]], "some", "no_children"),
    }
    state |= _means(chance, cell)
    state |= _physical(chance, cell)
    levels = _levels(chance, traits.place)
    dimension = {item.code: item.dimension for item in grid().scale.items}
    for row in rules("demo/answers").rules:
        state[row["question"]] = _cut(chance, levels[dimension[row["question"]]], row["shares"])
    return fill_skipped(grid().questionnaire, state)


def _cell(traits: Traits) -> Mapping[str, Any]:
    """Return the survey's cell of a person; the nearest one for those whom it leaves out."""
    same_sex = [each for each in rules("demo/jobseekers").rules if each["sex"] == traits.sex]
    return min(same_sex, key=lambda each: max(each["from_age"] - traits.age, traits.age - each["to_age"]))


def _means(chance: Random, cell: Mapping[str, Any]) -> State:
    rates = _shifted_rates()
    licence = _shift(cell["licence"], rates["licence"])
    vehicle = _shift(1 - cell["no_car"], rates["vehicle"])
    has_licence = chance.random() < licence
    with_licence = min(1, (vehicle - (1 - licence) * VEHICLE_WITHOUT_LICENCE) / licence)
    has_vehicle = chance.random() < (with_licence if has_licence else VEHICLE_WITHOUT_LICENCE)
    has_bike = chance.random() < _shift(cell["bike"], rates["ways"])
    has_pass = chance.random() < _shift(cell["season_pass"], rates["ways"])
    return {
        "licence": _yes(chance, NOT_VALID_SHARE, "not_valid", "valid")
        if has_licence
        else _yes(chance, LEARNING_SHARE, "learning", "none"),
        "vehicle": _yes(chance, SHARED_VEHICLE, "sometimes", "when_needed") if has_vehicle else "none",
        "bike": _yes(chance, BROKEN_BIKE, "to_repair", "works") if has_bike else "none",
        "transport_pass": "pass_held" if has_pass else _yes(chance, TICKETS_SHARE, "tickets", "none"),
    }


def _physical(chance: Random, cell: Mapping[str, Any]) -> State:
    limited = chance.random() < cell["limited"]
    shares = {
        "impossible": IMPOSSIBLE_WHEN_LIMITED if limited else 0,
        "hard": HARD_WHEN_LIMITED if limited else HARD_OTHERWISE,
    }
    shares["easy"] = 1 - sum(shares.values())
    return {item.code: pick(chance, shares) for item in grid().scale.items if item.dimension == "physical"}


def _levels(chance: Random, place: Place) -> dict[str, float]:
    common = chance.gauss(0, 1)
    levels = {
        each.code: math.sqrt(COMMON_SHARE) * common + math.sqrt(1 - COMMON_SHARE) * chance.gauss(0, 1)
        for each in grid().scale.dimensions
    }
    around = math.sqrt(PLACE_SHARE) * _reach()[place.code_insee] + math.sqrt(1 - PLACE_SHARE) * chance.gauss(0, 1)
    return levels | {"environment": around}


@cache
def _reach() -> dict[str, float]:
    """Return how well served each commune is, as a standard score over the inhabitants."""
    people = sum(each.population for each in PLACES)
    mean = sum(each.population * each.reach for each in PLACES) / people
    variance = sum(each.population * (each.reach - mean) ** 2 for each in PLACES) / people
    return {each.code_insee: (each.reach - mean) / math.sqrt(variance) for each in PLACES}


def _cut(chance: Random, level: float, shares: Mapping[str, float]) -> str:
    """Return the option where a level falls, when the best options go to the highest levels."""
    rank = 1 - NORMAL.cdf(math.sqrt(LEVEL_SHARE) * level + math.sqrt(1 - LEVEL_SHARE) * chance.gauss(0, 1))
    reached = 0.0
    for option, share in shares.items():
        reached += share
        if rank < reached:
            return option
    return option


def _yes(chance: Random, share: float, if_so: str, otherwise: str) -> str:
    return if_so if chance.random() < share else otherwise


def _shift(share: float, by: float) -> float:
    """Move a share on the logit scale."""
    return 1 / (1 + math.exp(-math.log(share / (1 - share)) - by))


@cache
def _shifted_rates() -> dict[str, float]:
    """Return the shifts under which the survey's cells together fit the known profile of platforms."""
    licence = _solve(lambda by: _mean(lambda cell: _shift(cell["licence"], by)), parameter("demo/licence_share"))
    vehicle = _solve(lambda by: _mean(lambda cell: _shift(1 - cell["no_car"], by)), parameter("demo/vehicle_share"))

    def without_means(by: float) -> float:
        return -_mean(
            lambda cell: (
                (1 - _shift(1 - cell["no_car"], vehicle))
                * (1 - _shift(cell["bike"], by))
                * (1 - _shift(cell["season_pass"], by))
            )
        )

    return {"licence": licence, "vehicle": vehicle, "ways": _solve(without_means, -parameter("demo/no_means_share"))}


def _mean(share: Callable[[Mapping[str, Any]], float]) -> float:
    cells = rules("demo/jobseekers").rules
    return sum(cell["people"] * share(cell) for cell in cells) / sum(cell["people"] for cell in cells)


def _solve(rising: Callable[[float], float], target: float) -> float:
    """Return where a rising function of a shift meets its target, by halving."""
    low, high = -10.0, 10.0
    while high - low > 1e-9:
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < target else (low, middle)
    return low
