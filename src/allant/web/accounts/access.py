"""Who may open what: every view declares its rule here, and the suite refuses a view without one.

A rule is a function of the person who works and of the address's values that it names; the view gets the others. It
returns what the view is about (the view receives it instead of a number it would have to look up again), or raises:
`Http404` for what belongs to another organisation, whose existence is nobody's business; `PermissionDenied` when the
role does not allow the page.
"""

import functools
import inspect
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_cache_control

from allant.web.accounts.models import User
from allant.web.journal.actions import record
from allant.web.journal.models import Action

Rule = Callable[..., Any]
View = Callable[..., HttpResponse]


JSON = "application/json"


def is_background(request: HttpRequest) -> bool:
    """Is the page asking in the background (htmx, or a script that reads JSON), where no other page can be shown?"""
    return request.headers.get("HX-Request") == "true" or wants_json(request)


def wants_json(request: HttpRequest) -> bool:
    """Does a script of our own ask, that reads JSON?"""
    return request.headers.get("Accept") == JSON


def public(view: View) -> View:
    """Open a view to everybody, signed in or not."""
    view.login_required = False  # type: ignore[attr-defined]  # read by LoginRequiredMiddleware
    view.access_rule = public  # type: ignore[attr-defined]  # read by the house test on routes
    return view


def access(rule: Rule, *, reads: str = "", is_kept: bool = False) -> Callable[[View], View]:
    """Open a view to those whom `rule` accepts; pages for people who work are in French.

    `reads` names the personal data shown: each look at it becomes a line of the journal, on the case concerned.
    What `is_kept` holds nothing about anybody: the view says how long the browser may keep it.
    """

    asked = set(inspect.signature(rule).parameters)

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, **address: Any) -> HttpResponse:
            with translation.override("fr"):
                rest = {name: value for name, value in address.items() if name not in asked}
                subject = rule(request.user, **{name: address[name] for name in address if name in asked})
                if reads and request.method == "GET":
                    about = _concerned(subject)
                    right = _right(request.user, rule)
                    record(by=request.user, action=Action.READ, subject=about, detail=reads, right=right)
                response = view(request, **rest) if subject is None else view(request, subject, **rest)
                # On a shared computer, the browser's back arrow must not show what was read before signing out.
                patch_cache_control(response, private=True, **({} if is_kept else {"no_store": True}))
                return response

        guarded.access_rule = rule  # type: ignore[attr-defined]
        return guarded

    return decorate


def on_ground_of(words: str) -> Callable[[Rule], Rule]:
    """Say on what ground a rule opens personal data, for the journal: "son équipe suit la personne"."""

    def mark(rule: Rule) -> Rule:
        rule.ground = words  # type: ignore[attr-defined]
        return rule

    return mark


def _right(user: User, rule: Rule) -> str:
    ground = getattr(rule, "ground", "")
    return f"{user.capacity} : {ground}" if ground else user.capacity


def _concerned(subject: Any) -> Any:
    """Return on what a look is journalled: the case of what is shown, else the person it is about, else itself."""
    return getattr(subject, "case", None) or getattr(subject, "person", None) or subject


def any_role(user: User) -> None:
    """Anybody who is signed in."""


def has_role(*roles: str) -> Rule:
    """Only the given roles."""

    def rule(user: User) -> None:
        require_role(user, *roles)

    rule.__name__ = f"has_role_{'_'.join(roles)}"
    return rule


def require_role(user: User, *roles: str) -> None:
    """Raise unless the person has one of the roles."""
    if user.role not in roles:
        raise PermissionDenied("Votre rôle ne donne pas accès à cette page.")
