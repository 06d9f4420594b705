"""Reads of the working day: what awaits somebody, what was done, and what a search finds."""

from allant.web.day.queries.figures import Gains, Load, followed, gains_since, team_load
from allant.web.day.queries.search import found_cases, found_documents, found_tasks, found_vehicles, found_workshops
from allant.web.day.queries.today import (
    MOST_COUNTED,
    appointments_of_day,
    attestations_expiring,
    bilans_to_begin,
    drafts,
    exits_to_record,
    follow_ups_due,
    late_tasks,
    meetings_of_day,
    tasks_due,
    tests_received,
    without_adviser,
)

__all__ = [
    "MOST_COUNTED",
    "Gains",
    "Load",
    "appointments_of_day",
    "attestations_expiring",
    "bilans_to_begin",
    "drafts",
    "exits_to_record",
    "follow_ups_due",
    "followed",
    "found_cases",
    "found_documents",
    "found_tasks",
    "found_vehicles",
    "found_workshops",
    "gains_since",
    "late_tasks",
    "meetings_of_day",
    "tasks_due",
    "team_load",
    "tests_received",
    "without_adviser",
]
