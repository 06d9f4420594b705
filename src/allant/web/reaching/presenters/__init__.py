"""Turns the weeks and the reach of a person into plain values for templates, one module per page."""

from allant.web.reaching.presenters.case import case_page
from allant.web.reaching.presenters.needs import needs_page, place_page, places_page
from allant.web.reaching.presenters.reach import reach_page
from allant.web.reaching.presenters.sheet import sheet_values
from allant.web.reaching.presenters.sheet_frame import sheet_links, sheet_page
from allant.web.reaching.presenters.week import trip_page, week_page
from allant.web.reaching.presenters.what_if import what_if_page

__all__ = [
    "case_page",
    "needs_page",
    "place_page",
    "places_page",
    "reach_page",
    "sheet_links",
    "sheet_page",
    "sheet_values",
    "trip_page",
    "week_page",
    "what_if_page",
]
