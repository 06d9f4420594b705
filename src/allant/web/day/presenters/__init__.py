"""Turns what was read into plain values for templates, one module per page."""

from allant.web.day.presenters.search import search_page
from allant.web.day.presenters.things import found_things
from allant.web.day.presenters.today import today_page

__all__ = ["found_things", "search_page", "today_page"]
