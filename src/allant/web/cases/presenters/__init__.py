"""Turns cases, bilans and figures into plain values for templates, one module per page."""

from allant.web.cases.presenters.admission import decision_page, waiting_list_page
from allant.web.cases.presenters.appointments import appointments_page
from allant.web.cases.presenters.duplicates import known_people
from allant.web.cases.presenters.exits import category_words, exit_page, follow_up_page
from allant.web.cases.presenters.figures import platform_figures
from allant.web.cases.presenters.file import case_page, received_test
from allant.web.cases.presenters.journal import journal_lines, platform_journal
from allant.web.cases.presenters.lists import (
    case_row,
    caseload_page,
    cases_found,
    exported_rows,
    harmless,
    printed_rows,
    referred_row,
    stage,
)
from allant.web.cases.presenters.notes import note_part
from allant.web.cases.presenters.pathway import STEP_TONES, step_page
from allant.web.cases.presenters.result import result_page
from allant.web.cases.presenters.tabs import CASE_TABS, case_tabs
from allant.web.cases.presenters.timeline import moment_line, timeline_page
from allant.web.cases.presenters.words import LANGUAGE, UNKNOWN, index_cell, lever_words

__all__ = [
    "CASE_TABS",
    "LANGUAGE",
    "STEP_TONES",
    "UNKNOWN",
    "appointments_page",
    "case_page",
    "case_row",
    "case_tabs",
    "caseload_page",
    "cases_found",
    "category_words",
    "decision_page",
    "exit_page",
    "exported_rows",
    "follow_up_page",
    "harmless",
    "index_cell",
    "journal_lines",
    "known_people",
    "lever_words",
    "moment_line",
    "note_part",
    "platform_figures",
    "platform_journal",
    "printed_rows",
    "received_test",
    "referred_row",
    "result_page",
    "stage",
    "step_page",
    "timeline_page",
    "waiting_list_page",
]
