"""A field that takes the name of a known place of the territory, and nothing else: never an address."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from allant.web.reaching.doors import KnownPlace
from allant.web.reaching.naming import alike, named

LIST_ID = "lieux-connus"
OFFERED = 3
"""Names offered in the place of one that is not known."""


class KnownPlaceField(forms.CharField):
    """The name of a known place, chosen from what the browser proposes while one types."""

    def __init__(self, *, look_up_url: str, known: Mapping[str, KnownPlace], **kwargs: Any) -> None:
        super().__init__(max_length=120, **kwargs)
        self.known = known
        self.widget.attrs |= {
            "list": LIST_ID,
            "autocomplete": "off",
            "hx-get": look_up_url,
            "hx-trigger": "input changed delay:200ms",
            "hx-target": f"#{LIST_ID}",
            "hx-sync": "this:replace",
        }

    def clean(self, value: Any) -> str:
        """Return the name as it is known; empty where none is asked for."""
        text: str = super().clean(value)
        if not text:
            return ""
        place = named(self.known, text)
        if place is None:
            raise ValidationError(self._told(text))
        return place.name

    def _told(self, text: str) -> str:
        rule = _("« %(text)s » n’est pas un lieu connu de ce territoire.") % {"text": text}
        offered = alike(self.known, text, OFFERED)
        if offered:
            names = ", ".join(f"« {name} »" for name in offered)
            return f"{rule} {_('Choisissez dans la liste, par exemple : %(names)s.') % {'names': names}}"
        return f"{rule} {_('Choisissez dans la liste ; à défaut, la commune. Jamais une adresse.')}"
