"""What a benchmark reports."""

from typing import TypedDict

__all__ = ["Result", "result"]


class Result(TypedDict):
    """One line: `ratio` is `peer_s / ours_s`, above 1 where ours is the faster."""

    name: str
    ours_s: float
    peer: str
    peer_s: float
    ratio: float
    n: int
    peak_mib: float


def result(name: str, ours_s: float, peer: str, peer_s: float, n: int) -> Result:
    """Return a line whose peak of memory the runner fills in."""
    return Result(name=name, ours_s=ours_s, peer=peer, peer_s=peer_s, ratio=peer_s / ours_s, n=n, peak_mib=0)
