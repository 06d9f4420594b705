"""What stands around the practice sheet, for the people who work: the person who reads the sheet does not see it."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from allant.web.reaching.models import PlaceToBe
from allant.web.reaching.presenters.words import TAB, crumbs
from allant.web.reaching.sheets import Sheet


def sheet_page(place: PlaceToBe, made: Sheet | None) -> dict[str, Any]:
    """The page around the sheet; without one when nobody knows where the person sets off from."""
    return {
        "place": place,
        "lead": _("%(place)s, avec des pictogrammes et en grands caractères, dans la langue de la personne.")
        % {"place": place.name},
        "crumbs": [*crumbs(place.case), (_("Se déplacer"), reverse(TAB, args=[place.case_id]))],
        "is_rough": made is not None and not made.door.is_near,
        "sheet": "",
    }


def sheet_links(places: Iterable[PlaceToBe]) -> list[dict[str, str]]:
    """The places whose sheet can be opened."""
    return [
        {
            "name": place.name,
            "purpose": place.get_purpose_display().capitalize(),
            "url": reverse("reaching:sheet", args=[place.pk]),
        }
        for place in places
    ]
