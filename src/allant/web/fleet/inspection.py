"""What is looked at on a vehicle, and which findings keep it off the road."""

from collections.abc import Mapping
from dataclasses import dataclass

from allant.parameters import rules
from allant.web.fleet.enums import Finding


@dataclass(frozen=True, slots=True)
class Point:
    """One point of an inspection."""

    code: str
    label: str
    blocks: bool
    """Does a defect here keep the vehicle off the road?"""


def points_for(kind: str) -> tuple[Point, ...]:
    """Return the points to look at on a kind of vehicle, in order."""
    table = rules("fleet/inspection_points").rules
    return tuple(Point(each["code"], each["label_fr"], each["blocks"]) for each in table if kind in each["for"])


def blocking(kind: str, findings: Mapping[str, str]) -> list[str]:
    """Return the labels of the defects that keep a vehicle off the road."""
    return [each.label for each in points_for(kind) if each.blocks and findings.get(each.code) == Finding.DEFECT]
