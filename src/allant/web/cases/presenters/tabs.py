"""The tab bar that the pages of one case share."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from allant.web.cases.models import Case

CASE_TABS = (
    ("cases:case", _("En bref")),
    ("cases:person", _("La personne")),
    ("cases:timeline", _("Fil du dossier")),
    ("cases:appointments", _("Rendez-vous")),
    ("cases:messages", _("Messages")),
    ("cases:papers", _("Papiers")),
    ("cases:consents", _("Accords")),
    ("reaching:case", _("Se déplacer")),
    ("learning:case", _("Apprendre")),
    ("fleet:case", _("Prêts")),
    ("personal:give", _("Sa page")),
)
"""Route names, each taking the number of the case, in the order of the bar; an app adds its own line."""


def case_tabs(case: Case, *, current: str) -> list[dict[str, Any]]:
    """Return the tabs of a case; `current` is the route of the page shown, or of the tab it belongs to."""
    return [
        {"label": label, "url": reverse(route, args=[case.pk]), "current": route == current, "count": None}
        for route, label in CASE_TABS
    ]
