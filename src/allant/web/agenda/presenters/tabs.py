"""The tab bar that the pages of the agenda share."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

TABS = (
    ("agenda:week", _("Semaine")),
    ("agenda:day", _("Jour")),
    ("agenda:tasks", _("Tâches")),
    ("agenda:sessions", _("Ateliers")),
    ("agenda:rota", _("Permanences")),
    ("agenda:own-calendar", _("Mon calendrier")),
)


def tabs(current: str) -> list[dict[str, Any]]:
    """Return the tabs of the agenda; `current` is the route of the page shown."""
    return [
        {"label": label, "url": reverse(route), "current": route == current, "count": None} for route, label in TABS
    ]
