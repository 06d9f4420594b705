"""Reads what was done this month, and what each person of a team carries."""

from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import Count

from allant.web.accounts.models import Organisation, User
from allant.web.agenda import queries as agenda
from allant.web.cases import queries as cases
from allant.web.cases.models import Exit
from allant.web.day.queries.today import open_cases


@dataclass(frozen=True, slots=True)
class Gains:
    """The exits of a month, and what was measured of them."""

    exits: int
    measured: int
    median_points: float | None


def gains_since(organisation: Organisation, adviser: User | None, day: date) -> Gains:
    """Return the exits since a day and the gains of those that were measured at both ends."""
    exits = Exit.objects.filter(case__organisation=organisation, exited_on__gte=day)
    if adviser is not None:
        exits = exits.filter(case__adviser=adviser)
    numbers = list(exits.values_list("case", flat=True))
    measured = cases.gains_of_cases(numbers)
    return Gains(len(numbers), len(measured), median(measured) if measured else None)


def followed(organisation: Organisation, adviser: User) -> int:
    """Return how many people somebody follows now."""
    return open_cases(organisation, adviser).count()


@dataclass(frozen=True, slots=True)
class Load:
    """What somebody of the team carries."""

    adviser: User
    open_cases: int
    late_tasks: int


def team_load(organisation: Organisation, day: date) -> list[Load]:
    """Return what each person of a team carries, who is most behind first."""
    carried = dict(open_cases(organisation, None).order_by().values_list("adviser").annotate(Count("pk")))
    late = agenda.open_tasks(organisation).filter(due_on__lt=day).order_by()
    behind = dict(late.values_list("assignee").annotate(Count("pk")))
    team = organisation.people.filter(is_active=True)
    loads = [Load(each, carried.get(each.pk, 0), behind.get(each.pk, 0)) for each in team]
    return sorted(loads, key=lambda load: (-load.late_tasks, -load.open_cases, load.adviser.full_name))
