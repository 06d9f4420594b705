"""Reads of cases: lists, one file, the pathway, and the figures of a platform or network."""

from allant.web.cases.queries.files import (
    PlatformFigures,
    bilans_of_case,
    case_of_test,
    caseload,
    entry_of,
    gains,
    gains_of_cases,
    latest_bilan,
    median_gain,
    platform_figures,
    referred,
    teams_of,
)
from allant.web.cases.queries.journal import (
    JournalFilter,
    cases_named,
    journal_of_case,
    journal_of_team,
    subjects_of,
)
from allant.web.cases.queries.lists import cases_of_team, shown, undoable_reassignment, views_of
from allant.web.cases.queries.pathways import (
    current_admission,
    dose_minutes,
    follow_ups_to_ask,
    left_waiting_list,
    waiting_list,
)

__all__ = [
    "JournalFilter",
    "PlatformFigures",
    "bilans_of_case",
    "case_of_test",
    "caseload",
    "cases_named",
    "cases_of_team",
    "current_admission",
    "dose_minutes",
    "entry_of",
    "follow_ups_to_ask",
    "gains",
    "gains_of_cases",
    "journal_of_case",
    "journal_of_team",
    "latest_bilan",
    "left_waiting_list",
    "median_gain",
    "platform_figures",
    "referred",
    "shown",
    "subjects_of",
    "teams_of",
    "undoable_reassignment",
    "views_of",
    "waiting_list",
]
