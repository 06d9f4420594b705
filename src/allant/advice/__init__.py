"""Which steps, in which order, would help most here?

Rules and solutions are data (`allant/parameters/advice`); each part of the advice carries its reason.

>>> from allant.advice import AnsweredItem, DimensionValue, Situation, advise
>>> licence = AnsweredItem(
...     code="licence", dimension="material", weight=1.0, answer="none", credit=0.0,
...     credits={"valid": 1.0, "not_valid": 0.5, "learning": 0.5, "none": 0.0},
... )
>>> advice = advise(
...     Situation(index=52.0, dimensions=(DimensionValue("material", 0.2), DimensionValue("physical", 0.9)),
...               items=(licence,)),
...     gains={"licence_help": 8.1},
... )
>>> advice.profile.label.in_language("en")
'A hand with equipment'
>>> [(step.solution.code, step.gain) for step in advice.steps]
[('licence_help', 8.1)]
>>> advice.orientation.code
'light'
"""

from allant.advice.advise import Advice, advise
from allant.advice.barriers import Barrier, BarrierItem, BarrierWords, barrier_words, barriers_of, read_barrier_words
from allant.advice.conditions import When, read_when
from allant.advice.orientation import Orientation, Support, orientation_of, orientations, read_orientations
from allant.advice.profile import Profile, profile_of, profiles, read_profiles
from allant.advice.situation import AnsweredItem, DimensionValue, Situation, Words
from allant.advice.solutions import (
    Candidate,
    Solution,
    Step,
    StepKind,
    candidates,
    first_steps,
    read_solutions,
    solutions,
)

__all__ = [
    "Advice",
    "AnsweredItem",
    "Barrier",
    "BarrierItem",
    "BarrierWords",
    "Candidate",
    "DimensionValue",
    "Orientation",
    "Profile",
    "Situation",
    "Solution",
    "Step",
    "StepKind",
    "Support",
    "When",
    "Words",
    "advise",
    "barrier_words",
    "barriers_of",
    "candidates",
    "first_steps",
    "orientation_of",
    "orientations",
    "profile_of",
    "profiles",
    "read_barrier_words",
    "read_orientations",
    "read_profiles",
    "read_solutions",
    "read_when",
    "solutions",
]
