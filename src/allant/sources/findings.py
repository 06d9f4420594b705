"""What a check of an outside file found: told line by line, whether it stops the work, was repaired or is only said."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from allant.errors import FileError

__all__ = ["Finding", "Weight", "refuse_wrong"]


class Weight(StrEnum):
    """How much a finding matters."""

    WRONG = "wrong"
    """Nothing can be made of the file."""
    REPAIRED = "repaired"
    """Set right or left out in our copy; the file itself is untouched."""
    WARNING = "warning"
    """Kept as it is: results may be poorer than they look."""
    NOTE = "note"
    """What the file holds."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `row` is the line of the file as a spreadsheet shows it, the first one where many share it."""

    weight: Weight
    file: str
    rule: str
    row: int | None = None
    value: str = ""
    remedy: str = ""
    count: int = 1

    @property
    def place(self) -> str:
        """Return the words that name where it was found."""
        return self.file if self.row is None else f"{self.file}, ligne {self.row}"

    def as_json(self) -> dict[str, Any]:
        """Return the finding as reports print it."""
        return asdict(self)


def refuse_wrong(findings: list[Finding]) -> None:
    """Raise FileError for the first finding that stops the work."""
    for finding in findings:
        if finding.weight is Weight.WRONG:
            value = f"{finding.place} : {finding.value}" if finding.value else finding.place
            raise FileError(value=value, rule=finding.rule, remedy=finding.remedy)
