"""Who lives near a bus and does not take it, and what their answers say of why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Unused", "UnusedReason", "reasons_of", "unused"]

Answers = Mapping[str, str]


class UnusedReason(StrEnum):
    """What keeps somebody from the public transport at their door. One person may have several."""

    FEAR = "fear"
    SKILL = "skill"
    FARE = "fare"
    HOURS = "hours"


NEAR = {"under_10_min", "from_10_to_20_min"}
SERVED = {"mostly", "sometimes"}
SAYS: dict[UnusedReason, dict[str, frozenset[str]]] = {
    UnusedReason.FEAR: {
        "public_transport": frozenset({"worried", "not_daring"}),
        "unknown_place": frozenset({"not_daring"}),
    },
    UnusedReason.SKILL: {
        "plan_trip": frozenset({"with_help", "unable"}),
        "read_map": frozenset({"unable"}),
        "ticket_machine": frozenset({"unable"}),
    },
    UnusedReason.FARE: {"trips_given_up": frozenset({"sometimes", "often"}), "budget_share": frozenset({"over_20"})},
    UnusedReason.HOURS: {"early_late": frozenset({"often"})},
}
"""The answers of the bilan that tell each reason: any of them is enough."""


@dataclass(frozen=True, slots=True)
class Unused:
    """Counts of people: near public transport, of these who does not take it, and of these by reason.

    `by_reason` may add up to more than `not_taken`: a person may have several; `without_reason` have none of them.
    """

    answered: int
    near: int
    not_taken: int
    by_reason: Mapping[UnusedReason, int]
    without_reason: int


def is_near(answers: Answers) -> bool:
    """Return whether a stop is within twenty minutes on foot and its buses come when needed, at least sometimes."""
    return answers.get("stop_distance", "") in NEAR and answers.get("bus_when_needed", "") in SERVED


def reasons_of(answers: Answers) -> frozenset[UnusedReason]:
    """Return what the answers of somebody say of why they do not take it; empty where they say nothing."""
    return frozenset(
        reason
        for reason, items in SAYS.items()
        if any(answers.get(item, "") in options for item, options in items.items())
    )


def unused(people: Iterable[tuple[Answers, bool]]) -> Unused:
    """Count who lives near public transport and does not take it.

    Parameters
    ----------
    people
        For each, the answers of their bilan and whether any trip of their usual week is made by public transport.

    >>> worried = {"stop_distance": "under_10_min", "bus_when_needed": "mostly", "public_transport": "worried"}
    >>> counted = unused([(worried, False), (worried, True), ({"stop_distance": "no_stop"}, False)])
    >>> counted.near, counted.not_taken, counted.by_reason[UnusedReason.FEAR], counted.without_reason
    (2, 1, 1, 0)
    """
    answered = near = not_taken = without = 0
    by_reason = dict.fromkeys(UnusedReason, 0)
    for answers, takes_it in people:
        answered += 1
        near += is_near(answers)
        if takes_it or not is_near(answers):
            continue
        not_taken += 1
        reasons = reasons_of(answers)
        without += not reasons
        for reason in reasons:
            by_reason[reason] += 1
    return Unused(answered, near, not_taken, by_reason, without)
