"""The whole advice in one call: profile, barriers, suggested support and first steps."""

from collections.abc import Mapping
from dataclasses import dataclass

from allant.advice.barriers import Barrier, barrier_words, barriers_of
from allant.advice.orientation import Orientation, orientation_of, orientations
from allant.advice.profile import Profile, profile_of, profiles
from allant.advice.situation import Situation
from allant.advice.solutions import Step, candidates, first_steps, solutions
from allant.parameters import parameter

__all__ = ["Advice", "advise"]


@dataclass(frozen=True, slots=True)
class Advice:
    """What is said to one person, each part with its reason."""

    profile: Profile
    barriers: tuple[Barrier, ...]
    orientation: Orientation
    steps: tuple[Step, ...]


def advise(situation: Situation, gains: Mapping[str, float]) -> Advice:
    """Advise one person, by the rules that the parameters hold.

    Parameters
    ----------
    situation : Situation
        With skipped questions filled in.
    gains : mapping of str to float
        Points of the index that each of `candidates(situation, solutions())` would bring, by the solution's code;
        empty where the index is not measured.

    Returns
    -------
    Advice
        Barriers from the lowest component up, steps from the largest gain down.
    """
    return Advice(
        profile=profile_of(situation, profiles()),
        barriers=barriers_of(situation, barrier_words()),
        orientation=orientation_of(situation, orientations()),
        steps=first_steps(
            situation, candidates(situation, solutions()), gains, limit=int(parameter("advice/first_steps"))
        ),
    )
