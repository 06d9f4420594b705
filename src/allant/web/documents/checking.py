"""Is this paper genuine? Answers to whoever holds it, and tells them no more than the paper itself.

The checker types the code **and** the last name, both read on the paper. A code alone would confirm a paper whose name
was altered, and would tell a guesser that some paper exists; with the name, a wrong code and a wrong name get the same
answer, and nothing about anybody can be learnt without holding the paper. The answer gives the state, the dates and the
organisation that issued it; never the name, the birth date or what was found.
"""

from dataclasses import dataclass
from enum import StrEnum

from allant.web.documents import codes, guessing
from allant.web.documents.actions.papers import ATTESTATION_CODE, holder_key
from allant.web.documents.models import Paper


class State(StrEnum):
    """What a check answers."""

    VALID = "valid"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer to a check; `paper` is None where there is none to speak of."""

    state: State
    paper: Paper | None = None


def check(*, typed_code: str, last_name: str, origin: str) -> Checked:
    """Answer a check from an address; raise `guessing.GuessingError` when too many have failed."""
    guessing.refuse_guessing(purpose=ATTESTATION_CODE, origin=origin)
    papers = Paper.objects.select_related("organisation", "withdrawal", "code")
    paper = papers.filter(code__value=codes.normalise(typed_code), code__purpose=ATTESTATION_CODE).first()
    if paper is None or holder_key(last_name) != paper.holder_key:
        guessing.note_failure(purpose=ATTESTATION_CODE, origin=origin)
        return Checked(State.UNKNOWN)
    if paper.is_withdrawn:
        return Checked(State.WITHDRAWN, paper)
    return Checked(State.EXPIRED if paper.is_expired() else State.VALID, paper)
