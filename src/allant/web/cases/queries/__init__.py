"""Reads of cases: lists, one file, the pathway, and the figures of a platform or network."""

from allant.web.cases.queries.files import (
    CaseFilter,
    PlatformFigures,
    bilans_of_case,
    case_of_test,
    caseload,
    cases_of_team,
    entry_of,
    gains,
    median_gain,
    platform_figures,
    referred,
)
from allant.web.cases.queries.pathways import (
    current_admission,
    dose_minutes,
    follow_ups_due,
    left_waiting_list,
    waiting_list,
)

__all__ = [
    "CaseFilter",
    "PlatformFigures",
    "bilans_of_case",
    "case_of_test",
    "caseload",
    "cases_of_team",
    "current_admission",
    "dose_minutes",
    "entry_of",
    "follow_ups_due",
    "gains",
    "left_waiting_list",
    "median_gain",
    "platform_figures",
    "referred",
    "waiting_list",
]
