"""Turns cases, bilans and figures into plain values for templates, one module per page."""

from allant.web.cases.presenters.figures import platform_figures
from allant.web.cases.presenters.file import STEP_TONES, case_page, received_test
from allant.web.cases.presenters.journal import journal_lines
from allant.web.cases.presenters.lists import case_row, cases_found, referred_row, stage
from allant.web.cases.presenters.result import result_page
from allant.web.cases.presenters.tabs import CASE_TABS, case_tabs
from allant.web.cases.presenters.timeline import moment_line, timeline_page
from allant.web.cases.presenters.words import LANGUAGE, UNKNOWN, index_cell, lever_words

__all__ = [
    "CASE_TABS",
    "LANGUAGE",
    "STEP_TONES",
    "UNKNOWN",
    "case_page",
    "case_row",
    "case_tabs",
    "cases_found",
    "index_cell",
    "journal_lines",
    "lever_words",
    "moment_line",
    "platform_figures",
    "received_test",
    "referred_row",
    "result_page",
    "stage",
    "timeline_page",
]
