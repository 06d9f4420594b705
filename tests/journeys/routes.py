"""The pages of the house: every address that answers a GET with a page."""

import importlib
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

# Django's own view sends the reader back to the page where they chose a language, whatever the method; the others
# answer with a script, with data or with a file.
NEVER_A_PAGE = {
    "set_language",
    "cases:service-worker",
    "cases:manifest",
    "cases:bilan-taken",
    "cases:paper-pdf",
    "cases:paper-text",
    "fleet:contract-pdf",
    "messaging:letters-pdf",
    "personal:document",
    "documents:download",
    "agenda:feed",
    "reaching:area",
    "reaching:background",
    "reaching:known-places",
    "reaching:sheet-pdf",
    "reaching:tile",
    "reaching:workplace-export",
    "reaching:workplace-places",
    "territory:cells",
    "territory:download",
    "territory:gains",
}


def pages() -> set[str]:
    """Return the names of the routes that show a page."""
    return {name for name, view in _routes(get_resolver().url_patterns) if _answers_get(view)} - NEVER_A_PAGE


def visited_by_journeys() -> set[str]:
    """Return the routes that the journeys of this folder say they visit, whichever of them run."""
    return {
        route
        for path in Path(__file__).parent.glob("test_*.py")
        for journey in vars(importlib.import_module(f"tests.journeys.{path.stem}")).values()
        for mark in getattr(journey, "pytestmark", [])
        if getattr(mark, "name", "") == "visits"
        for route in mark.args
    }


def _routes(patterns: list[Any], namespace: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _routes(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", pattern.callback


def _answers_get(view: Callable[..., Any]) -> bool:
    """Read the methods that a view declares: by class, or by `require_http_methods` and its kind."""
    of_class = getattr(view, "view_class", None)
    if of_class is not None:
        return "get" in of_class.http_method_names and hasattr(of_class, "get")
    layer: Callable[..., Any] | None = view
    while layer is not None:
        methods = inspect.getclosurevars(layer).nonlocals.get("request_method_list")
        if methods is not None:
            return "GET" in methods
        layer = getattr(layer, "__wrapped__", None)
    return True
