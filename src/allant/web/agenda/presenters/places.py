"""The places where a platform receives people."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allant.web.accounts.enums import WheelchairAccess
from allant.web.accounts.models import ReceptionPoint
from allant.web.agenda.presenters.tabs import tabs
from allant.web.ui.formatting import date as date_words

LANGUAGE = "fr"


def places_page(places: Iterable[ReceptionPoint]) -> dict[str, Any]:
    """The places in use, then those that are closed."""
    rows = [_row(each) for each in places]
    return {
        "tabs": tabs("agenda:rota"),
        "places": [each for each in rows if not each["closed"]],
        "closed": [each for each in rows if each["closed"]],
    }


def _row(point: Any) -> dict[str, Any]:
    hours = ngettext("%(count)d permanence par semaine", "%(count)d permanences par semaine", point.hours)
    return {
        "url": reverse("agenda:place", args=[point.pk]),
        "name": point.name,
        "address": f"{point.address}, {point.commune}",
        "how_to_come": point.how_to_come,
        "wheelchair": {
            WheelchairAccess.YES: _("accessible en fauteuil"),
            WheelchairAccess.NO: _("pas accessible en fauteuil"),
        }.get(point.wheelchair, _("accès en fauteuil pas vérifié")),
        "hours": hours % {"count": point.hours} if point.hours else _("aucune permanence"),
        "closed": date_words(point.closed_on, LANGUAGE) if point.closed_on else "",
    }
