"""When vehicles are taken: days counted without looking anything up, so that calendar and figures agree."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it counts; none when it ends before it starts."""
        return max(0, (self.last - self.first).days + 1)

    def within(self, other: "Span") -> "Span":
        """Return what both have in common, possibly no day."""
        return Span(max(self.first, other.first), min(self.last, other.last))

    def meets(self, other: "Span") -> bool:
        """Have both a day in common?"""
        return self.within(other).days > 0


def days_taken(spans: Iterable[Span], window: Span) -> int:
    """Return on how many days of a window at least one span holds; a day that two spans share counts once."""
    taken, counted_to = 0, window.first - ONE_DAY
    for span in sorted((span.within(window) for span in spans), key=lambda each: each.first):
        fresh = Span(max(span.first, counted_to + ONE_DAY), span.last)
        if fresh.days:
            taken, counted_to = taken + fresh.days, fresh.last
    return taken


def is_free(spans: Iterable[Span], wanted: Span) -> bool:
    """Tell whether none of the spans takes a day of `wanted`."""
    return not any(span.meets(wanted) for span in spans)


def first_free_day(spans: Iterable[Span], since: date) -> date:
    """Return the first day from `since` that no span takes."""
    day = since
    for span in sorted(spans, key=lambda each: each.first):
        if span.first <= day <= span.last:
            day = span.last + ONE_DAY
    return day
