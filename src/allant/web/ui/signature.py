"""A signature: drawn with a finger, a pen or a mouse, or given by keyboard as a typed name and a ticked box.

`SignatureForm` is the part of a form that asks for it (`<c-signature :form="form" />` draws it, with
`ui/signature.js`); its `signed` is what to keep. Several people sign on one page: give each form a `prefix`.
"""

import json
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

__all__ = ["HEIGHT", "WIDTH", "SignatureForm", "Signed", "path_of"]

WIDTH, HEIGHT = 600, 200
"""The drawing's own units; how large it is shown does not matter."""
MOST_STROKES, MOST_POINTS = 200, 6000
SHORTEST_INK = 40
"""Less ink than this is a finger that touched the screen, not a signature."""


@dataclass(frozen=True, slots=True)
class Signed:
    """How somebody signed: the path of their strokes (SVG), or the name they typed."""

    path: str = ""
    typed_name: str = ""


def path_of(posted: str) -> str:
    """Return strokes, as the page posts them, as an SVG path; empty when there is not enough ink to be a signature.

    >>> path_of("[[[10, 20], [300, 120]]]")
    'M10 20L300 120'
    >>> path_of("[[[10, 20], [12, 20]]]"), path_of("[[[10, 20], [9999, 20]]]"), path_of("nonsense")
    ('', '', '')
    """
    try:
        strokes = [[(int(x), int(y)) for x, y in stroke] for stroke in json.loads(posted or "[]")]
    except (ValueError, TypeError, OverflowError, RecursionError):
        return ""
    points = [point for stroke in strokes for point in stroke]
    if len(strokes) > MOST_STROKES or len(points) > MOST_POINTS:
        return ""
    if not all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points):
        return ""
    ink = sum(
        abs(x - former_x) + abs(y - former_y) for stroke in strokes for (former_x, former_y), (x, y) in pairwise(stroke)
    )
    if ink < SHORTEST_INK:
        return ""
    return "".join("M" + "L".join(f"{x} {y}" for x, y in stroke) for stroke in strokes if stroke)


class SignatureForm(forms.Form):
    """Asks for one signature. Drawing and typing are worth the same: nobody needs a steady hand or a mouse."""

    strokes = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200_000)
    typed_name = forms.CharField(
        label=_("Prénom et nom"), required=False, max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    agrees = forms.BooleanField(label=_("Je signe ce texte."), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        path = path_of(cleaned.get("strokes", ""))
        name, agrees = cleaned.get("typed_name", "").strip(), cleaned.get("agrees")
        if path:
            self.signed = Signed(path=path)
        elif name and agrees:
            self.signed = Signed(typed_name=name)
        elif name:
            self.add_error("agrees", _("Cochez la case pour signer."))
        elif agrees:
            self.add_error("typed_name", _("Écrivez votre prénom et votre nom pour signer."))
        else:
            self.add_error("typed_name", _("Signez dans le cadre, ou écrivez votre nom et cochez la case."))
        return cleaned
