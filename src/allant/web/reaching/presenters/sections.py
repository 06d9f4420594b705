"""The pages of how somebody gets about, side by side under the tab of the case."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from allant.web.cases.models import Case

SECTIONS = (
    ("reaching:case", _("La semaine habituelle")),
    ("reaching:reach", _("Ce qui est à portée")),
    ("reaching:what-if", _("Et si…")),
)
"""Route names, each taking the number of the case, in the order of the line; a page adds its own."""


def sections(case: Case, *, current: str) -> list[dict[str, Any]]:
    """Return the links between the pages of a case that say how the person gets about."""
    return [
        {"label": label, "url": reverse(route, args=[case.pk]), "current": route == current}
        for route, label in SECTIONS
    ]
