"""Every address says who may open it, and some test proves that it refuses the others."""

import ast
from functools import cache
from pathlib import Path

import django
import pytest

django.setup()

from django.urls import URLPattern, URLResolver, get_resolver  # noqa: E402

from allant.web.accounts.access import any_role, public  # noqa: E402
from allant.web.messaging.access import personal  # noqa: E402

TESTS = Path(__file__).parent.parent / "web"


def routes(resolver, namespaces=()):
    """Yield the name and view of every address under a resolver."""
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from routes(each, (*namespaces, *([each.namespace] if each.namespace else [])))
        elif isinstance(each, URLPattern):
            yield ":".join((*namespaces, each.name or "")), each.callback


ROUTES = dict(routes(get_resolver()))
RULES = {name: getattr(view, "access_rule", None) for name, view in ROUTES.items()}
GUARDED = sorted(name for name, rule in RULES.items() if rule is not public)
WITHOUT_ACCOUNT = sorted(name for name, rule in RULES.items() if rule in {public, personal})
"""Open to everybody, or to whoever came by a personal link."""


@cache
def denied_somewhere():
    """Return the routes named in the mark `denies` of a test."""
    return {
        argument.value
        for path in TESTS.rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "denies"
        for argument in node.args
        if isinstance(argument, ast.Constant)
    }


def test_there_are_routes_to_look_at():
    assert {"home", "cases:case", "assessments:redeem"} <= set(ROUTES)


def test_every_address_has_a_name_of_its_own():
    named = list(routes(get_resolver()))
    assert len(named) == len(ROUTES)
    assert all(name and not name.endswith(":") for name in ROUTES)


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_route_declares_its_rule(name):
    assert getattr(ROUTES[name], "access_rule", None) is not None


@pytest.mark.parametrize("name", WITHOUT_ACCOUNT)
def test_route_that_asks_for_no_account_is_open_and_no_other(name):
    assert ROUTES[name].login_required is False


@pytest.mark.parametrize("name", sorted(set(ROUTES) - set(WITHOUT_ACCOUNT)))
def test_guarded_route_asks_for_an_account(name):
    assert getattr(ROUTES[name], "login_required", True) is True


@pytest.mark.parametrize("name", GUARDED)
def test_guarded_route_has_a_test_of_its_refusals(name):
    assert name in denied_somewhere()


def test_marks_name_existing_routes():
    assert denied_somewhere() <= set(GUARDED)


def test_no_route_is_open_to_every_role_by_mistake():
    assert [name for name, view in ROUTES.items() if getattr(view, "access_rule", None) is any_role] == []
