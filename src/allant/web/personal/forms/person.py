"""What the person fills in on their own page."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allant.web.personal.enums import LONGEST_TEXT, RequestKind
from allant.web.ui.forms import WithoutNir


class RequestForm(WithoutNir, forms.Form):
    """What a person asks, in their own words."""

    kind = forms.ChoiceField(label=_("Que voulez-vous ?"), choices=RequestKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Dites-le avec vos mots"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("kind") == RequestKind.CORRECT and not cleaned.get("text"):
            self.add_error("text", _("Écrivez ce qu’il faut corriger."))
        return cleaned


class SlotForm(forms.Form):
    """Another free time for an appointment."""

    starts_at = forms.CharField(widget=forms.HiddenInput)

    def clean_starts_at(self) -> datetime:
        try:
            chosen = datetime.fromisoformat(self.cleaned_data["starts_at"])
        except ValueError as error:
            raise forms.ValidationError(_("Choisissez un horaire dans la liste.")) from error
        return chosen if timezone.is_aware(chosen) else timezone.make_aware(chosen)
