"""What checks of outside files found, in words."""

from allant.sources.findings import Finding, Weight
from allant.sources.gtfs import Coverage

__all__ = ["covered", "said"]

_WORDS = {Weight.REPAIRED: "Réparé", Weight.WARNING: "Attention", Weight.NOTE: "À savoir", Weight.WRONG: "Faux"}


def said(finding: Finding) -> str:
    """Return a finding as one line: how much it matters, where, which rule, what to do."""
    count = f" ({finding.count} fois)" if finding.count > 1 else ""
    value = f" [{finding.value}]" if finding.value else ""
    remedy = f" {finding.remedy}" if finding.remedy else ""
    return f"{_WORDS[finding.weight]} · {finding.place}{value} : {finding.rule}{count}{remedy}"


def covered(coverage: Coverage) -> str:
    """Return the days and the hours with service of a timetable, as one line."""
    first, last = _hour(coverage.first_departure_s), _hour(coverage.last_arrival_s)
    return (
        f"Horaires · {coverage.feed} : du {coverage.first_day:%d/%m/%Y} au {coverage.last_day:%d/%m/%Y},"
        f" de {first} à {last} ({coverage.timezone}), {coverage.stops} arrêts, {coverage.trips} courses."
    )


def _hour(seconds: int) -> str:
    return f"{seconds // 3600} h {seconds // 60 % 60:02d}"
