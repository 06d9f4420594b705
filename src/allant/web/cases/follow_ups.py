"""When news is asked for after an exit."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from allant.parameters import rules
from allant.web.cases.models import FollowUp

MONTHS_IN_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class FollowUpRule:
    """One time to ask, in months after the exit, and how long the link sent to the person stays open."""

    months: int
    link_lifetime: timedelta


@cache
def follow_up_rules() -> tuple[FollowUpRule, ...]:
    """Return the times to ask, the earliest first."""
    table = rules("outcomes/follow_ups").rules
    read = [FollowUpRule(rule["months"], timedelta(days=rule["link_days"])) for rule in table]
    return tuple(sorted(read, key=lambda each: each.months))


def rule_of(follow_up: FollowUp) -> FollowUpRule | None:
    """Return the rule of a follow-up; None once the table has dropped that time."""
    return next((rule for rule in follow_up_rules() if rule.months == follow_up.months), None)


def task_key(follow_up: FollowUp) -> str:
    """Return the key by which the task of a follow-up is known."""
    return f"follow-up-{follow_up.case_id}-{follow_up.months}"


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of a shorter month.

    >>> months_after(date(2026, 11, 30), 3)
    datetime.date(2027, 2, 28)
    """
    years, month = divmod(day.month - 1 + months, MONTHS_IN_A_YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def due_dates(exited_on: date) -> dict[int, date]:
    """Return when to ask for news, by number of months."""
    return {rule.months: months_after(exited_on, rule.months) for rule in follow_up_rules()}
