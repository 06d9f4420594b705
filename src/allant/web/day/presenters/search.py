"""The page of the search, and what it suggests while one types."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allant.web.cases.models import Case
from allant.web.cases.presenters import case_row


def search_page(typed: str, found: list[Case], *, most: int) -> dict[str, Any]:
    """Whom a search finds."""
    rows = [case_row(case) for case in found[:most]]
    if not typed:
        summary = _(
            "Un nom, une date de naissance, un téléphone, une référence ; "
            "un atelier, un véhicule, une tâche, un document."
        )
    elif len(found) > most:
        summary = _("Plus de %(count)d personnes : ajoutez un prénom ou une année de naissance.") % {"count": most}
    elif not rows:
        summary = _("Personne de ce nom.")
    else:
        summary = ngettext("%(n)d personne trouvée", "%(n)d personnes trouvées", len(rows)) % {"n": len(rows)}
    return {"typed": typed, "rows": rows, "summary": summary, "is_longer": len(found) > most}
